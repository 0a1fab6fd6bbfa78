import type { Position, SourceRange } from '../../diagnostics/index.ts';
import { DYNAMIC_VALUE, stringValue } from '../values/value.ts';
import { between } from './advance.ts';
import type { Expression, ForExpr } from './ast.ts';
import type { ParserState } from './parser-state.ts';
import type { TemplatePart } from './template-parts.ts';

const literalOf = (text: string, range: SourceRange, head?: SourceRange): Expression => ({
  kind: 'literal',
  value: stringValue(text),
  range,
  ...(head ? { head } : {}),
});

const placeAt = (position: Position): SourceRange => ({ start: position, end: position });
const placeholder = (range: SourceRange): Expression => ({ kind: 'literal', value: DYNAMIC_VALUE, range });

type End = Extract<TemplatePart, { kind: 'end' }>;
type If = Extract<TemplatePart, { kind: 'if' }>;
type For = Extract<TemplatePart, { kind: 'for' }>;

/** Matches the if and for directives of a flat template with their ends. */
export class TemplateTree {
  readonly #p: ParserState;
  readonly #parts: readonly TemplatePart[];
  #at = 0;

  constructor(p: ParserState, parts: readonly TemplatePart[]) {
    this.#p = p;
    this.#parts = parts;
  }

  root(): Expression[] {
    const parts: Expression[] = [];
    while (this.#peek().kind !== 'end') parts.push(this.#part());
    return parts;
  }

  #peek(): TemplatePart {
    return this.#parts[this.#at] ?? (this.#parts.at(-1) as End);
  }

  #read(): TemplatePart {
    const part = this.#peek();
    if (part.kind !== 'end') this.#at += 1;
    return part;
  }

  #part(): Expression {
    const part = this.#read();
    switch (part.kind) {
      case 'literal':
        return literalOf(part.text, part.range, part.head);
      case 'interp':
        return part.expr;
      case 'if':
        return this.#nested(part, () => this.#if(part));
      case 'for':
        return this.#nested(part, () => this.#for(part));
      case 'end':
        this.#p.error(
          'Unexpected end of template',
          'The control directives within this template are unbalanced.',
          part.range,
        );
        return placeholder(part.range);
      default:
        this.#p.error(
          `Unexpected ${part.kind} directive`,
          'The control directives within this template are unbalanced.',
          part.range,
        );
        return placeholder(part.range);
    }
  }

  #nested(part: TemplatePart, parse: () => Expression): Expression {
    const result = this.#p.enter() ? parse() : undefined;
    this.#p.leave();
    if (result !== undefined) return result;
    this.#at = this.#parts.length - 1;
    return placeholder(part.range);
  }

  /** `file:line,col-col`, as HCL writes a place within a sentence. */
  #place(range: SourceRange): string {
    const { start, end } = range;
    const to = start.line === end.line ? `${end.column}` : `${end.line},${end.column}`;
    return `${this.#p.file}:${start.line},${start.column}-${to}`;
  }

  #if(open: If): Expression {
    const whenTrue: Expression[] = [];
    const whenFalse: Expression[] = [];
    let current = whenTrue;
    for (;;) {
      const next = this.#peek();
      if (next.kind === 'end') return this.#unfinished('if', open.range, next);
      if (next.kind === 'else' && current === whenTrue) {
        this.#read();
        current = whenFalse;
        continue;
      }
      if (next.kind === 'endif') {
        this.#read();
        const range = between(open.range, next.range);
        return {
          kind: 'conditional',
          condition: open.condition,
          whenTrue: joined(whenTrue, placeAt(open.range.end)),
          whenFalse: joined(whenFalse, placeAt(next.range.start)),
          range,
        };
      }
      if (next.kind === 'else' || next.kind === 'endfor') {
        this.#read();
        const detail =
          next.kind === 'else'
            ? `Already in the else clause for the if started at ${this.#place(open.range)}.`
            : `Expecting an endif directive for the if started at ${this.#place(open.range)}.`;
        this.#p.error(`Unexpected ${next.kind} directive`, detail, next.range);
        return placeholder(next.range);
      }
      current.push(this.#part());
    }
  }

  #for(open: For): Expression {
    const content: Expression[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.kind === 'end') return this.#unfinished('for', open.range, next);
      if (next.kind === 'endfor') {
        this.#read();
        const range = between(open.range, next.range);
        const tuple: ForExpr = {
          kind: 'for',
          keyVar: open.keyVar,
          valueVar: open.valueVar,
          collection: open.collection,
          key: undefined,
          value: joined(content, placeAt(open.range.end)),
          condition: undefined,
          group: false,
          openRange: open.range,
          range,
        };
        return { kind: 'templateJoin', tuple, range };
      }
      if (next.kind === 'else' || next.kind === 'endif') {
        this.#read();
        const detail =
          next.kind === 'else'
            ? 'An else clause is not expected for a for directive.'
            : `Expecting an endfor directive corresponding to the for directive at ${this.#place(open.range)}.`;
        this.#p.error(`Unexpected ${next.kind} directive`, detail, next.range);
        return placeholder(next.range);
      }
      content.push(this.#part());
    }
  }

  #unfinished(what: 'if' | 'for', open: SourceRange, end: End): Expression {
    this.#p.error(
      'Unexpected end of template',
      `The ${what} directive at ${this.#place(open)} is missing its corresponding end${what} directive.`,
      end.range,
    );
    return placeholder(end.range);
  }
}

function joined(parts: readonly Expression[], empty: SourceRange): Expression {
  const first = parts[0] ?? literalOf('', empty);
  const last = parts.at(-1) ?? first;
  return {
    kind: 'template',
    parts: parts.length > 0 ? parts : [first],
    range: between(first.range, last.range),
  };
}
