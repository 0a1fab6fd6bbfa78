import { DrydockError, type ErrorCode, type ErrorPlace } from '../../errors/index.ts';
import { fromBytes, toBytes } from '../go/bytes.ts';
import { GoError } from '../go/func.ts';
import { WARN } from './functions.ts';

/** The text of a template by its path. */
export type TextOf = (file: string) => string | undefined;

/** The place that Go's error text names: `NAME:LINE:COLUMN`, columns from 0 in bytes. */
function placeIn(message: string, textOf: TextOf): ErrorPlace | undefined {
  const match = /(?:^template: |at \()([^\s:()]+):(\d+)(?::(\d+))?/.exec(message);
  if (match === null) return undefined;
  const file = match[1] ?? '';
  const text = textOf(file);
  if (text === undefined) return { file };
  const line = Number(match[2]);
  let start = 0;
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1;
  // The column counts bytes; an editor's place counts characters.
  const before = fromBytes(toBytes(text.slice(start)).subarray(0, Number(match[3] ?? 0)));
  const position = { line, column: [...before].length + 1, offset: start + before.length };
  return { file, range: { start: position, end: position } };
}

function codeFor(message: string): ErrorCode {
  if (message.startsWith('parse error')) return 'HELM_TEMPLATE_SYNTAX';
  if (message.startsWith('YAML parse error')) return 'HELM_YAML_INVALID';
  if (message.startsWith("values don't meet")) return 'HELM_VALUES_INVALID';
  if (message.startsWith('An error occurred while checking for chart dependencies'))
    return 'HELM_DEPENDENCY_MISSING';
  if (message.startsWith('chart requires kubeVersion')) return 'HELM_KUBE_VERSION';
  if (message.endsWith('charts are not installable')) return 'HELM_NOT_INSTALLABLE';
  if (message.startsWith('template: ') || message.startsWith('execution error'))
    return 'HELM_TEMPLATE_FAILED';
  return 'HELM_RENDER_FAILED';
}

/** Helm puts the words of `required` and `fail` in place of the whole chain. */
export function cleanExecError(message: string): string {
  if (!message.startsWith('template: ')) return message;
  const location = message.slice('template: '.length).split(': ')[0] ?? '';
  const words = WARN.exec(message);
  return words === null ? message : `execution error at (${location}): ${words[1] ?? ''}`;
}

/** An error of rendering as the user meets it; what is not ours passes. */
export function helmError(error: unknown, textOf: TextOf = () => undefined): unknown {
  // A length that no string or list of JavaScript has: the bound before it was too wide for this machine.
  if (error instanceof RangeError && /^Invalid (?:string|array) length/.test(error.message)) {
    return new DrydockError('HELM_LIMIT_OUTPUT', { limit: 2 ** 29 }, { cause: error });
  }
  if (!(error instanceof GoError)) return error;
  const message = cleanExecError(error.message);
  const place = placeIn(message, textOf);
  return new DrydockError(
    codeFor(message),
    { message },
    { cause: error, ...(place === undefined ? {} : { place }) },
  );
}

/** An error of loading a chart, likewise. */
export function chartError(error: unknown): unknown {
  return error instanceof GoError
    ? new DrydockError('HELM_CHART_INVALID', { message: error.message }, { cause: error })
    : error;
}
