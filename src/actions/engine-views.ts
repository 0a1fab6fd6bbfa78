import type { KubernetesFinding } from '../core/kubernetes/index.ts';
import type { Failure } from '../core/terraform/index.ts';

/** What an expression comes to in a package's scope, or the first mistake in it. */
export type ConsoleView = ConsoleValue | Failure;

export interface ConsoleValue {
  /** The value as JSON text with exact numbers; unknown parts are null. */
  readonly value: string;
  /** cty's JSON form of the type, as text: `["list","string"]`. */
  readonly type: string;
  readonly unknown: boolean;
  readonly sensitive: boolean;
  /** The value as `terraform console` prints it: unknown and sensitive parts are named, not shown. */
  readonly shown: string;
}

/** A chart as `helm template` renders it. */
export interface TemplateView {
  /** What is printed: documents with their sources, hooks last; or the chosen templates, or texts as JSON. */
  readonly printed: string;
  /** Text per template path (`chart/templates/x.yaml`). */
  readonly files: Readonly<Record<string, string>>;
  readonly notes: string;
  /** Files that `--output-dir` wrote. */
  readonly written?: readonly string[];
  /** Set when `raw` was asked and the texts are no manifests: Helm's words for what it would refuse. */
  readonly refused?: string;
  /** Set when `validate` was asked: what the API server of the chosen version refuses (errors) or drops (warnings). */
  readonly findings?: readonly KubernetesFinding[];
}
