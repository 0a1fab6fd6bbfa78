import { deepCopy } from '../go/equal.ts';
import { display } from '../go/format.ts';
import { GoError } from '../go/func.ts';
import { GoMap, mapOf, type Value } from '../go/value.ts';
import { satisfies } from '../sprig/semver.ts';
import { coalesceValues, mergeTables } from './coalesce.ts';
import type { Dependency } from './model.ts';
import { aliasOf, type Node } from './tree.ts';

/** Helm's IsCompatibleRange: false also where one of the two cannot be read. */
export function isCompatible(range: string, version: string): boolean {
  try {
    return satisfies(range, version);
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}

/** A table by dotted path; undefined where a part is missing or no table. */
export function tableAt(values: GoMap, path: string): GoMap | undefined {
  let table: Value = values;
  for (const part of path.split('.')) {
    if (!(table instanceof GoMap)) return undefined;
    table = table.get(part);
  }
  return table instanceof GoMap ? table : undefined;
}

/** A value by dotted path; undefined where there is none or it is a table. */
export function valueAt(values: GoMap, path: string): Value {
  const dot = path.lastIndexOf('.');
  const table = dot < 0 ? values : tableAt(values, path.slice(0, dot));
  const value = table?.get(path.slice(dot + 1));
  return value instanceof GoMap ? undefined : value;
}

/** Every chart that Chart.yaml names has to be in charts/. */
export function checkDependencies(chart: Node): void {
  const missing = (chart.metadata.dependencies ?? [])
    .filter((dep) => !chart.dependencies.some((sub) => sub.metadata.name === dep.name))
    .map((dep) => dep.name);
  if (missing.length > 0) {
    throw new GoError(
      'An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: ' +
        `found in Chart.yaml, but missing in charts/ directory: ${missing.join(', ')}`,
    );
  }
}

function applyConditions(deps: readonly Dependency[], values: GoMap, path: string): void {
  for (const dep of deps) {
    for (const condition of dep.condition.trim().split(',')) {
      const value = condition === '' ? undefined : valueAt(values, path + condition);
      if (typeof value === 'boolean') {
        dep.enabled = value;
        break;
      }
    }
  }
}

function applyTags(deps: readonly Dependency[], values: GoMap): void {
  const tags = tableAt(values, 'tags');
  if (tags === undefined) return;
  for (const dep of deps) {
    const states = dep.tags.map((tag) => tags.get(tag));
    dep.enabled = states.includes(true) || !states.includes(false);
  }
}

/** Aliases, tags and conditions: which subcharts take part, and under which names. */
export function enableDependencies(chart: Node, given: GoMap, path = ''): void {
  const deps = chart.metadata.dependencies;
  if (deps === undefined) return;
  const listed = (sub: Node): boolean =>
    deps.some((dep) => sub.metadata.name === dep.name && isCompatible(dep.version, sub.metadata.version));
  const taking = chart.dependencies.filter((sub) => !listed(sub));
  for (const dep of deps) {
    const found = chart.dependencies.find(
      (sub) => sub.metadata.name === dep.name && isCompatible(dep.version, sub.metadata.version),
    );
    if (found !== undefined) taking.push(aliasOf(found, dep.alias === '' ? dep.name : dep.alias));
    if (dep.alias !== '') dep.name = dep.alias;
  }
  for (const sub of taking) sub.parent = chart;
  chart.dependencies = taking;
  for (const dep of deps) dep.enabled = true;
  const values = coalesceValues(chart, given);
  applyTags(deps, values);
  applyConditions(deps, values, path);
  const off = new Set(deps.filter((dep) => !dep.enabled).map((dep) => dep.name));
  const kept = chart.dependencies.filter((sub) => !off.has(sub.metadata.name));
  for (const sub of kept) enableDependencies(sub, values, `${path}${sub.metadata.name}.`);
  const left = deps.filter((dep) => !off.has(dep.name));
  // A chart of which every dependency is off counts as one that names none: its values are left as they are.
  chart.metadata.dependencies = left.length > 0 ? left : undefined;
  chart.dependencies = kept;
}

/** `import-values`: tables of subcharts become the parent's, below what the parent says itself. */
export function importValues(chart: Node): void {
  for (const sub of chart.dependencies) importValues(sub);
  const deps = chart.metadata.dependencies;
  if (deps === undefined) return;
  const values = coalesceValues(chart, new GoMap(), true);
  let imported = new GoMap();
  for (const dep of deps) {
    dep.importValues = dep.importValues.flatMap((item) => {
      let child: string;
      let parent = '.';
      if (item instanceof GoMap) {
        child = display(item.get('child') ?? null);
        parent = display(item.get('parent') ?? null);
      } else if (typeof item === 'string') child = `exports.${item}`;
      else return [];
      const table = tableAt(values, `${dep.name}.${child}`);
      if (table !== undefined) {
        imported = mergeTables(imported, nested(parent, deepCopy(table) as GoMap), true);
      }
      return [
        mapOf('map[string]string', [
          ['child', child],
          ['parent', parent],
        ]),
      ];
    });
  }
  chart.values = mergeTables(deepCopy(values) as GoMap, imported, true);
}

function nested(path: string, table: GoMap): GoMap {
  if (path === '.') return table;
  return path.split('.').reduceRight((inner, part) => new GoMap([[part, inner]]), table);
}
