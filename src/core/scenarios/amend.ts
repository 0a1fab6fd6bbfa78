import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type FaultSpec, faultText, type PushedImage } from '../install/index.ts';
import type { Json, JsonObject } from '../json.ts';

/** What becomes otherwise in a scenario file; what is left out stays as it is written. */
export interface Amendment {
  /** Answers that are set; others stay. */
  readonly answers?: JsonObject;
  /** Facts of the account, each as a world file writes them, in order. */
  readonly world?: readonly JsonObject[];
  /** All faults that are left. */
  readonly faults?: readonly FaultSpec[];
  /** Images that are pushed besides those that are there. */
  readonly pushed?: readonly PushedImage[];
  readonly license?: JsonObject;
  /** Files of the package as the scenario has them. */
  readonly files?: Readonly<Record<string, string>>;
  /** New `replace` texts of patches, by their index. */
  readonly replace?: ReadonlyMap<number, string>;
  /** Patches that are dropped. */
  readonly dropped?: readonly number[];
  /** True: the install is now expected to succeed, whatever was expected before. */
  readonly succeeds?: boolean;
}

/** How lists of a world tell their entries apart. */
const KEYS = ['id', 'type', 'name'] as const;

/** Keeps the writer to what the file looks like. */
const styleOf = (text: string) => ({
  lineWidth: 0,
  flowCollectionPadding: /[{[] \S/.test(text) && !/[{[]\S/.test(text),
  indentSeq: !/^[\w"'-]+:[ \t]*\n- /m.test(text),
});

/** A YAML text with values set at paths; comments and everything else stay. */
function edited(text: string, edit: (document: Document) => void): string {
  const document: Document = parseDocument(text, { prettyErrors: false });
  if (document.contents === null) document.contents = document.createNode({});
  edit(document);
  return document.toString(styleOf(text));
}

function mapAt(document: Document, path: readonly (string | number)[]): YAMLMap {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(node)) return node;
  const made = document.createNode({}) as YAMLMap;
  document.setIn(path, made);
  return made;
}

/** Sets a value; what is said beside the one before stays. */
function put(document: Document, path: readonly (string | number)[], value: Json): void {
  const before = document.getIn(path, true);
  if (isScalar(before) && (typeof value !== 'object' || value === null)) {
    before.value = value;
    return;
  }
  const node = document.createNode(value);
  if (isNode(before)) {
    if (before.comment) node.comment = before.comment;
    if (before.commentBefore) node.commentBefore = before.commentBefore;
  }
  document.setIn(path, node);
}

const isEntry = (node: unknown, key: string, value: Json): boolean => isMap(node) && node.get(key) === value;

/** Puts facts of a world into a map of a document: lists by the key of their entries, objects key by key. */
function mergeFacts(document: Document, path: readonly (string | number)[], facts: JsonObject): void {
  mapAt(document, path);
  for (const [name, value] of Object.entries(facts)) {
    const here = [...path, name];
    if (Array.isArray(value)) mergeList(document, here, value);
    else if (typeof value === 'object' && value !== null && name !== 'account')
      mergeFacts(document, here, value);
    else put(document, here, value);
  }
}

function mergeList(document: Document, path: readonly (string | number)[], list: readonly Json[]): void {
  const found = document.getIn(path, true);
  const seq = isSeq(found) ? found : (document.createNode([]) as YAMLSeq);
  if (seq !== found) document.setIn(path, seq);
  for (const entry of list) {
    const key = KEYS.find((each) => typeof entry === 'object' && entry !== null && each in entry);
    const at =
      key === undefined
        ? -1
        : seq.items.findIndex((node) => isEntry(node, key, (entry as JsonObject)[key] ?? null));
    if (at === -1) seq.add(document.createNode(entry));
    else mergeFacts(document, [...path, at], entry as JsonObject);
  }
}

const pushedNode = ({ image, platforms, exits }: PushedImage): Json =>
  exits === true || platforms.some((each) => `${each.os}/${each.architecture}` !== 'linux/amd64')
    ? {
        image,
        platforms: platforms.map((each) =>
          [each.os, each.architecture, each.variant].filter((part) => part).join('/'),
        ),
        ...(exits === true ? { exits } : {}),
      }
    : image;

/** A scenario file with other conditions; comments, order and layout stay as far as YAML allows. */
export function amendScenario(text: string, amendment: Amendment): string {
  const { answers, world = [], faults, pushed = [], license, files = {}, replace, dropped = [] } = amendment;
  return edited(text, (document) => {
    for (const [arg, value] of Object.entries(answers ?? {})) {
      mapAt(document, ['answers']);
      put(document, ['answers', arg], value);
    }
    if (world.length > 0 && typeof document.get('world') === 'string') {
      document.set('worldFile', document.get('world'));
      document.delete('world');
    }
    for (const facts of world) mergeFacts(document, ['world'], facts);
    if (faults?.length === 0) document.delete('faults');
    else if (faults) document.set('faults', document.createNode(faults.map(faultText), { flow: true }));
    if (pushed.length > 0) mergeList(document, ['pushed'], pushed.map(pushedNode));
    if (license) document.set('license', document.createNode(license));
    for (const [file, content] of Object.entries(files)) {
      mapAt(document, ['files']);
      put(document, ['files', file], content);
    }
    for (const [index, content] of replace ?? []) put(document, ['patch', index, 'replace'], content);
    for (const index of [...dropped].sort((a, b) => b - a)) document.deleteIn(['patch', index]);
    if (
      dropped.length > 0 &&
      isSeq(document.get('patch')) &&
      (document.get('patch') as YAMLSeq).items.length === 0
    )
      document.delete('patch');
    if (amendment.succeeds) document.set('expect', document.createNode({ outcome: 'success' }));
  });
}

/** A world file (YAML, or JSON by its first character) with facts of the account put in. */
export const amendWorld = (text: string, facts: readonly JsonObject[]): string =>
  amendFile(text, (document) => {
    for (const each of facts) mergeFacts(document, [], each);
  });

/** An answers file with answers set. */
export const amendAnswers = (text: string, answers: JsonObject): string =>
  amendFile(text, (document) => {
    for (const [arg, value] of Object.entries(answers)) put(document, [arg], value);
  });

function amendFile(text: string, edit: (document: Document) => void): string {
  if (!/^\s*[{[]/.test(text)) return edited(text, edit);
  const document: Document = parseDocument(text, { prettyErrors: false });
  edit(document);
  return `${JSON.stringify(document.toJS(), null, 2)}\n`;
}
