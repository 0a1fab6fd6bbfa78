import { Lexer, parseDocument } from 'yaml';
import { text as local } from '../../text.ts';
import { NodeBuilder } from './build.ts';
import { YAML_LIMITS, type YamlLimits } from './limits.ts';
import type { YamlNode } from './node.ts';
import { syntaxMessage, type YamlProblem } from './problem.ts';

export interface YamlFile {
  /** Decoded text without a byte order mark; all offsets count in it. */
  readonly text: string;
  /** Absent when the file is empty or cannot be read at all. */
  readonly root?: YamlNode;
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads one YAML document with the places of all its values. Never throws: problems are listed and what can be read
 * is returned. Time and memory are bounded by `limits`. Scalars follow YAML 1.2's core schema with merge keys, as the
 * platform's CLI reads them (js-yaml's default schema; facts section 5), except that dates stay strings.
 */
export function readYaml(bytes: Uint8Array, limits: YamlLimits = YAML_LIMITS): YamlFile {
  if (bytes.length > limits.bytes) {
    const message = local(
      `The file has ${bytes.length} bytes; at most ${limits.bytes} are read.`,
      `文件大小为 ${bytes.length} 字节,最多读取 ${limits.bytes} 字节。`,
    );
    return { text: '', problems: [{ kind: 'limit', message, span: { start: 0, end: 0 } }] };
  }
  const text = new TextDecoder().decode(bytes);
  const before = [...encodingProblems(text), ...tokenProblems(text, limits)];
  if (before.some((each) => each.kind === 'limit')) return { text, problems: before };
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    schema: 'core',
    customTags: (tags) => tags.filter((tag) => tag !== 'merge'),
  });
  const syntax = document.errors.slice(0, limits.problems).map(
    (error): YamlProblem => ({
      kind: error.code === 'RESOURCE_EXHAUSTION' ? 'limit' : 'syntax',
      message: syntaxMessage(error.code),
      span: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) },
    }),
  );
  const builder = new NodeBuilder(limits);
  const root = document.contents ? builder.build(document.contents, 0) : undefined;
  const problems = [...before, ...syntax, ...builder.problems].slice(0, limits.problems);
  return { text, problems, ...(root ? { root } : {}) };
}

/** A replacement character tells of bytes that are not UTF-8 (or was written as such, which is as wrong). */
function encodingProblems(text: string): YamlProblem[] {
  const at = text.indexOf('\uFFFD');
  if (at === -1) return [];
  const message = local('The file is not valid UTF-8 here.', '此处不是有效的 UTF-8。');
  return [{ kind: 'syntax', message, span: { start: at, end: at + 1 } }];
}

/** Counts tokens and brackets before anything recursive or quadratic sees the text. */
function tokenProblems(text: string, limits: YamlLimits): YamlProblem[] {
  let tokens = 0;
  let depth = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const first = lexeme[0];
    if (first !== '\u0002' && first !== '\u0018' && first !== '\u001F') offset += lexeme.length;
    if (lexeme === '[' || lexeme === '{') depth++;
    else if (lexeme === ']' || lexeme === '}') depth = Math.max(0, depth - 1);
    if (depth > limits.depth) return [limitAt(offset, 'The values are nested too deeply.', '嵌套过深。')];
    if (++tokens > limits.tokens) {
      return [
        limitAt(
          offset,
          `The file has more than ${limits.tokens} tokens.`,
          `文件超过 ${limits.tokens} 个词法单元。`,
        ),
      ];
    }
  }
  return [];
}

const limitAt = (offset: number, en: string, zh: string): YamlProblem => ({
  kind: 'limit',
  message: local(en, zh),
  span: { start: Math.max(0, offset - 1), end: offset },
});
