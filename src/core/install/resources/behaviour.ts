import type { JsonObject } from '../../json.ts';
import type { Failure } from '../events.ts';
import type { Random } from '../kernel/index.ts';
import type { Subject } from './subject.ts';

/** What an argument that holds an id refers to. */
export type ReferenceKind =
  | 'vpc'
  | 'subnet'
  | 'security-group'
  | 'machine-image'
  | 'certificate'
  | 'key-pair'
  | 'clb'
  | 'instance';

/**
 * What the rehearsal knows of a family of resource types. To add a type: write a file beside this one and name it in
 * index.ts; everything but `types`, `fidelity`, `idPrefix` and `seconds` may be left out.
 */
export interface Behaviour {
  readonly types: readonly string[];
  /** `full`: checks and attributes as the cloud has them. `partial`: attributes known, few checks. */
  readonly fidelity: 'full' | 'partial' | 'opaque';
  /** `ins` in ins-1a2b3c4d; empty where ids look otherwise and `attributes` gives them. */
  readonly idPrefix: string;
  /** Least and most seconds that creating takes. */
  readonly seconds: readonly [least: number, most: number];
  /** Arguments that the platform refuses to be without; `a|b`: one of the two. */
  readonly needs?: readonly string[];
  /** Arguments that hold ids; `block.argument` for each block of that name. */
  readonly refers?: Readonly<Record<string, ReferenceKind>>;
  /** Quota that each instance takes one of. */
  readonly quota?: string;
  /** Checks beyond needs, references, zone and quota. The first failure ends the resource. */
  readonly check?: (subject: Subject) => Failure | undefined;
  /** Attributes that the cloud gives; arguments stay as written unless named here. */
  readonly attributes?: (subject: Subject, random: Random) => JsonObject;
}
