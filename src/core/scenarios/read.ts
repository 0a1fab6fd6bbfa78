import { isAbsolute, normalize, posix } from 'node:path';
import { z } from 'zod';
import type { Diagnostic, SourceRange } from '../diagnostics/index.ts';
import { DrydockError, type ErrorCode } from '../errors/index.ts';
import { type FaultSpec, faultCatalogue, parseFault } from '../install/index.ts';
import type { Json } from '../json.ts';
import { type LocalText, sameText } from '../text.ts';
import { finding, readYamlFile } from '../world/index.ts';
import type { Expectation, Scenario } from './model.ts';
import { type ScenarioFile, scenarioSchema } from './schema.ts';

export interface ReadScenario {
  /** Absent when the file has errors. */
  readonly scenario?: Scenario;
  readonly diagnostics: readonly Diagnostic[];
}

const MOST_FINDINGS = 50;
const PLATFORM = ['linux/amd64'];

/**
 * Reads a scenario file (docs/guide/scenarios.md): YAML, bounded in length, depth and aliases. Unknown keys, wrong types,
 * faults that do not exist and paths that leave their folder are findings with their place.
 */
export function readScenario(content: string, file: string): ReadScenario {
  const yaml = readYamlFile(content, file, { limit: 'SCENARIO_LIMIT', syntax: 'SCENARIO_SYNTAX' });
  if (yaml.value === undefined) return { diagnostics: yaml.diagnostics };
  const place = (path: readonly PropertyKey[]): SourceRange | undefined => yaml.rangeOf(path);
  const parsed = scenarioSchema.safeParse(yaml.value ?? {});
  if (!parsed.success)
    return { diagnostics: schemaFindings(yaml.value ?? {}, parsed.error.issues, file, place) };
  const read = parsed.data;
  const diagnostics: Diagnostic[] = [];
  const wrong = (code: ErrorCode, detail: string, path: readonly PropertyKey[]): void => {
    diagnostics.push(finding(code, { detail }, { file, range: place(path) }));
  };
  const faults = (read.faults ?? []).flatMap((each, i) =>
    readFault(each, (detail) => wrong('SCENARIO_FIELD', detail, ['faults', i])),
  );
  for (const name of [...Object.keys(read.files ?? {}), ...(read.patch ?? []).map((each) => each.file)]) {
    const clean = posix.normalize(name);
    if (isAbsolute(name) || clean.startsWith('..') || name.includes('\0') || name.includes('\\'))
      wrong(
        'SCENARIO_FIELD',
        `${name}: outside of the package`,
        read.files?.[name] === undefined ? ['patch'] : ['files', name],
      );
  }
  if (read.expect?.outcome === 'success' && (read.expect.failure || read.expect.cure === 'passes'))
    wrong('SCENARIO_FIELD', 'expect: a success has neither failure nor cure', ['expect']);
  if (diagnostics.length > 0) return { diagnostics };
  return { scenario: scenarioOf(read, file, faults, place, rangesOf(yaml.value ?? {}, place)), diagnostics };
}

function readFault(
  each: NonNullable<ScenarioFile['faults']>[number],
  wrong: (detail: string) => void,
): FaultSpec[] {
  try {
    const spec =
      typeof each === 'string'
        ? parseFault(each)
        : { ...parseFault(each.kind), ...(each.target === undefined ? {} : { target: each.target }) };
    if (
      spec.target === undefined &&
      faultCatalogue.some((row) => row.kind === spec.kind && row.needsTarget)
    ) {
      wrong(`${spec.kind} needs a target: ${spec.kind}=…`);
      return [];
    }
    return [spec];
  } catch (error) {
    if (!(error instanceof DrydockError)) throw error;
    const { message, remedy } = error.report();
    wrong(`${message.en} ${remedy.en}`);
    return [];
  }
}

const textOf = (value: string | { en: string; 'zh-CN': string }): LocalText =>
  typeof value === 'string' ? sameText(value) : value;

