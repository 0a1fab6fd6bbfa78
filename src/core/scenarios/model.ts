import type { SourceRange } from '../diagnostics/index.ts';
import type { FaultSpec, PushedImage, SoftwareCall } from '../install/input.ts';
import type { JsonObject } from '../json.ts';
import type { LocalText } from '../text.ts';

/** One piece of a file that a scenario replaces in the package. */
export interface Patch {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly range?: SourceRange;
}

/** What a scenario expects of its failure; what is left out may be anything. Texts in slashes are regular expressions (RE2). */
export interface ExpectedFailure {
  readonly code?: string;
  /** The stage: form, plan, resources, chart, images, workloads, outputs. */
  readonly step?: string;
  readonly resource?: string;
  /** Part of the message, in English or Chinese. */
  readonly message?: string;
  /** Part of one of the causes. */
  readonly cause?: string;
  /** `file:line` of one of the causes. */
  readonly at?: string;
}

export interface Expectation {
  readonly outcome: 'success' | 'failed';
  readonly failure?: ExpectedFailure;
  /** Values by output name: the text, or a regular expression in slashes. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Codes of findings that must come up. */
  readonly findings: readonly string[];
  readonly assumptions: readonly string[];
  /** Part of a line of the install log: what the customer sees. */
  readonly log: readonly string[];
  /** `passes`: the first failure carries a cure, and with it the rehearsal succeeds. `none`: no cure is known. */
  readonly cure?: 'passes' | 'none';
}

/** A scenario file, read: plain data that can be sent to a worker. Paths are as written. */
export interface Scenario {
  /** Path of its file, as it is named in messages. */
  readonly file: string;
  readonly name: string;
  /** The name in both languages. */
  readonly title: LocalText;
  readonly about?: LocalText;
  readonly tags: readonly string[];
  /** Folder of the package, relative to the file; absent: the project that the file is in. */
  readonly package?: string;
  /** Which version of the package this is about: a label that results carry. */
  readonly version?: string;
  readonly answers: 'auto' | JsonObject;
  readonly answersFile?: string;
  /** `auto` (default): what the answers leave out is chosen. `defaults`: it has its default, or none. */
  readonly rest: 'auto' | 'defaults';
  /** `default`, `catalog`, or a world file's path. */
  readonly worldFile?: string;
  /** A world file's content; without `extends`, on top of `worldFile` or the default world. */
  readonly world?: JsonObject;
  /** File with the schemas of more providers (`terraform providers schema -json`). */
  readonly providers?: string;
  readonly closed: boolean;
  readonly images: 'assume' | 'require';
  readonly pushed: readonly PushedImage[];
  readonly faults: readonly FaultSpec[];
  readonly calls: readonly SoftwareCall[];
  /** The licence when the software starts: members of the API's `License`. */
  readonly license?: JsonObject;
  /** ISO time at which the install begins. */
  readonly time?: string;
  readonly seed: number;
  readonly spec: Readonly<Record<string, string>>;
  /** Files of the package that are other than on disk; null: left out. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly patch: readonly Patch[];
  readonly expect: Expectation;
  /** Where each value stands, by path: `expect.failure.code`, `faults[0]`. */
  readonly ranges: Readonly<Record<string, SourceRange>>;
}
