import type { Problem, Want } from '../../cluster/index.ts';
import type { RenderedObject } from '../../helm/types.ts';
import { nearest } from '../../nearest.ts';
import { text } from '../../text.ts';
import type { Installation } from '../chart/installation.ts';
import type { Cure, CureChange } from '../events.ts';
import { documentsOf, withoutRelease, writtenName } from './chart-text.ts';
import { migrations } from './migrations.ts';
import { largerNodes } from './node-cures.ts';
import { pullSecret } from './pull-cures.ts';

type On<K extends Want['on']> = Extract<Want, { on: K }>;

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Lines below a reference's field in which its name and key stand. */
const BLOCK_LINES = 4;

/** How to get past what the simulated cluster misses, where the chart's own text says enough. */
export function problemCure(installation: Installation, found: Problem): Cure | undefined {
  const { wants, object, source } = found;
  if (found.kind === 'unschedulable' && found.words.en.includes('Insufficient'))
    return largerNodes(installation);
  if (!wants) return undefined;
  const rendered = [...installation.rendered.objects, ...installation.rendered.hooks].find(
    (each) => each.source === source && `${each.kind}/${each.name}` === object,
  );
  if (!rendered) return undefined;
  if (found.kind === 'pull' && wants.on === 'object')
    return otherObject(installation, rendered, wants) ?? pullSecret(installation, found);
  if (wants.on === 'key') return otherKey(installation, rendered, wants) ?? newKey(installation, wants);
  if (wants.on === 'object')
    return otherObject(installation, rendered, wants) ?? newObject(installation, rendered, wants);
  return otherVersion(installation, rendered, wants);
}

const cureOf = (title: Cure['title'], changes: readonly CureChange[]): Cure | undefined =>
  changes.length === 0 ? undefined : { title, changes, lifts: [] };

/** Where a scalar stands as the value of a field, as itself: `key: wanted`, `name: "wanted"`, `{ key: wanted }`. */
const scalarAfter = (fields: string, value: string): RegExp =>
  new RegExp(`(\\b(?:${fields}):[ \\t]*["']?)${escaped(value)}(?=["']?[ \\t]*(?:[,}#]|$))`, 'm');

/** The edits that put another text in place of a scalar in every block that begins with a reference's field. */
function replaced(
  { facts }: Installation,
  file: string,
  field: string,
  holds: readonly RegExp[],
  [pattern, value, other]: readonly [RegExp, string, string],
): readonly CureChange[] {
  const content = facts.provenance.text(file);
  const changes: CureChange[] = [];
  for (const match of content.matchAll(new RegExp(`\\b${field}:`, 'g'))) {
    let end = match.index;
    for (let line = 0; line < BLOCK_LINES && end !== -1; line++) end = content.indexOf('\n', end + 1);
    const block = content.slice(match.index, end === -1 ? undefined : end);
    const found = pattern.exec(block);
    if (!found || !holds.every((each) => each.test(block))) continue;
    const start = match.index + found.index + (found[1]?.length ?? 0);
    changes.push({ on: 'package', file, start, end: start + value.length, text: other });
  }
  return changes;
}

/** A key that is nearly called so is the one that was meant. */
function otherKey(
  installation: Installation,
  { source }: RenderedObject,
  { kind, name, key, field, has }: On<'key'>,
): Cure | undefined {
  const [near] = nearest(key, has, 1);
  if (near === undefined) return undefined;
  return cureOf(
    text(
      `Read the key ${near} of ${kind} ${name} in ${source}.`,
      `在 ${source} 中改用 ${kind} ${name} 的键 ${near}。`,
    ),
    replaced(
      installation,
      source,
      field,
      [scalarAfter('name|secretName', name)],
      [scalarAfter('key', key), key, near],
    ),
  );
}

/** The object gets the key, empty: what belongs there only its author knows. */
function newKey({ rendered, facts }: Installation, { kind, name, key }: On<'key'>): Cure | undefined {
  const owner = [...rendered.objects, ...rendered.hooks].find(
    (each) => each.kind === kind && each.name === name,
  );
  if (!owner || !/^[\w.-]+$/.test(key)) return undefined;
  const content = facts.provenance.text(owner.source);
  // Of a file with several documents, the one that is called so.
  const named = scalarAfter('name', name).exec(content);
  const [only, more] = documentsOf(content, kind);
  // One whose name a template makes is known by being the only one of its kind.
  const alone = only !== undefined && more === undefined ? only.start : -1;
  const from = named === null ? alone : content.lastIndexOf('\n---', named.index) + 1;
  const data = /^(?:stringData|data):[ \t]*\n([ \t]+)/m.exec(from === -1 ? '' : content.slice(from));
  const until = content.indexOf('\n---', from + 1);
  if (!data || (until !== -1 && from + data.index > until)) return undefined;
  const at = from + data.index + data[0].length - (data[1]?.length ?? 0);
  return cureOf(
    text(
      `Give ${kind} ${name} the key ${key} in ${owner.source} (empty: put its value there).`,
      `在 ${owner.source} 中为 ${kind} ${name} 添加键 ${key}(空值:请填写其内容)。`,
    ),
    [{ on: 'package', file: owner.source, start: at, end: at, text: `${data[1] ?? ''}${key}: ""\n` }],
  );
}

