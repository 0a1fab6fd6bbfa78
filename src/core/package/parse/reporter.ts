import { type Diagnostic, LineMap, type SourceRange } from '../../diagnostics/index.ts';
import type { LocalText } from '../../text.ts';
import type { YamlNode, YamlSpan } from '../yaml/index.ts';
import { type StructureCode, structureRules } from './structure-rules.ts';

/** Findings of one code that are kept: more of them say nothing new. */
const MAX_PER_CODE = 200;

/** Collects the findings of one YAML file and turns spans into ranges. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly file: string;
  readonly #lines: LineMap;
  readonly #counts = new Map<StructureCode, number>();

  constructor(file: string, text: string) {
    this.file = file;
    this.#lines = new LineMap(text);
  }

  range(span: YamlSpan): SourceRange {
    return this.#lines.range(span.start, span.end);
  }

  report(code: StructureCode, span: YamlSpan, message: LocalText, fix?: Diagnostic['fix']): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > MAX_PER_CODE) return;
    const { severity } = structureRules[code];
    this.diagnostics.push({
      code,
      severity: severity.cloudapp,
      message,
      file: this.file,
      range: this.range(span),
      ...(fix ? { fix } : {}),
    });
  }

  /** Ranges of a value and everything in it, by path; `@` before a path is the place of its key. */
  index(node: YamlNode, path: string, into: Record<string, SourceRange>): void {
    if (path !== '') into[path] = this.range(node.span);
    if (node.kind === 'seq') {
      for (const [i, item] of node.items.entries()) this.index(item, `${path}[${i}]`, into);
    } else if (node.kind === 'map') {
      for (const entry of node.entries) {
        const inner = path === '' ? entry.key : `${path}.${entry.key}`;
        into[`@${inner}`] = this.range(entry.keySpan);
        this.index(entry.value, inner, into);
      }
    }
  }
}
