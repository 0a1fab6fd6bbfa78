import type { SourceRange } from '../../../diagnostics/index.ts';
import { Num } from '../../values/number.ts';
import { boolValue, NULL_VALUE, numberValue } from '../../values/value.ts';
import type { Attribute, Block, Body, Expression, ObjectItem } from '../ast.ts';
import { type HclDiagnostic, hclDiagnostic } from '../diagnostic.ts';
import { LIMITS } from '../limits.ts';
import { checkSize, parseExpression, parseTemplate } from '../parser.ts';
import { type JsonMember, JsonMistake, type JsonNode, readJson } from './reader.ts';
import { type BodyShape, ROOT_SHAPE } from './shape.ts';

/** Parses a `.tf.json` file: the same body as the native syntax gives. Never throws. */
export function parseJsonFile(
  text: string,
  file: string,
): { readonly body: Body; readonly diagnostics: HclDiagnostic[] } {
  const diagnostics: HclDiagnostic[] = [];
  const start = { line: 1, column: 1, offset: 0 };
  let range: SourceRange = { start, end: start };
  const converter = new Converter(file, diagnostics);
  const tooLarge = checkSize(text, file);
  if (tooLarge) return { body: converter.body([], ROOT_SHAPE, range), diagnostics: [tooLarge] };
  try {
    const root = readJson(text.replace(/^\ufeff/, ''));
    ({ range } = root);
    return { body: converter.body(bodiesOf(root, converter), ROOT_SHAPE, range), diagnostics };
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    diagnostics.push(hclDiagnostic('TF_SYNTAX', 'error', 'Invalid JSON', error.message, file, error.range));
    return { body: converter.body([], ROOT_SHAPE, range), diagnostics };
  }
}

/** An object, or all objects of an array: both stand for one body or several of them. */
function bodiesOf(node: JsonNode, converter: Converter): (readonly JsonMember[])[] {
  if (node.kind === 'object') return [node.members];
  if (node.kind === 'array') return node.items.flatMap((item) => bodiesOf(item, converter));
  if (node.kind === 'word' && node.text === 'null') return [];
  converter.complain(
    'Incorrect JSON value type',
    'Either a JSON object or a JSON array of objects is required here.',
    node.range,
  );
  return [];
}

class Converter {
  readonly #file: string;
  readonly #diagnostics: HclDiagnostic[];

  constructor(file: string, diagnostics: HclDiagnostic[]) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  complain(summary: string, detail: string, range: SourceRange): void {
    if (this.#diagnostics.length >= LIMITS.errors) return;
    this.#diagnostics.push(hclDiagnostic('TF_SYNTAX', 'error', summary, detail, this.#file, range));
  }

  body(groups: readonly (readonly JsonMember[])[], shape: BodyShape, range: SourceRange): Body {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    for (const member of groups.flat()) {
      // The convention for comments.
      if (member.name === '//') continue;
      const nested = Object.hasOwn(shape.blocks, member.name) ? shape.blocks[member.name] : undefined;
      if (nested) {
        for (const b of this.#blocks(member, nested.labels, nested.body)) blocks.push(b);
        continue;
      }
      if (shape === ROOT_SHAPE) {
        for (const b of this.#blocks(member, 0, { blocks: {} })) blocks.push(b);
        continue;
      }
      if (attributes.has(member.name)) {
        this.complain(
          'Duplicate argument',
          `The argument "${member.name}" was already set.`,
          member.nameRange,
        );
        continue;
      }
      attributes.set(member.name, {
        name: member.name,
        nameRange: member.nameRange,
        equalsRange: member.nameRange,
        range: { start: member.nameRange.start, end: member.value.range.end },
        expr: this.expression(member.value, shape.bare?.includes(member.name) ?? false),
      });
    }
    return { file: this.#file, attributes, blocks, range };
  }

  #blocks(member: JsonMember, labels: number, shape: BodyShape, above: readonly JsonMember[] = []): Block[] {
    const labelled = [...above, member];
    if (labels > 0) {
      return bodiesOf(member.value, this).flatMap((members) =>
        members.flatMap((each) =>
          each.name === '//' ? [] : this.#blocks(each, labels - 1, shape, labelled),
        ),
      );
    }
    const [type = member, ...names] = labelled;
    return bodiesOf(member.value, this).map((members) => ({
      type: type.name,
      typeRange: type.nameRange,
      labels: names.map((n) => n.name),
      labelRanges: names.map((n) => n.nameRange),
      headerRange: member.nameRange,
      range: { start: type.nameRange.start, end: member.value.range.end },
      body: this.body([members], shape, member.value.range),
    }));
  }

  /** A value as an expression; `bare` texts are expressions themselves, others are templates. */
  expression(node: JsonNode, bare: boolean): Expression {
    const { range } = node;
    switch (node.kind) {
      case 'string':
        return this.#text(node.text, range, bare);
      case 'number':
        return { kind: 'literal', value: numberValue(Num.parse(node.text) ?? Num.int(0)), range };
      case 'word':
        return {
          kind: 'literal',
          value: node.text === 'null' ? NULL_VALUE : boolValue(node.text === 'true'),
          range,
        };
      case 'array':
        return {
          kind: 'tuple',
          items: node.items.map((item) => this.expression(item, bare)),
          openRange: range,
          range,
        };
      case 'object':
        return {
          kind: 'object',
          items: node.members.map(
            ({ name, nameRange, value }): ObjectItem => ({
              key: this.#text(name, nameRange, false),
              keyInParens: true,
              value: this.expression(value, bare),
            }),
          ),
          openRange: range,
          range,
        };
    }
  }

  #text(text: string, range: SourceRange, bare: boolean): Expression {
    // Behind the quotation mark.
    const { line, column, offset } = range.start;
    const from = { line, column: column + 1, offset: offset + 1 };
    const isTemplate = /[$%]\{/.test(text);
    const parsed =
      bare && !isTemplate ? parseExpression(text, this.#file, from) : parseTemplate(text, this.#file, from);
    this.#diagnostics.push(...parsed.diagnostics.slice(0, LIMITS.errors - this.#diagnostics.length));
    return parsed.expr;
  }
}
