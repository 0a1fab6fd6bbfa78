import type { JsonObject } from '../json.ts';
import type { LocalText } from '../text.ts';

/** How much of a thing the simulation really knows. */
export type Fidelity = 'full' | 'partial' | 'opaque';

/** An object of the cluster. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty for what belongs to no namespace. */
  readonly namespace: string;
  readonly object: JsonObject;
  /** The template that made it; empty for what the cluster has of itself. */
  readonly source: string;
  /** Set for what a hook makes. */
  readonly hook: boolean;
}

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** A node, or a group of nodes that cannot be told apart. */
export interface KubeNode {
  readonly name: string;
  readonly arch: 'amd64' | 'arm64';
  readonly instanceType: string;
  /** `ap-guangzhou-6`; undefined where nobody says. */
  readonly zone: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Other spellings of labels that count as well: a zone by its name and by its number. */
  readonly alsoLabels: Readonly<Record<string, readonly string[]>>;
  readonly taints: readonly Taint[];
  /** What pods can have, by resource: cpu in thousandths, memory in bytes, pods and devices in pieces. */
  readonly allocatable: Readonly<Record<string, number>>;
  /** A super node: takes any pod, each on a machine of its own. */
  readonly virtual: boolean;
}

/** Nodes that come when pods find no place. */
export interface ScalingGroup {
  readonly name: string;
  readonly size: number;
  readonly most: number;
  readonly template: KubeNode;
}

export interface StorageClass {
  readonly name: string;
  readonly provisioner: string;
  readonly isDefault: boolean;
  readonly waits: boolean;
}

/** What a cluster is before anything is installed. */
export interface ClusterSpec {
  /** `v1.30.0`. */
  readonly version: string;
  readonly nodes: readonly KubeNode[];
  readonly scaling: readonly ScalingGroup[];
  readonly storageClasses: readonly StorageClass[];
  /** True for a cluster that was there before: it may hold objects and nodes that nobody here knows. */
  readonly open: boolean;
  /** Suffixes of API groups that the platform brings. */
  readonly platformGroups: readonly string[];
  /** Groups that were installed beside: everything in them is taken to exist. */
  readonly knownGroups: readonly string[];
}

export type ProblemKind =
  | 'refused'
  | 'no-api'
  | 'forbidden'
  | 'unschedulable'
  | 'volume'
  | 'reference'
  | 'pull'
  | 'never-ready'
  | 'job'
  | 'loose';

/** What is missing, as data: what a cure can be made of. */
export type Want =
  | {
      readonly on: 'key';
      readonly kind: string;
      readonly name: string;
      readonly key: string;
      /** How the reference is called in the template: `secretKeyRef`. */
      readonly field: string;
      /** Keys that the object has. */
      readonly has: readonly string[];
    }
  | {
      readonly on: 'object';
      readonly kind: string;
      readonly name: string;
      readonly field: string;
      /** Objects of the kind that there are. */
      readonly others: readonly string[];
      /** Keys that the workload reads of it. */
      readonly keys: readonly string[];
    }
  | {
      readonly on: 'version';
      readonly apiVersion: string;
      readonly kind: string;
      readonly served: readonly string[];
    };

/** Something that Kubernetes would object to, in its own words. */
export interface Problem {
  readonly kind: ProblemKind;
  /** `error`: it never comes up. `warning`: it comes up and something about it does not work. */
  readonly severity: 'error' | 'warning';
  /** `Deployment/web`. */
  readonly object: string;
  readonly source: string;
  /** Reason of the event: `FailedScheduling`, `FailedMount`, … */
  readonly reason: string;
  /** Kubernetes' own message, or ours where it has none. */
  readonly words: LocalText;
  /** Texts that stand in the template's line, best first. */
  readonly hints: readonly string[];
  readonly cure: LocalText;
  readonly wants?: Want;
}

/** Something that the simulation could not know and took to be so. */
export interface Guess {
  readonly object: string;
  readonly source: string;
  readonly hints: readonly string[];
  readonly text: LocalText;
}
