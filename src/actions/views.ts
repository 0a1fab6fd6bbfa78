import type { ImageClosure } from '../core/closure/types.ts';
import type { CostEstimate } from '../core/cost/types.ts';
import type { Diagnostic } from '../core/diagnostics/index.ts';
import type { FormState } from '../core/form/types.ts';
import type {
  Assumption,
  Failure,
  OutputView,
  RehearsalCounts,
  RehearsalFinding,
  RehearsalStatus,
} from '../core/install/events.ts';
import type { FidelityRow } from '../core/install/index.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Drift, LeftBehind, Loss, Operation, Revision } from '../core/lifecycle/types.ts';
import type { Platform } from '../core/registry/types.ts';
import type { LocalText } from '../core/text.ts';
import type { ChartView, GcReasonView, PullCommand, UsagePoint } from './registry-views.ts';

/** What the faces are given: plain data, all of it JSON. Times are ISO 8601 in UTC, sizes are bytes, durations milliseconds. */

export interface StatusView {
  readonly version: string;
  readonly home: string;
  readonly pid: number;
  readonly running: boolean;
  readonly startedAt?: string;
  /** `outside`: where other machines reach it too. */
  readonly registry: { readonly address: string; readonly outside?: string } | null;
  /** With a one-time token in it when asked over the control socket. */
  readonly console: { readonly url: string } | null;
  readonly cloud: { readonly address: string } | null;
  /** Connections that Drydock itself opened to other machines since it started. */
  readonly outsideConnections: number;
}

export interface ProjectView {
  readonly dir: string;
  readonly name: string;
  readonly packageId: string | null;
  readonly sample: boolean;
  readonly addedAt: string;
  /** Set when the folder is gone or unreadable now. */
  readonly missing: boolean;
}

