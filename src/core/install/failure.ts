import type { Diagnostic } from '../diagnostics/index.ts';
import { catalogue, type ErrorPlace } from '../errors/index.ts';
import { type LocalText, text } from '../text.ts';
import type { Cause, Cure, Failure } from './events.ts';
import { rules, type SimCode } from './rules.ts';
import { type Filling, type Fillings, fillLocal } from './template.ts';

export interface FailureParts {
  readonly address?: string;
  /** The links before the rule: where it is written and what the value is. */
  readonly causes?: readonly Cause[];
  /** Said instead of the rule's own fact of the world. */
  readonly world?: LocalText;
  readonly cure?: Cure | undefined;
}

/** Builds a failure from the catalogue's message and remedy and the broken rule. */
export function failure(code: SimCode, data: Fillings, parts: FailureParts = {}): Failure {
  const row = catalogue[code];
  const broken = rules[code];
  const fact = parts.world ?? (broken?.fact && fillLocal(broken.fact, data));
  return {
    code,
    message: fillLocal(row.message, data),
    remedy: fillLocal(row.remedy, data),
    causes: [
      ...(parts.causes ?? []),
      ...(broken ? [{ kind: 'rule' as const, text: fillLocal(broken.rule, data) }] : []),
      ...(fact ? [{ kind: 'world' as const, text: fact }] : []),
    ],
    ...(parts.address === undefined ? {} : { address: parts.address }),
    ...(parts.cure ? { cure: parts.cure } : {}),
  };
}

/** A failure that a diagnostic of the package already says. `where` and `detail` are filled in. */
export function diagnosticFailure(code: SimCode, wrong: Diagnostic, data: Fillings = {}): Failure {
  const place = { file: wrong.file, ...(wrong.range ? { range: wrong.range } : {}) };
  const address = typeof data.address === 'string' ? { address: data.address } : {};
  return failure(
    code,
    { detail: wrong.message, where: placeName(place), ...data },
    { ...address, causes: [{ kind: 'source', text: wrong.message, place }] },
  );
}

/** `infrastructure/cvm.tf:12`, as editors understand it. */
export const placeName = (place: ErrorPlace): string =>
  place.range ? `${place.file}:${place.range.start.line}` : place.file;

/** How the world is called in causes. */
export const worldName = (name: string): Filling => text(`The world "${name}"`, `世界“${name}”`);
