import type { Severity } from '../diagnostics/index.ts';
import type { LocalText } from '../text.ts';

/** What is wrong with a rendered object, as the API server of a version would see it. */
export interface KubernetesFinding {
  /** `KUB101` and on: a page of that name stands in docs/rules/. */
  readonly code: string;
  /** `error`: the server refuses the object. `warning`: it takes it, and something is lost or will be. */
  readonly severity: Severity;
  /** Template that rendered it. */
  readonly source: string;
  /** `Deployment/web`. */
  readonly object: string;
  /** `spec.template.spec.containers[0].image`; empty for the object as a whole. */
  readonly path: string;
  readonly message: LocalText;
}

/** Takes a finding about a path of the object under check. */
export type Report = (code: string, severity: Severity, path: string, message: LocalText) => void;

/** `a.b`, `a["c.d"]`, `a[0]`. */
export function at(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
