import type { ErrorPlace } from '../errors/index.ts';
import type { Platform } from '../registry/types.ts';
import type { LocalText } from '../text.ts';

/**
 * When an image is pulled. `always`: under every answer that was tried. `answers`: under some of them. `branch`: in a branch
 * of a template that an answer or a value of the cloud can open. `program`: a variable of a container names it, and its
 * program may pull it. `declared`: the author says so, where it cannot be read.
 */
export type ImageReach = 'always' | 'answers' | 'branch' | 'program' | 'declared';

/** An image that a package can pull. */
export interface ClosureImage {
  readonly image: string;
  readonly host: string;
  readonly reach: ImageReach;
  readonly status: 'present' | 'missing' | 'invalid';
  readonly digest?: string;
  /** Bytes, where the registry has it. */
  readonly size?: number;
  readonly platforms: readonly Platform[];
  /** Platforms of the nodes and machines that pull it. */
  readonly wanted: readonly Platform[];
  /** `Deployment/web`, `tencentcloud_instance.app (docker run)`, sorted. */
  readonly objects: readonly string[];
  /** The line of the template or script. */
  readonly place: ErrorPlace;
  /** The answers under which it is pulled, where that is not always: `mode=ha`. */
  readonly when?: string;
}

export interface ClosureFinding {
  readonly code:
    | 'IMAGE_MISSING'
    | 'IMAGE_INVALID'
    | 'IMAGE_PLACEHOLDER'
    | 'IMAGE_PLATFORM'
    | 'IMAGE_HOST_UNREACHABLE'
    | 'IMAGE_NEEDS_EGRESS'
    | 'IMAGE_LATEST'
    | 'IMAGE_TAG_MUTABLE'
    | 'IMAGE_BY_PROGRAM';
  readonly severity: 'error' | 'warning' | 'info';
  readonly image: string;
  readonly message: LocalText;
  readonly place: ErrorPlace;
}

/** Something that keeps the set from being exact: what is pulled there cannot be said. */
export interface Unbounded {
  readonly message: LocalText;
  readonly place: ErrorPlace;
}

/** The same where the author has said what is pulled (`drydock:images`). */
export interface DeclaredPlace extends Unbounded {
  readonly images: readonly string[];
}

/** The images that a package can pull under every answer, and what is wrong with them. */
export interface ImageClosure {
  readonly images: readonly ClosureImage[];
  readonly findings: readonly ClosureFinding[];
  readonly unbounded: readonly Unbounded[];
  readonly declared: readonly DeclaredPlace[];
  /** `ready`: the registry has all, and nothing is left open. `unknown`: nothing is missing, but the set is not exact. */
  readonly verdict: 'ready' | 'not-ready' | 'unknown';
  readonly platforms: readonly Platform[];
  readonly explored: {
    /** Sets of answers with different results. */
    readonly answers: number;
    /** Sets of answers that were planned. */
    readonly plans: number;
    /** Sets of answers that there are. */
    readonly sets: number;
    /** `all` were planned, or as many as hold each pair of choices. */
    readonly method: 'all' | 'pairs';
    readonly renderings: number;
    /** Branches of templates that open values decide. */
    readonly branches: number;
  };
}
