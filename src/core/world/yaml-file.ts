import { type Document, isNode, isPair, isScalar, parseDocument, visit } from 'yaml';
import { type Diagnostic, LineMap, type SourceRange } from '../diagnostics/index.ts';
import { catalogue, type ErrorCode } from '../errors/index.ts';
import type { Json } from '../json.ts';
import { fillText, type LocalText } from '../text.ts';

/** Largest world or answers file, in UTF-16 units. */
export const MAX_FILE_LENGTH = 1024 * 1024;
/** Deepest nesting that is read. */
export const MAX_DEPTH = 64;
const MAX_ALIASES = 100;

export interface YamlFile {
  /** Absent when the text could not be read. */
  readonly value?: Json;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the value at a path stands; the nearest parent's place when it stands nowhere. */
  rangeOf(path: readonly PropertyKey[]): SourceRange | undefined;
}

/** A finding with the catalogue's message for its code. */
export function finding(
  code: ErrorCode,
  data: Readonly<Record<string, string | number>>,
  place: {
    readonly file: string;
    readonly range?: SourceRange | undefined;
    readonly severity?: Diagnostic['severity'];
  },
): Diagnostic {
  const message: LocalText = fillText(catalogue[code].message, data);
  const { file, range, severity = 'error' } = place;
  return { code, severity, message, file, ...(range ? { range } : {}) };
}

/**
 * Reads YAML (or JSON) that a user wrote: bounded in length, depth and alias expansion, syntax errors as findings with
 * their place. `codes` names the catalogue rows to report with; both take `detail`.
 */
export function readYamlFile(
  text: string,
  file: string,
  codes: { readonly limit: ErrorCode; readonly syntax: ErrorCode },
): YamlFile {
  const nothing = (code: ErrorCode, detail: string, range?: SourceRange): YamlFile => ({
    diagnostics: [finding(code, { detail }, { file, range })],
    rangeOf: () => undefined,
  });
  if (text.length > MAX_FILE_LENGTH)
    return nothing(codes.limit, `${text.length} > ${MAX_FILE_LENGTH} characters`);
  if (flowDepth(text) > MAX_DEPTH) return nothing(codes.limit, `nesting > ${MAX_DEPTH}`);
  const lines = new LineMap(text);
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    const diagnostics = document.errors
      .slice(0, 20)
      .map((error) =>
        finding(codes.syntax, { detail: error.message }, { file, range: lines.range(...error.pos) }),
      );
    return { diagnostics, rangeOf: () => undefined };
  }
  if (documentDepth(document) > MAX_DEPTH) return nothing(codes.limit, `nesting > ${MAX_DEPTH}`);
  try {
    const value = toJson(document.toJS({ maxAliasCount: MAX_ALIASES }), 0);
    return { value, diagnostics: [], rangeOf: (path) => rangeOf(document, path, lines) };
  } catch (error) {
    return nothing(codes.limit, error instanceof Error ? error.message : String(error));
  }
}

/** An upper bound of flow nesting, so that the parser is never sent down a well. Brackets in strings count too. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    else if (char === '\n' && depth > MAX_DEPTH) break;
  }
  return deepest;
}

function documentDepth(document: Document): number {
  let deepest = 0;
  visit(document, (_key, _node, path) => {
    deepest = Math.max(deepest, path.filter((step) => !isPair(step)).length);
    return deepest > MAX_DEPTH ? visit.BREAK : undefined;
  });
  return deepest;
}

function toJson(value: unknown, depth: number): Json {
  if (depth > MAX_DEPTH) throw new RangeError(`nesting > ${MAX_DEPTH}`);
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth + 1));
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([key, item]) => [key, toJson(item, depth + 1)] as const);
  return Object.fromEntries(entries);
}

function rangeOf(document: Document, path: readonly PropertyKey[], lines: LineMap): SourceRange | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const [start, end] = node.range;
      return lines.range(start, isScalar(node) ? end : Math.max(start, end));
    }
  }
  return undefined;
}
