import type { Answers, AnswersSource } from '../form/types.ts';
import type { JsonObject } from '../json.ts';
import type { PackageModel } from '../package/model.ts';
import type { PackageSource } from '../package/source.ts';
import type { ImageLookup, Platform } from '../registry/types.ts';
import type { VariableSources } from '../terraform/index.ts';
import type { Dialect } from '../terraform/plan/types.ts';
import type { World } from '../world/types.ts';
import type { Prior } from './instance-prior.ts';

/** What can go wrong on order. docs/guide/rehearsals.md says what each does and what `target` names. */
export const FAULT_KINDS = [
  'sold-out',
  'quota',
  'network-missing',
  'subnet-missing',
  'security-group-missing',
  'machine-image-missing',
  'image-not-shared',
  'subnet-full',
  'cidr-overlap',
  'certificate-mismatch',
  'certificate-expired',
  'argument-null',
  'chart-render',
  'image-missing',
  'image-arch',
  'no-egress',
  'hook-timeout',
  'network-interruption',
  'network-down',
  'cloud-error',
  'permission-missing',
  'license-inactive',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to inject. Without a target it strikes everything of its kind. */
export interface FaultSpec {
  readonly kind: FaultKind;
  /** What it strikes: a machine type, zone, id, image, hook, quota, resource address or `address.argument`. */
  readonly target?: string;
}

/** A call to the cloud that the software makes once it runs. */
export interface SoftwareCall {
  /** `cvm:DescribeInstances`. */
  readonly action: string;
  /** Six-part resource; absent: `*`. */
  readonly on?: string;
  /** Condition keys of the request; the application's own tag is there in any case. */
  readonly context?: JsonObject;
}

/** An image that is taken to be in the registry, whatever is in it. */
export interface PushedImage {
  readonly image: string;
  readonly platforms: readonly Platform[];
  /** True: a build whose processes all end, where a fault kept those of the image before running. */
  readonly exits?: boolean;
}

export interface RehearsalInput {
  /** The package's folder or name, as the person knows it. */
  readonly project: string;
  readonly source: PackageSource;
  readonly model: PackageModel;
  readonly world: World;
  /** `auto`: the first valid choice of every field; else values by arg name, the rest taken from the fields' defaults. */
  readonly answers: Answers | 'auto';
  /** True: what `answers` leave out is chosen as `auto` would; else it has its default. */
  readonly fill?: boolean;
  /** Same seed and same input give the same events. */
  readonly seed: number;
  /** The time at which the virtual clock starts, in milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** `instant`, or how many virtual seconds pass in a real one. */
  readonly speed: number | 'instant';
  /** Default `cloudapp`. */
  readonly dialect?: Dialect;
  /** True: what the world does not list does not exist, whatever the world file says of itself. */
  readonly closed?: boolean;
  /** `assume` (default): an image that the registry lacks is taken to exist elsewhere. `require`: it is a failure. */
  readonly images?: 'assume' | 'require';
  readonly faults?: readonly FaultSpec[];
  /** What the software calls when it starts; held against the permissions that the package declares. */
  readonly calls?: readonly SoftwareCall[];
  readonly pushed?: readonly PushedImage[];
  /** The licence that the customer has when the software starts: what its state follows from. Absent: an active one. */
  readonly license?: JsonObject;
  /** File of the scenario that is played: its instance is another than the one of the plain install. */
  readonly scenario?: string;
  /** Where the answers were written, for messages about them. */
  readonly answersSource?: AnswersSource;
  /** Values of variables that come before answers and what the platform sets. */
  readonly variables?: VariableSources;
  /** Schemas of more providers: what `terraform providers schema -json` prints. */
  readonly providers?: string;
  /** Chosen values of the package's specs by key; first values where absent. */
  readonly spec?: Readonly<Record<string, string>>;
  /** Authorisation mode of the licence that a success leaves; default Subscription. */
  readonly licenseMode?: 'Permanent' | 'Subscription';
  /** True: the world was given and is kept with the instance, for the next operation on it. */
  readonly keepWorld?: boolean;
  /** The instance that the operation is about; absent: a new one is installed. */
  readonly prior?: Prior;
}

export interface RehearsalDeps {
  /** Looks an image up in the embedded registry. */
  lookupImage(reference: string): ImageLookup;
  /** Resolves after real milliseconds, or rejects with an AbortError. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Cancels the rehearsal: its last event is then `finished` with status `cancelled`. */
  readonly signal: AbortSignal;
}