/** An object that is nearly called so is the one that was meant. */
function otherObject(
  installation: Installation,
  { source }: RenderedObject,
  { kind, name, field, others }: On<'object'>,
): Cure | undefined {
  const [near] = nearest(name, others, 1);
  if (near === undefined) return undefined;
  const names = field === 'serviceAccountName' ? field : 'name|secretName';
  return cureOf(
    text(`Read ${kind} ${near} in ${source}.`, `在 ${source} 中改用 ${kind} ${near}。`),
    replaced(installation, source, field, [], [scalarAfter(names, name), name, near]),
  );
}

/** A template of the chart that makes the object, its keys empty. What hooks before the install read must be a hook itself. */
function newObject(
  { facts, chart }: Installation,
  { source, hook }: RenderedObject,
  { kind, name, field, keys }: On<'object'>,
): Cure | undefined {
  // A name that follows from the release does not belong into a file's.
  const file = `${chart}/templates/${kind.toLowerCase()}-${withoutRelease(name)}.yaml`;
  const template = facts.provenance.text(source);
  const written = scalarAfter('name|secretName|serviceAccountName', name).test(template)
    ? name
    : writtenName(template, field, name);
  const isEarly = hook?.events.some((event) => event.startsWith('pre-')) === true;
  if (
    written === undefined ||
    isEarly ||
    !source.startsWith(`${chart}/templates/`) ||
    facts.provenance.text(file) !== ''
  )
    return undefined;
  const content = [
    'apiVersion: v1',
    `kind: ${kind}`,
    'metadata:',
    `  name: ${written}`,
    ...(keys.length === 0 ? [] : [kind === 'Secret' ? 'stringData:' : 'data:']),
    ...keys.map((key) => `  ${key}: ""`),
    '',
  ].join('\n');
  const withKeys = keys.length === 0 ? '' : ` with ${keys.join(', ')} (empty: put their values there)`;
  const containing = keys.length === 0 ? '' : `,包含 ${keys.join('、')}(空值:请填写其内容)`;
  return cureOf(
    text(`Create ${kind} ${name} in ${file}${withKeys}.`, `在 ${file} 中创建 ${kind} ${name}${containing}。`),
    [{ on: 'package', file, start: 0, end: 0, text: content }],
  );
}

/** A version that the cluster serves: as the object is where its schema takes that, else with the shape changed, too. */
function otherVersion(
  { facts, cluster }: Installation,
  rendered: RenderedObject,
  { apiVersion, kind, served }: On<'version'>,
): Cure | undefined {
  const same = served.find((version) => {
    const object = { ...rendered.object, apiVersion: version };
    const said = facts.charts.check?.([{ ...rendered, apiVersion: version, object }], cluster.spec.version);
    return said?.every(({ severity, code }) => severity === 'info' || code === 'KUB102') === true;
  });
  const changing = migrations[kind];
  const other = same ?? served.find((version) => version === changing?.to);
  if (other === undefined) return undefined;
  const { source } = rendered;
  const content = facts.provenance.text(source);
  const written = new RegExp(`^apiVersion:[ \\t]*["']?(${escaped(apiVersion)})["']?[ \\t]*(?:#.*)?$`, 'm');
  const changes: CureChange[] = [];
  let isShaped = false;
  for (const document of documentsOf(content, kind)) {
    const found = written.exec(document.text);
    if (!found) continue;
    const at = found.index + found[0].indexOf(apiVersion);
    const shape = same === undefined ? changing?.migrate(document, rendered) : [];
    if (!shape) return undefined;
    isShaped ||= shape.length > 0;
    for (const { start, end, text: words } of [
      { start: at, end: at + apiVersion.length, text: other },
      ...shape,
    ])
      changes.push({
        on: 'package',
        file: source,
        start: document.start + start,
        end: document.start + end,
        text: words,
      });
  }
  const shaped = isShaped
    ? text(', with the fields that this version has instead', ',并改用该版本的字段')
    : text('', '');
  return cureOf(
    text(
      `Write apiVersion: ${other} instead of ${apiVersion} in ${source}${shaped.en}.`,
      `将 ${source} 中的 apiVersion: ${apiVersion} 改为 ${other}${shaped['zh-CN']}。`,
    ),
    changes,
  );
}
