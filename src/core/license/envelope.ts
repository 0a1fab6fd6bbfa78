import { LineMap } from '../diagnostics/index.ts';
import { text } from '../text.ts';
import { parseTime } from './dates.ts';
import { decodeText } from './decode-text.ts';
import { type JsonNode, type JsonProblem, member, readJson, toJson } from './json-reader.ts';
import { type Reason, reason } from './reasons.ts';

/** Most bytes and levels of a text that may hold a licence; real ones have about 2,000 bytes and 5 levels. */
export const MAX_BYTES = 256 * 1024;
export const MAX_DEPTH = 32;

/** How the licence came: the API's whole answer, its inner object, the License alone, a token in an answer, a token alone. */
export type EnvelopeForm = 'response' | 'inner' | 'license' | 'token-response' | 'token' | 'none';

/** A text taken apart, the licence's own text untouched. */
export interface Envelope {
  readonly form: EnvelopeForm;
  readonly source: string;
  readonly license?: JsonNode;
  readonly signature?: string;
  readonly timestamp?: string;
  readonly requestId?: string;
  readonly token?: string;
  /** Findings that stand whatever the signature says. */
  readonly reasons: readonly Reason[];
}

const COMPACT_TOKEN = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;

/** Takes a licence text apart. Never throws for bad text: `reasons` say what is wrong with it. */
export function openEnvelope(input: string | Uint8Array): Envelope {
  const decoded = decodeText(input, MAX_BYTES);
  if ('problem' in decoded) return { form: 'none', source: '', reasons: [decoded.problem] };
  const source = decoded.text;
  const trimmed = source.trim();
  if (trimmed === '') return { form: 'none', source, reasons: [reason('empty')] };
  if (COMPACT_TOKEN.test(trimmed)) return { form: 'token', source, token: trimmed, reasons: [] };
  const reading = readJson(source, MAX_DEPTH);
  if (!reading.ok) return { form: 'none', source, reasons: [jsonReason(source, reading.problem)] };
  return fromNode(source, reading.node);
}

function fromNode(source: string, root: JsonNode): Envelope {
  const inner = member(root, 'Response');
  const body = inner ?? root;
  const reasons = [...duplicates(root, [])];
  const license = member(body, 'License') ?? (member(body, 'LicenseId') ? body : undefined);
  const token = member(body, 'Token');
  const form: EnvelopeForm = license
    ? license === body
      ? 'license'
      : inner
        ? 'response'
        : 'inner'
    : token
      ? inner
        ? 'token-response'
        : 'token'
      : 'none';
  if (!license && !token) return { form, source, reasons: [...reasons, nothingFound(body)] };
  if (license && license.kind !== 'object')
    reasons.push(wrongType('License', license, text('an object', '对象')));
  const readText = (name: string): string | undefined => {
    const node = license === body ? undefined : member(body, name);
    if (node && node.kind !== 'string' && !(node.kind === 'literal' && node.value === null)) {
      reasons.push(wrongType(name, node, text('a text', '文本')));
    }
    return node?.kind === 'string' ? node.value : undefined;
  };
  const signature = readText('Signature');
  const timestamp = readText('Timestamp');
  const requestId = readText('RequestId');
  const tokenText = license ? undefined : readText('Token');
  if (timestamp !== undefined && parseTime(timestamp) === undefined)
    reasons.push(reason('timestamp-invalid', { found: JSON.stringify(timestamp) }, 'Timestamp'));
  return {
    form,
    source,
    reasons,
    ...(license?.kind === 'object' ? { license } : {}),
    ...(signature ? { signature } : {}),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(tokenText === undefined ? {} : { token: tokenText }),
  };
}

function nothingFound(body: JsonNode): Reason {
  const error = member(body, 'Error');
  const code = member(error, 'Code');
  if (code?.kind !== 'string') return reason('no-license');
  const message = member(error, 'Message');
  return reason('api-error', { code: code.value, message: message?.kind === 'string' ? message.value : '' });
}

/** Names that stand more than once in one object, anywhere. */
export function* duplicates(node: JsonNode, path: readonly string[]): Generator<Reason> {
  if (node.kind === 'array')
    for (const [i, item] of node.items.entries()) yield* duplicates(item, [...path, String(i)]);
  if (node.kind !== 'object') return;
  const counts = new Map<string, number>();
  for (const each of node.members) {
    counts.set(each.key, (counts.get(each.key) ?? 0) + 1);
    yield* duplicates(each.value, [...path, each.key]);
  }
  for (const [key, count] of counts) {
    const where = [...path, key].join('.');
    if (count > 1) yield reason('duplicate-field', { path: where, count }, where);
  }
}

const KINDS = {
  object: text('an object', '对象'),
  array: text('a list', '列表'),
  string: text('a text', '文本'),
  number: text('a number', '数字'),
  literal: text('a constant', '常量'),
};

const wrongType = (path: string, node: JsonNode, wanted: typeof KINDS.object): Reason =>
  reason(
    'wrong-type',
    { path, found: node.kind === 'literal' ? String(toJson(node)) : KINDS[node.kind], wanted },
    path,
  );

const WHAT: Readonly<Record<JsonProblem['detail'], ReturnType<typeof text>>> = {
  value: text('lacks a value', '缺少值'),
  string: text('has a text without an end', '有未结束的文本'),
  key: text('lacks a field name in double quotes', '缺少双引号中的字段名'),
  colon: text('lacks a colon', '缺少冒号'),
  comma: text('lacks a comma or a closing bracket', '缺少逗号或右括号'),
  'trailing-comma': text('has a comma before the closing bracket', '右括号前多了逗号'),
  'after-end': text('goes on after the end of the JSON', '在 JSON 结束后仍有内容'),
  escape: text('has an escape that JSON does not know', '有 JSON 不认识的转义'),
  control: text('has a raw control character within a text', '文本中有未转义的控制字符'),
  number: text('has a malformed number', '有格式错误的数字'),
  depth: text('is nested too deeply', '嵌套过深'),
};

/** A problem of the reader as a finding, with its place in bytes. */
export function jsonReason(source: string, problem: JsonProblem): Reason {
  const byte = Buffer.byteLength(source.slice(0, problem.offset));
  const path = problem.path === '' ? undefined : problem.path;
  if (problem.kind === 'too-deep') return reason('too-deep', { byte, limit: MAX_DEPTH }, path);
  if (problem.kind === 'truncated') {
    const where =
      path === undefined
        ? text('the outermost value', '最外层的值')
        : text(`the field ${path}`, `字段 ${path} `);
    return reason('truncated', { byte, where }, path);
  }
  const { line, column } = new LineMap(source).position(problem.offset);
  return reason('not-json', { line, column, byte, what: WHAT[problem.detail] }, path);
}
