/**
 * Writes data/kubernetes/schemas.json: which kinds each version of Kubernetes serves, and which fields of which type they
 * have. Read from the official JavaScript client, whose generated models follow the OpenAPI document of one version each:
 * `node scripts/kubernetes-facts.ts 1.19=DIR 1.20=DIR …`, DIR being an unpacked @kubernetes/client-node. Names and types
 * are taken, descriptions are not.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Type of a field: `string`, `int32`, `V1PodSpec`, `[V1Container]`, `{string}`; a trailing `!` means required. */
type FieldType = string;
interface Snapshot {
  readonly version: string;
  readonly models: ReadonlyMap<string, ReadonlyMap<string, FieldType>>;
  /** `apps/v1 Deployment V1Deployment namespaced`. */
  readonly kinds: ReadonlySet<string>;
}

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function fieldType(type: string, format: string): string {
  const array = /^Array<(.*)>$/.exec(type);
  if (array?.[1] !== undefined) return `[${fieldType(array[1], '')}]`;
  const map = /^\{ \[key: string\]: (.*);? \}$/.exec(type);
  if (map?.[1] !== undefined) return `{${fieldType(map[1].replace(/;$/, ''), '')}}`;
  if (type === 'number') return format === '' ? 'number' : format;
  if (type === 'object' || type === 'any') return 'any';
  if (type === 'Date' || type === 'V1MicroTime') return 'time';
  if (type === 'string' && (format === 'byte' || format === 'int-or-string')) return format;
  if (type === 'IntOrString') return 'int-or-string';
  return type;
}

function readModels(folder: string): Map<string, Map<string, FieldType>> {
  const models = new Map<string, Map<string, FieldType>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'all.js')) {
    const text = readFileSync(join(folder, file), 'utf8');
    const declared = readFileSync(join(folder, file.replace(/\.js$/, '.d.ts')), 'utf8');
    const list = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(text)?.[1];
    if (list === undefined) continue;
    const required = new Set([...declared.matchAll(/^ {4}'(\w+)': /gm)].map((match) => match[1]));
    const fields = JSON.parse(list) as { name: string; baseName: string; type: string; format?: string }[];
    const entries = fields.map(({ name, baseName, type, format }) => {
      const mark = required.has(name) ? '!' : '';
      return [baseName, fieldType(type, format ?? '') + mark] as const;
    });
    models.set(upper(file.slice(0, -3)), new Map(entries));
  }
  return models;
}

const STEP =
  /localVarPath = (?:this\.basePath \+ )?'\/(?:api|apis)\/([^']+)'|ObjectSerializer\.serialize\(body, "(\w+)"/g;

/** Every path with a body that creates an object gives group, version, scope and model. */
function readKinds(folder: string): Set<string> {
  const kinds = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    let path = '';
    for (const match of readFileSync(join(folder, file), 'utf8').matchAll(STEP)) {
      if (match[1] !== undefined) path = match[1];
      else if (match[2] !== undefined && match[2] !== 'V1DeleteOptions' && match[2] !== 'object') {
        const parts = path.split('/');
        const at = parts.findIndex((part) => /^v\d/.test(part));
        const rest = parts.slice(at + 1);
        const namespaced = rest[0] === 'namespaces' && rest[1] === '{namespace}' && rest.length > 2;
        // Only collections: `deployments`, not `deployments/{name}/scale`.
        if (at < 0 || rest.length !== (namespaced ? 3 : 1)) continue;
        const kind = match[2].replace(/^(?:[A-Z][a-z]+)?V\d+(?:(?:alpha|beta)\d+)?(?=[A-Z])/, '');
        const named = kind.replace(/^(?:Core|Events|Extensions|Networking)V\d(?:beta\d)?/, '');
        kinds.add(`${parts.slice(0, at + 1).join('/')} ${named} ${match[2]} ${namespaced ? 1 : 0}`);
      }
    }
  }
  return kinds;
}

function snapshot(argument: string): Snapshot {
  const [version = '', dir = ''] = argument.split('=');
  const gen = join(dir, 'dist', 'gen');
  const pick = (...names: string[]) => names.map((name) => join(gen, name)).find(existsSync) ?? gen;
  return { version, models: readModels(pick('models', 'model')), kinds: readKinds(pick('apis', 'api')) };
}

const snapshots = process.argv.slice(2).map(snapshot);
const versions = snapshots.map((each) => each.version);

/** `[from, until]` as indexes of versions, `until` exclusive; left out where it holds for all. */
function spans(has: (each: Snapshot) => boolean): readonly (readonly number[])[] {
  const found: number[][] = [];
  snapshots.forEach((each, index) => {
    const last = found.at(-1);
    if (!has(each)) return;
    if (last?.[1] === index) last[1] = index + 1;
    else found.push([index, index + 1]);
  });
  return found;
}

const models: Record<string, Record<string, (string | number)[][]>> = {};
for (const name of [...new Set(snapshots.flatMap((each) => [...each.models.keys()]))].sort()) {
  const having = snapshots.filter((each) => each.models.has(name));
  const fields = [...new Set(having.flatMap((each) => [...(each.models.get(name)?.keys() ?? [])]))].sort();
  models[name] = Object.fromEntries(
    fields.map((field) => {
      // Generators grew more precise over the years (`number` became `int32`): the newest word holds for all versions.
      const type = having
        .map((each) => each.models.get(name)?.get(field))
        .findLast((found) => found !== undefined);
      // A version without the whole model says nothing about the field.
      const rows = spans((each) => !each.models.has(name) || each.models.get(name)?.has(field) === true);
      return [field, rows.map((span) => [type ?? 'any', ...span])];
    }),
  );
}
const all = versions.length;
const short = Object.fromEntries(
  Object.entries(models).map(([name, fields]) => [
    name,
    Object.fromEntries(
      Object.entries(fields).map(([field, rows]) => [
        field,
        rows.length === 1 && rows[0]?.[1] === 0 && rows[0]?.[2] === all ? rows[0][0] : rows,
      ]),
    ),
  ]),
);

const kinds = [...new Set(snapshots.flatMap((each) => [...each.kinds]))].sort().flatMap((row) => {
  const [apiVersion = '', kind = '', model = '', namespaced = ''] = row.split(' ');
  return spans((each) => each.kinds.has(row)).map((span) => [
    apiVersion,
    kind,
    model,
    Number(namespaced),
    ...span,
  ]);
});

const document = {
  source:
    'OpenAPI models of the official Kubernetes JavaScript client (npm @kubernetes/client-node), names and types only',
  date: '2026-11-20',
  versions,
  kinds,
  models: short,
};
const lines = [
  '{',
  `"source":${JSON.stringify(document.source)},`,
  `"date":${JSON.stringify(document.date)},`,
  `"versions":${JSON.stringify(versions)},`,
  `"kinds":[\n${kinds.map((row) => JSON.stringify(row)).join(',\n')}\n],`,
  `"models":{\n${Object.entries(short)
    .map(([name, fields]) => `${JSON.stringify(name)}:${JSON.stringify(fields)}`)
    .join(',\n')}\n}}`,
];
writeFileSync(join(import.meta.dirname, '..', 'data', 'kubernetes', 'schemas.json'), `${lines.join('\n')}\n`);
console.log(`${versions.length} versions, ${kinds.length} kinds, ${Object.keys(short).length} models`);
