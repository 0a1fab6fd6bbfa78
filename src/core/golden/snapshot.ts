import { stringify } from 'yaml';
import { maskSecrets } from '../install/index.ts';
import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { MarkedValue, Plan } from '../terraform/index.ts';
import type { Captured } from './capture.ts';

/** Texts by path in the scenario's golden folder. */
export type Snapshot = ReadonlyMap<string, string>;

const UNKNOWN = '(known after apply)';
const SENSITIVE = '(sensitive)';
const MASK = '******';
/** Shorter secrets would tear holes into words. */
const SHORTEST_SECRET = 6;

const yaml = (value: unknown): string =>
  stringify(value, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false });

/**
 * What a rehearsal would create, as files that people review: the plan by address, and each Kubernetes object in a file of its
 * own. Sorted, without what changes from run to run; secrets are masked. `time` is the install's, which comparing needs again.
 */
export function snapshotOf(captured: Captured, time: string): Snapshot {
  const files = new Map<string, string>();
  const secrets = secretsOf(captured);
  const clean = (text: string): string =>
    secrets.reduce((all, secret) => all.replaceAll(secret, SENSITIVE), text);
  files.set('plan.yaml', clean(yaml({ time, ...planOf(captured.plan) })));
  for (const { release, rendered } of captured.charts) {
    for (const object of [...rendered.objects, ...rendered.hooks]) {
      const content = masked(object.object);
      files.set(
        freeName(files, `manifests/${safe(release)}/${safe(object.kind)}-${safe(object.name)}`),
        clean(yaml(content)),
      );
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const safe = (name: string): string => name.replace(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 100) || '_';

function freeName(files: ReadonlyMap<string, string>, base: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? `${base}.yaml` : `${base}-${n}.yaml`;
    if (!files.has(name)) return name;
  }
}

function planOf(plan: Plan | undefined): JsonObject {
  if (!plan) return { resources: {}, outputs: {} };
  return {
    resources: Object.fromEntries(
      plan.resources.map(({ address, action, dependsOn, args }) => [
        address,
        {
          action,
          arguments: shown(args),
          ...(dependsOn.length > 0 ? { dependsOn: [...dependsOn].sort() } : {}),
        },
      ]),
    ),
    outputs: Object.fromEntries(
      plan.outputs.map(({ name, sensitive, value }) => [name, sensitive ? SENSITIVE : shown(value)]),
    ),
  };
}

const shown = ({ value, unknown, sensitive }: MarkedValue): Json => join(value, unknown, sensitive);

function join(value: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Json {
  if (sensitive === true) return SENSITIVE;
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const [values, marks, secrets] = [value, unknown, sensitive].map((each) =>
      Array.isArray(each) ? each : [],
    );
    const length = Math.max(values?.length ?? 0, marks?.length ?? 0);
    return Array.from({ length }, (_, i) => join(values?.[i] ?? null, marks?.[i], secrets?.[i]));
  }
  if (isJsonObject(value) || isJsonObject(unknown)) {
    const [values, marks, secrets] = [value, unknown, sensitive].map((each) =>
      isJsonObject(each) ? each : {},
    );
    const names = new Set([...Object.keys(values ?? {}), ...Object.keys(marks ?? {})]);
    const known = [...names].filter((name) => (values?.[name] ?? null) !== null || carries(marks?.[name]));
    return Object.fromEntries(
      known.map((name) => [name, join(values?.[name], marks?.[name], secrets?.[name])]),
    );
  }
  return value ?? null;
}

/** True when a mark says that something below is unknown. */
const carries = (mark: Json | undefined): boolean =>
  mark === true ||
  (typeof mark === 'object' && mark !== null && Object.values(mark).some((each) => carries(each as Json)));

/** A Kubernetes Secret with its values masked. */
function masked(object: JsonObject): JsonObject {
  if (object.kind !== 'Secret') return object;
  const hide = (data: Json | undefined): JsonObject =>
    Object.fromEntries(Object.keys(isJsonObject(data) ? data : {}).map((key) => [key, SENSITIVE]));
  return {
    ...object,
    ...(object.data === undefined ? {} : { data: hide(object.data) }),
    ...(object.stringData === undefined ? {} : { stringData: hide(object.stringData) }),
  };
}

/** Secret texts of the install, the longest first: what resources and answers hold under secret names, and sensitive outputs. */
function secretsOf({ record }: Captured): readonly string[] {
  const found = new Set<string>();
  const add = (value: Json | undefined): void => {
    if (typeof value === 'string' && value.length >= SHORTEST_SECRET && value !== MASK) {
      found.add(value);
      found.add(Buffer.from(value).toString('base64'));
    } else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) add(each as Json);
  };
  const compare = (open: Json | undefined, hidden: Json | undefined): void => {
    if (hidden === MASK && open !== MASK) add(open);
    else if (isJsonObject(open) && isJsonObject(hidden))
      for (const name of Object.keys(open)) compare(open[name], hidden[name]);
    else if (Array.isArray(open) && Array.isArray(hidden))
      for (const [i, each] of open.entries()) compare(each, hidden[i]);
  };
  for (const { attributes, type } of record?.resources ?? [])
    compare(attributes, maskSecrets(attributes, type));
  compare(record?.answers, maskSecrets(record?.answers ?? {}, ''));
  for (const output of record?.outputs ?? []) if (output.sensitive) add(output.value);
  return [...found].sort((a, b) => b.length - a.length);
}