function scenarioOf(
  read: ScenarioFile,
  file: string,
  faults: readonly FaultSpec[],
  place: (path: readonly PropertyKey[]) => SourceRange | undefined,
  ranges: Scenario['ranges'],
): Scenario {
  const { world, worldFile } = read;
  const base = normalize(file).split(/[\\/]/).at(-1) ?? file;
  const title = textOf(read.name ?? base.replace(/\.ya?ml$/i, ''));
  return {
    file,
    name: title.en,
    title,
    ...(read.about === undefined ? {} : { about: textOf(read.about) }),
    tags: read.tags ?? [],
    ...(read.package === undefined ? {} : { package: read.package }),
    ...(read.version === undefined ? {} : { version: read.version }),
    answers: read.answers ?? 'auto',
    ...(read.answersFile === undefined ? {} : { answersFile: read.answersFile }),
    rest: read.rest ?? 'auto',
    ...(typeof world === 'string' ? { worldFile: world } : worldFile === undefined ? {} : { worldFile }),
    ...(typeof world === 'object' ? { world } : {}),
    ...(read.providers === undefined ? {} : { providers: read.providers }),
    closed: read.closed ?? false,
    images: read.images ?? 'assume',
    pushed: (read.pushed ?? []).map((each) => {
      const {
        image,
        platforms = PLATFORM,
        exits,
      } = typeof each === 'string' ? { image: each, exits: undefined } : each;
      return {
        image,
        ...(exits ? { exits } : {}),
        platforms: platforms.map((name) => {
          const [os = 'linux', architecture = 'amd64', variant] = name.split('/');
          return { os, architecture, ...(variant === undefined ? {} : { variant }) };
        }),
      };
    }),
    faults,
    calls: (read.calls ?? []).map((each) =>
      typeof each === 'string'
        ? { action: each }
        : {
            action: each.action,
            ...(each.on === undefined ? {} : { on: each.on }),
            ...(each.context === undefined ? {} : { context: each.context }),
          },
    ),
    ...(read.license === undefined ? {} : { license: read.license }),
    ...(read.time === undefined ? {} : { time: read.time }),
    seed: read.seed ?? 1,
    spec: read.spec ?? {},
    files: read.files ?? {},
    patch: (read.patch ?? []).map((each, i) => {
      const range = place(['patch', i]);
      return { ...each, ...(range ? { range } : {}) };
    }),
    expect: expectationOf(read.expect ?? {}),
    ranges,
  };
}

function expectationOf(expect: NonNullable<ScenarioFile['expect']>): Expectation {
  const { failure, outcome, cure, outputs, findings, assumptions, log } = expect;
  const given = Object.entries(failure ?? {}).filter(([, value]) => value !== undefined);
  return {
    outcome: outcome ?? (failure || cure ? 'failed' : 'success'),
    ...(failure ? { failure: Object.fromEntries(given) } : {}),
    outputs: outputs ?? {},
    findings: findings ?? [],
    assumptions: assumptions ?? [],
    log: log ?? [],
    ...(cure === undefined ? {} : { cure }),
  };
}

function schemaFindings(
  value: Json,
  issues: readonly z.core.$ZodIssue[],
  file: string,
  place: (path: readonly PropertyKey[]) => SourceRange | undefined,
): Diagnostic[] {
  const chinese =
    scenarioSchema.safeParse(value, { error: z.locales.zhCN().localeError }).error?.issues ?? [];
  return issues.slice(0, MOST_FINDINGS).map((issue, i) => {
    const where = issue.path.map(String).join('.') || 'scenario';
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const at = { file, range: place(path) };
    const en = finding('SCENARIO_FIELD', { detail: `${where}: ${issue.message}` }, at);
    const zh = finding('SCENARIO_FIELD', { detail: `${where}: ${chinese[i]?.message ?? issue.message}` }, at);
    return { ...en, message: { en: en.message.en, 'zh-CN': zh.message['zh-CN'] } };
  });
}

/** The places of what a result may point at. */
function rangesOf(
  value: Json,
  place: (path: readonly PropertyKey[]) => SourceRange | undefined,
): Record<string, SourceRange> {
  const found: Record<string, SourceRange> = Object.create(null);
  const note = (path: readonly (string | number)[]): void => {
    const range = place(path);
    if (range) found[path.join('.')] = range;
  };
  const walk = (node: Json, path: readonly (string | number)[]): void => {
    if (path.length > 0) note(path);
    if (path.length > 3 || typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) walk(child as Json, [...path, key]);
  };
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const key of [
      'expect',
      'answers',
      'faults',
      'world',
      'answersFile',
      'worldFile',
      'package',
      'patch',
    ]) {
      if (value[key] !== undefined) walk(value[key] as Json, [key]);
    }
  }
  return found;
}
