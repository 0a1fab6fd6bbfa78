import { YamlError, yamlError } from './error.ts';
import type { YamlNode } from './node.ts';
import { Scanner } from './scanner.ts';
import type { YamlToken, YamlTokenType } from './token.ts';

/** Deepest nesting of collections; the reader recurses. */
const MAX_DEPTH = 1000;

interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string;
  readonly line: number | undefined;
}

/** Builds the first document of a YAML stream; undefined when the stream is empty. */
class Parser {
  private readonly scanner: Scanner;
  private anchors = new Map<string, YamlNode>();
  private readonly handles = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ]);
  private depth = 0;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  private peek(): YamlToken {
    return this.scanner.peekToken();
  }

  private is(...types: YamlTokenType[]): boolean {
    return types.includes(this.peek().type);
  }

  private fail(problem: string, token: YamlToken, contextLine = 0): never {
    throw yamlError(problem, token.line !== 0 ? token.line : contextLine);
  }

  document(): YamlNode | undefined {
    if (this.is('streamEnd')) return undefined;
    let explicit = false;
    while (this.is('directive')) {
      this.directive(this.scanner.next());
      explicit = true;
    }
    if (this.is('documentStart')) this.scanner.next();
    else if (this.is('documentEnd')) this.fail('did not find expected node content', this.peek());
    else if (explicit) this.fail('did not find expected <document start>', this.peek());
    const node = this.is('directive', 'documentStart', 'documentEnd', 'streamEnd')
      ? this.empty(this.peek().line)
      : this.node(true, false);
    // Only the next token is looked at: what follows a document is nobody's business, unless it does not scan.
    this.peek();
    return node;
  }

  private directive(token: YamlToken): void {
    const match = /^TAG[ \t]+(!\w*!?)[ \t]+(\S+)$/.exec(token.value);
    if (match !== null) this.handles.set(match[1] ?? '', match[2] ?? '');
    else if (token.value.startsWith('YAML') && !/^YAML[ \t]+1\.1$/.test(token.value)) {
      this.fail('found incompatible YAML document', token);
    }
  }

  private empty(line: number, tag = ''): YamlNode {
    return { kind: 'scalar', line, value: '', tag, plain: tag === '' };
  }

  private properties(): Properties {
    let anchor: string | undefined;
    let tag = '';
    let line: number | undefined;
    for (;;) {
      if (this.is('anchor') && anchor === undefined) {
        const token = this.scanner.next();
        line ??= token.line;
        anchor = token.value;
      } else if (this.is('tag') && tag === '') {
        const token = this.scanner.next();
        line ??= token.line;
        tag = this.resolveTag(token);
      } else return { anchor, tag, line };
    }
  }

  private resolveTag(token: YamlToken): string {
    const { value } = token;
    if (!value.startsWith('!')) return value;
    const match = /^(!\w*!|!)(.*)$/.exec(value);
    const prefix = this.handles.get(match?.[1] ?? '!');
    if (prefix === undefined) this.fail('found undefined tag handle', token);
    return prefix + decodeURIComponentSafe(match?.[2] ?? '');
  }

  private node(block: boolean, indentless: boolean): YamlNode {
    if (++this.depth > MAX_DEPTH) throw new YamlError(`yaml: exceeded max depth of ${MAX_DEPTH}`);
    const node = this.content(block, indentless);
    this.depth--;
    return node;
  }

  private content(block: boolean, indentless: boolean): YamlNode {
    const first = this.peek();
    if (first.type === 'alias') {
      this.scanner.next();
      const target = this.anchors.get(first.value);
      if (target === undefined) throw new YamlError(`yaml: unknown anchor '${first.value}' referenced`);
      return { kind: 'alias', line: first.line, name: first.value, target };
    }
    const { anchor, tag, line } = this.properties();
    const token = this.peek();
    const start = line ?? token.line;
    const named = <T extends YamlNode>(node: T): T => {
      if (anchor !== undefined) this.anchors.set(anchor, node);
      return node;
    };
    switch (token.type) {
      case 'scalar':
        this.scanner.next();
        return named({
          kind: 'scalar',
          line: start,
          value: token.value,
          tag: tag === '!' ? '' : tag,
          plain: token.plain && tag === '',
        });
      case 'flowSequenceStart': {
        const node = named({ kind: 'sequence' as const, line: start, tag, items: [] as YamlNode[] });
        this.flowSequence(node.items);
        return node;
      }
      case 'flowMappingStart': {
        const node = named(this.newMapping(start, tag));
        this.flowMapping(node.entries);
        return node;
      }
      case 'blockSequenceStart':
        if (block) {
          const node = named({ kind: 'sequence' as const, line: start, tag, items: [] as YamlNode[] });
          this.blockSequence(node.items);
          return node;
        }
        break;
      case 'blockMappingStart':
        if (block) {
          const node = named(this.newMapping(start, tag));
          this.blockMapping(node.entries);
          return node;
        }
        break;
      case 'blockEntry':
        if (indentless) {
          const node = named({ kind: 'sequence' as const, line: start, tag, items: [] as YamlNode[] });
          this.indentlessSequence(node.items);
          return node;
        }
        break;
    }
    if (anchor !== undefined || tag !== '') return named(this.empty(start, tag));
    return this.fail('did not find expected node content', token, start);
  }

  private newMapping(
    line: number,
    tag: string,
  ): { kind: 'mapping'; line: number; tag: string; entries: (readonly [YamlNode, YamlNode])[] } {
    return { kind: 'mapping', line, tag, entries: [] };
  }

  private blockSequence(items: YamlNode[]): void {
    const start = this.scanner.next();
    while (this.is('blockEntry')) {
      const entry = this.scanner.next();
      items.push(this.is('blockEntry', 'blockEnd') ? this.empty(entry.endLine) : this.node(true, false));
    }
    if (!this.is('blockEnd')) this.fail("did not find expected '-' indicator", this.peek(), start.line);
    this.scanner.next();
  }

  private indentlessSequence(items: YamlNode[]): void {
    while (this.is('blockEntry')) {
      const entry = this.scanner.next();
      const none = this.is('blockEntry', 'key', 'value', 'blockEnd');
      items.push(none ? this.empty(entry.endLine) : this.node(true, false));
    }
  }

  private blockMapping(entries: (readonly [YamlNode, YamlNode])[]): void {
    const start = this.scanner.next();
    while (this.is('key')) {
      let key = this.empty(this.scanner.next().line);
      if (!this.is('key', 'value', 'blockEnd')) key = this.node(true, true);
      let value = this.empty(this.peek().line);
      if (this.is('value')) {
        const colon = this.scanner.next();
        value = this.is('key', 'value', 'blockEnd') ? this.empty(colon.endLine) : this.node(true, true);
      }
      entries.push([key, value]);
    }
    if (!this.is('blockEnd')) this.fail('did not find expected key', this.peek(), start.line);
    this.scanner.next();
  }

  private flowSequence(items: YamlNode[]): void {
    const start = this.scanner.next();
    for (let first = true; !this.is('flowSequenceEnd'); first = false) {
      if (!first) {
        if (!this.is('flowEntry')) this.fail("did not find expected ',' or ']'", this.peek(), start.line);
        this.scanner.next();
        if (this.is('flowSequenceEnd')) break;
      }
      if (this.is('key')) {
        const key = this.scanner.next();
        const pair = this.newMapping(key.line, '');
        pair.entries.push(this.flowPair(['flowEntry', 'flowSequenceEnd']));
        items.push(pair);
      } else items.push(this.node(false, false));
    }
    this.scanner.next();
  }

  private flowPair(ends: readonly YamlTokenType[]): readonly [YamlNode, YamlNode] {
    const key = this.is('value', ...ends) ? this.empty(this.peek().line) : this.node(false, false);
    if (!this.is('value')) return [key, this.empty(this.peek().line)];
    this.scanner.next();
    return [key, this.is(...ends) ? this.empty(this.peek().line) : this.node(false, false)];
  }

  private flowMapping(entries: (readonly [YamlNode, YamlNode])[]): void {
    const start = this.scanner.next();
    for (let first = true; !this.is('flowMappingEnd'); first = false) {
      if (!first) {
        if (!this.is('flowEntry')) this.fail("did not find expected ',' or '}'", this.peek(), start.line);
        this.scanner.next();
        if (this.is('flowMappingEnd')) break;
      }
      if (this.is('key')) {
        this.scanner.next();
        entries.push(this.flowPair(['flowEntry', 'flowMappingEnd']));
      } else entries.push([this.node(false, false), this.empty(this.peek().line)]);
    }
    this.scanner.next();
  }
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first document of a YAML text as nodes; undefined when there is none. Throws YamlError. */
export const parseYamlNodes = (text: string): YamlNode | undefined => new Parser(text).document();
