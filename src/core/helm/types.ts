import type { JsonObject } from '../json.ts';

/** A Kubernetes object that a chart renders. */
export interface RenderedObject {
  /** Template that made it: `chart/templates/x.yaml`. */
  readonly source: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written in the object; absent means the release's namespace. */
  readonly namespace?: string;
  readonly object: JsonObject;
  /** Its YAML text. */
  readonly text: string;
  readonly hook?: {
    readonly events: readonly string[];
    readonly weight: number;
    readonly deletePolicies: readonly string[];
  };
}

export interface RenderResult {
  /** Text per template path, as `helm template` keeps it. */
  readonly files: Readonly<Record<string, string>>;
  readonly notes: string;
  /** Objects without hooks, in Helm's install order. */
  readonly objects: readonly RenderedObject[];
  /** Hooks, sorted by weight, then kind, then name: the order in which they run. */
  readonly hooks: readonly RenderedObject[];
  /** The same hooks in the order in which `helm template` prints them: by kind, then as written. */
  readonly printedHooks: readonly RenderedObject[];
  /** What `helm template` prints: every document with its source, hooks last, no notes. */
  readonly printed: string;
  /** The coalesced values that the templates saw. */
  readonly values: JsonObject;
}

/** A container image that an object pulls. */
export interface ImageUse {
  readonly image: string;
  readonly container: string;
  readonly init: boolean;
  readonly pullPolicy?: string;
  /** `Deployment/web`. */
  readonly object: string;
  readonly source: string;
}
