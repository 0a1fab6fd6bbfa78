import { z } from 'zod';
import type { Diagnostic, SourceRange } from '../diagnostics/index.ts';
import type { Json } from '../json.ts';
import { sameText } from '../text.ts';
import { finding, readYamlFile } from '../world/index.ts';
import type { AxisSource, AxisValue, CellRule, Matrix, Overlay } from './model.ts';
import { type MatrixFile, matrixSchema } from './schema.ts';

const MOST_FINDINGS = 50;

type Place = (path: readonly PropertyKey[]) => SourceRange | undefined;
type Wrong = (detail: string, path: readonly PropertyKey[]) => void;

/**
 * Reads a matrix file: YAML, bounded as scenarios are. Unknown keys, wrong types, axes and values that rules name but the
 * file lacks are findings with their place.
 */
export function readMatrix(
  content: string,
  file: string,
): { readonly matrix?: Matrix; readonly diagnostics: readonly Diagnostic[] } {
  const yaml = readYamlFile(content, file, { limit: 'SCENARIO_LIMIT', syntax: 'SCENARIO_SYNTAX' });
  if (yaml.value === undefined) return { diagnostics: yaml.diagnostics };
  const place: Place = (path) => yaml.rangeOf(path);
  const parsed = matrixSchema.safeParse(yaml.value ?? {});
  if (!parsed.success)
    return { diagnostics: schemaFindings(yaml.value ?? {}, parsed.error.issues, file, place) };
  const diagnostics: Diagnostic[] = [];
  const wrong: Wrong = (detail, path) => {
    const range = path
      .map((_, i) => place(path.slice(0, path.length - i)))
      .find((each) => each !== undefined);
    diagnostics.push(finding('MATRIX_FIELD', { detail }, { file, range }));
  };
  const matrix = matrixOf(parsed.data, file, wrong);
  return diagnostics.length > 0 ? { diagnostics } : { matrix, diagnostics };
}

function matrixOf(read: MatrixFile, file: string, wrong: Wrong): Matrix {
  const axes = Object.entries(read.axes).map(([name, axis]) => axisOf(name, axis, wrong));
  const check = rulesIn(axes, wrong);
  const names = axes.map((each) => each.name);
  const placed = (key: 'rows' | 'columns'): readonly string[] | undefined => {
    read[key]?.forEach((name, i) => {
      if (!names.includes(name)) wrong(`${key}: no axis "${name}"; axes: ${names.join(', ')}`, [key, i]);
    });
    return read[key];
  };
  const given = { rows: placed('rows'), columns: placed('columns') };
  const rows =
    given.rows ?? names.filter((name) => !given.columns?.includes(name)).slice(0, given.columns ? 6 : 1);
  // Axes that are on neither side join the columns, so that every cell has a place of its own.
  const columns = [...(given.columns ?? []), ...names].filter(
    (name, i, all) => !rows.includes(name) && all.indexOf(name) === i,
  );
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return {
    file,
    title:
      typeof read.name === 'object'
        ? read.name
        : sameText(read.name ?? base.replace(/\.?matrix\.ya?ml$/i, '')),
    ...(read.about === undefined
      ? {}
      : { about: typeof read.about === 'object' ? read.about : sameText(read.about) }),
    base: read.base ?? {},
    axes,
    exclude: (read.exclude ?? []).map((rule, i) => check(rule, ['exclude', i])),
    include: (read.include ?? []).map((rule, i) => check(rule, ['include', i])),
    expect: (read.expect ?? []).map(({ when, ...expect }, i) => ({
      when: check(when ?? {}, ['expect', i, 'when']),
      expect,
    })),
    rows,
    columns,
  };
}

function axisOf(name: string, axis: MatrixFile['axes'][string], wrong: Wrong): AxisSource {
  const path = ['axes', name];
  if (Array.isArray(axis))
    return valuesOf(
      name,
      axis.map(({ name: key, ...overlay }) => ({ key, label: key, overlay })),
      path,
      wrong,
    );
  if ('arg' in axis) {
    if (!axis.values) return { name, optionsOf: axis.arg };
    const values = axis.values.map((value) => ({
      key: keyOf(value),
      label: keyOf(value),
      overlay: { answers: { [axis.arg]: value } },
    }));
    return valuesOf(name, values, [...path, 'values'], wrong);
  }
  if ('worlds' in axis)
    return valuesOf(
      name,
      axis.worlds.map((world) => ({ key: baseName(world), label: baseName(world), overlay: { world } })),
      [...path, 'worlds'],
      wrong,
    );
  if ('packages' in axis)
    return valuesOf(
      name,
      Object.entries(axis.packages).map(([version, folder]) => ({
        key: version,
        label: version,
        overlay: { package: folder, version },
      })),
      [...path, 'packages'],
      wrong,
    );
  const faults = axis.faults.map((each) => {
    const key =
      typeof each === 'string' ? each : `${each.kind}${each.target === undefined ? '' : `=${each.target}`}`;
    return { key, label: key, overlay: key === 'none' ? {} : { faults: [each] } };
  });
  return valuesOf(name, faults, [...path, 'faults'], wrong);
}

function valuesOf(
  name: string,
  values: readonly { readonly key: string; readonly label: string; readonly overlay: Overlay }[],
  path: readonly PropertyKey[],
  wrong: Wrong,
): AxisSource {
  values.forEach(({ key }, i) => {
    if (values.findIndex((each) => each.key === key) !== i)
      wrong(`${name}: "${key}" stands twice`, [...path, i]);
  });
  return { name, values: values satisfies readonly AxisValue[] };
}

/** Checks that a rule names axes and values that there are. */
const rulesIn =
  (axes: readonly AxisSource[], wrong: Wrong) =>
  (rule: Readonly<Record<string, string | readonly string[]>>, path: readonly PropertyKey[]): CellRule =>
    Object.fromEntries(
      Object.entries(rule).map(([name, wanted]) => {
        const keys = typeof wanted === 'string' ? [wanted] : wanted;
        const axis = axes.find((each) => each.name === name);
        if (!axis)
          wrong(`no axis "${name}"; axes: ${axes.map((each) => each.name).join(', ')}`, [...path, name]);
        else if ('values' in axis) {
          for (const key of keys)
            if (!axis.values.some((each) => each.key === key))
              wrong(`${name} has no "${key}"; it has ${axis.values.map((each) => each.key).join(', ')}`, [
                ...path,
                name,
              ]);
        }
        return [name, keys] as const;
      }),
    );

const baseName = (path: string): string => path.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '');

/** A value as a short key. */
export const keyOf = (value: Json): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

function schemaFindings(
  value: Json,
  issues: readonly z.core.$ZodIssue[],
  file: string,
  place: Place,
): Diagnostic[] {
  const chinese = matrixSchema.safeParse(value, { error: z.locales.zhCN().localeError }).error?.issues ?? [];
  return issues.slice(0, MOST_FINDINGS).map((issue, i) => {
    const where = issue.path.map(String).join('.') || 'matrix';
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const at = { file, range: place(path) };
    const en = finding('MATRIX_FIELD', { detail: `${where}: ${issue.message}` }, at);
    const zh = finding('MATRIX_FIELD', { detail: `${where}: ${chinese[i]?.message ?? issue.message}` }, at);
    return { ...en, message: { en: en.message.en, 'zh-CN': zh.message['zh-CN'] } };
  });
}