export interface ProjectDetailView extends ProjectView {
  readonly kind: 'container' | 'cvm' | 'empty';
  readonly args: number;
  readonly resources: number;
  readonly outputs: readonly string[];
  readonly charts: readonly { readonly path: string; readonly name: string; readonly version: string }[];
  readonly specs: readonly {
    readonly key: string;
    readonly name: string;
    readonly values: readonly { readonly value: string; readonly name: string }[];
  }[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** The install form, and what is sold: the specification that a development licence can carry. */
export interface FormView extends FormState {
  readonly specs: ProjectDetailView['specs'];
}

export interface LintView {
  readonly root: string;
  readonly dialect: 'cloudapp' | 'terraform';
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
  /** Source lines that diagnostics point at: file → line number → text. */
  readonly excerpts: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /** The findings in the format that was asked for. */
  readonly report: string;
}

export interface PlanResourceView {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: 'managed' | 'data';
  readonly action: string;
  /** How much a rehearsal knows of the type. */
  readonly fidelity?: 'full' | 'partial' | 'opaque';
  readonly dependsOn: readonly string[];
  readonly args: Json;
  readonly unknown: Json;
  readonly file: string;
  readonly line: number;
}

export interface PlanView {
  readonly root: string;
  readonly complete: boolean;
  readonly resources: readonly PlanResourceView[];
  readonly outputs: readonly {
    readonly name: string;
    readonly sensitive: boolean;
    readonly known: boolean;
    readonly value: Json;
  }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly form: FormState;
  /** By the built-in price book, which is what there is without an engine; `cost` takes the user's own. */
  readonly cost?: CostEstimate;
  /** The file that Terraform's plan JSON was written to. */
  readonly written?: string;
}

export interface RehearsalView {
  readonly id: string;
  readonly project: string;
  readonly dir: string;
  readonly packageId: string;
  readonly state: 'running' | RehearsalStatus;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly instance?: string;
  readonly created: number;
  readonly resources: number;
  /** Number of events so far. */
  readonly events: number;
}

export interface RehearsalResult {
  readonly id: string;
  readonly status: RehearsalStatus;
  readonly instance?: string;
  readonly outputs: readonly OutputView[];
  readonly findings: readonly RehearsalFinding[];
  readonly failures: readonly Failure[];
  readonly assumptions: readonly Assumption[];
  readonly counts: RehearsalCounts;
  /** What the resources that stand cost, by the price book in use; absent where that cannot be read. */
  readonly cost?: CostEstimate;
}

export interface InstanceView {
  readonly id: string;
  readonly project: string;
  readonly dir: string;
  readonly packageId: string;
  readonly status: RehearsalStatus | 'uninstalled';
  /** Of its last operation. */
  readonly createdAt: string;
  /** Those that exist. */
  readonly resources: number;
  /** Counts the operations on it from 1. */
  readonly revision: number;
  readonly operation: Operation;
  /** Resources that were changed outside. */
  readonly drifted: number;
  readonly license?: string;
  readonly main?: string;
}

export interface InstanceDetailView extends InstanceView {
  readonly seed: number;
  readonly answers: JsonObject;
  readonly outputs: readonly OutputView[];
  readonly assumptions: readonly Assumption[];
  readonly failure?: Failure;
  readonly resourceList: readonly {
    readonly address: string;
    readonly type: string;
    readonly id?: string;
    readonly state: string;
    readonly region?: string;
    readonly fidelity: string;
    readonly attributes: JsonObject;
  }[];
  readonly workloads: readonly { readonly object: string; readonly state: string }[];
  /** Newest first. */
  readonly revisions: readonly Revision[];
  readonly drift: readonly Drift[];
  /** What its last operation lost, and left in the account. */
  readonly loses: readonly Loss[];
  readonly leftBehind: readonly LeftBehind[];
}

export interface LicenseView {
  readonly id: string;
  readonly instance: string;
  readonly packageId: string;
  readonly type: string;
  readonly mode: string;
  readonly status: string;
  readonly issuedAt: string;
  readonly expiresAt?: string;
}

/** A licence that was just issued, with the signed response as VerifyLicense answers it. */
export interface IssuedLicenseView extends LicenseView {
  readonly text: string;
}

export interface LicenseFieldView {
  readonly name: string;
  readonly title: LocalText;
  readonly value: Json;
  readonly meaning: LocalText;
}

export interface LicenseInspectView {
  readonly form: string;
  readonly fields: readonly LicenseFieldView[];
  readonly unknownFields: readonly string[];
  /** What does not go together, what is missing. */
  readonly notes: readonly { readonly code: string; readonly message: LocalText }[];
  readonly at: string;
  readonly state: string;
  readonly stateText: LocalText;
}

export interface LicenseVerdictView {
  readonly verdict: 'valid' | 'invalid' | 'unknown';
  readonly summary: LocalText;
  readonly reasons: readonly { readonly code: string; readonly message: LocalText }[];
  readonly key?: string;
  readonly at: string;
  readonly licenseId?: string;
}

export interface RepositoryView {
  readonly name: string;
  readonly tags: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly updatedAt: string;
}

export interface TagView {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly platforms: readonly Platform[];
  readonly updatedAt: string;
}

export interface LayerView {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly command?: string;
  /** Name of the file, for what is no image. */
  readonly title?: string;
  /** False for layers that are not in the store (non-distributable, sparse). */
  readonly stored: boolean;
  /** Other images that are made of it too; `more` counts those that are not named. */
  readonly sharedBy: { readonly images: readonly string[]; readonly more: number };
}

export interface ImageView {
  readonly reference: string;
  readonly repository: string;
  readonly tag?: string;
  /** All tags on it. */
  readonly tags: readonly string[];
  readonly digest: string;
  readonly mediaType: string;
  readonly artifactType?: string;
  readonly bytes: number;
  /** Stored bytes that no other image needs: what comes free when it goes. */
  readonly uniqueBytes: number;
  /** The first of `commands`. */
  readonly pull: string;
  readonly commands: readonly PullCommand[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly chart?: ChartView;
  /** Digest of the manifest that this one is about. */
  readonly subject?: string;
  /** Signatures, bills of material and the like: manifests that are about this one. */
  readonly referrers: readonly {
    readonly digest: string;
    readonly artifactType?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
  /** Platforms that the index lists and the registry does not have. */
  readonly missing: readonly string[];
  readonly manifests: readonly {
    readonly digest: string;
    readonly mediaType: string;
    readonly platform?: Platform;
    readonly bytes: number;
    readonly config?: JsonObject;
    readonly layers: readonly LayerView[];
    /** Steps of the build; `layer` is the index of the layer that a step made. */
    readonly history: readonly {
      readonly command: string;
      readonly created?: string;
      readonly layer?: number;
    }[];
  }[];
}

export interface RemovalView {
  readonly removed: readonly string[];
  /** Bytes that a collection would give back afterwards. */
  readonly reclaimable: number;
  readonly dryRun: boolean;
  /** Names what was shown: given back, exactly that is removed or nothing. */
  readonly preview: string;
  /** Bytes of what goes that stay because others need them, and by whom. */
  readonly keptBytes: number;
  readonly kept: readonly {
    readonly digest: string;
    readonly bytes: number;
    readonly images: readonly string[];
    readonly more: number;
  }[];
  /** Why the image stays though its tag goes: other tags on it, indexes that list it. */
  readonly holders: readonly string[];
}

export interface GcView {
  readonly dryRun: boolean;
  /** Names the plan: given back, exactly that plan is run. */
  readonly preview: string;
  /** What the plan takes, however many are named here. */
  readonly count: number;
  /** The largest of it, as many as were asked for. */
  readonly items: readonly {
    readonly kind: string;
    readonly digest: string;
    readonly reason: string;
    readonly bytes: number;
  }[];
  readonly bytes: number;
  /** The items counted by reason, the most bytes first. */
  readonly reasons: readonly GcReasonView[];
  /** Blobs that stay because they are younger than the grace time or were just asked for. */
  readonly spared: number;
  /** Items of the plan that came into use before their turn, and stayed. */
  readonly skipped?: number;
  readonly receipt?: string;
  /** Until when `registry undo RECEIPT` brings it back. */
  readonly undoUntil?: string;
}

export interface UndoView {
  readonly receipt: string;
  readonly manifests: number;
  readonly blobs: number;
  readonly bytes: number;
}

export interface FsckView {
  readonly blobs: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly damaged: readonly {
    readonly kind: 'blob' | 'manifest';
    readonly digest: string;
    readonly problem: 'damaged' | 'missing';
    /** Images that suffer from it: `repository:tag` or `repository@digest`. */
    readonly usedBy: readonly string[];
  }[];
  readonly repaired: boolean;
  /** What pulls met before and nothing has mended; damaged files are in quarantine/. */
  readonly earlier: readonly {
    readonly digest: string;
    readonly problem: 'damaged' | 'missing';
    /** ISO time. */
    readonly foundAt: string;
    readonly setAside: boolean;
    readonly usedBy: readonly string[];
  }[];
}

export interface WhyView {
  readonly digest: string;
  readonly kind: 'blob' | 'manifest' | 'unknown';
  /** From a root (tag, young manifest, push under way, use at this moment) to the content. None: nothing keeps it. */
  readonly paths: readonly {
    readonly root: 'tag' | 'young' | 'pending' | 'in-use';
    readonly steps: readonly { readonly kind: 'tag' | 'manifest' | 'link' | 'blob'; readonly name: string }[];
  }[];
  readonly more: number;
}

export interface RestoreView {
  /** Where it went, when that is a data directory of its own. */
  readonly into?: string;
  /** What was not there before. */
  readonly blobs: number;
  readonly bytes: number;
  readonly manifests: number;
  readonly tags: number;
  /** Tags that name something else here and stayed. */
  readonly kept: readonly string[];
  /** Content of the backup that is damaged or missing. */
  readonly unusable: readonly { readonly digest: string; readonly problem: 'damaged' | 'missing' }[];
}

export interface BackupView {
  readonly dir: string;
  readonly blobs: number;
  readonly bytes: number;
  readonly missing: readonly string[];
}

export interface ExportView {
  readonly file: string;
  readonly reference: string;
  readonly digest: string;
  readonly bytes: number;
  readonly blobs: number;
  /** Bytes that an export that had stopped had written already. */
  readonly resumed: number;
  /** Digests that the image names and the registry does not have. */
  readonly missing: readonly string[];
}

export interface UsageView {
  readonly repositories: number;
  readonly tags: number;
  readonly manifests: number;
  readonly blobs: number;
  readonly bytes: number;
  /** Bytes that collections took and that come free when they cannot be undone any more. */
  readonly trashBytes: number;
  /** Oldest first, now at the end; where it was asked for. */
  readonly history?: readonly UsagePoint[];
}

export interface ImportView {
  readonly images: readonly {
    readonly reference: string;
    readonly digest: string;
    readonly platforms: readonly Platform[];
  }[];
}

/** Progress of a long job that moves bytes or things. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly what: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'items';
}
export type * from './scenario-views.ts';

/** The images that a package can pull under every answer, against the registry. */
export interface ImagesView extends ImageClosure {
  readonly root: string;
}

/** How much a rehearsal knows of types and kinds. */
export interface FidelityView {
  /** Null when it is about everything that is known. */
  readonly root: string | null;
  readonly rows: readonly FidelityRow[];
}
