import { posix } from 'node:path';
import type { Answers } from '../form/types.ts';
import type { Branch } from '../helm/index.ts';
import { STAND_IN_TIME, standInRandom } from '../helm/index.ts';
import { packageCharts, planWith, type RehearsalInput } from '../install/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Plan, Schemas } from '../terraform/index.ts';
import { text } from '../text.ts';
import { hasChoices, type Tried, tryAnswers } from './answers.ts';
import { exploreBranches } from './branches.ts';
import { type FoundImage, imagesIn, Templates } from './collect.ts';
import { differences, helmApps, UNKNOWN, withValues } from './helm-apps.ts';
import type { Unbounded } from './types.ts';

/** Stands for a free answer: an image that holds it cannot be told. */
const FREE = 'zz-free-answer';
const RELEASE = 'app';
const NAMESPACE = 'default';
const KUBE = 'v1.30.0';

/** An image under one set of answers. */
export interface Sighting extends FoundImage {
  /** Index of the answers. */
  readonly answers: number;
  readonly branch: boolean;
}

export interface Found {
  readonly sightings: readonly Sighting[];
  readonly unbounded: readonly Unbounded[];
  readonly tried: readonly Tried<Plan | undefined>[];
  readonly renderings: number;
  readonly branches: number;
}

const markOf = (plan: Plan | undefined): string =>
  JSON.stringify(plan ? helmApps(plan).map((app) => [app.resource.address, app.chart, app.values]) : null);

/** Replaces every text and number of a value, so that what it feeds can be seen. */
function altered(value: Json, depth = 0): Json {
  if (typeof value === 'string') return `${FREE}-${value}`;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.map((each) => altered(each, depth + 1));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, altered(each, depth + 1)]));
  return value;
}

/** Finds every image that a package can pull: all finite answers, all branches of templates that open values decide. */
export function findImages(input: RehearsalInput, schemas: Schemas, signal: AbortSignal): Found {
  const plan = (answers: Answers, alter?: (name: string, value: Json) => Json): Plan | undefined =>
    planWith(input, answers, schemas, alter).plan;
  const { tried, complete } = tryAnswers(input.model, input.world, (answers) => plan(answers), markOf);
  const unbounded: Unbounded[] = [];
  const sightings: Sighting[] = [];
  const templates = new Templates(input.source);
  const charts = packageCharts(input.source, {
    now: () => STAND_IN_TIME,
    bytes: (count) => standInRandom.bytes(count),
    signal,
  });
  const seenBranches = new Map<string, Map<string, Branch>>();
  let renderings = 0;
  if (!complete) {
    unbounded.push({
      message: text('There are more answers than were tried.', '可选答案过多,未能全部尝试。'),
      place: { file: 'package.yaml' },
    });
  }
  for (const [index, { form, result }] of tried.entries()) {
    if (!result) {
      unbounded.push({
        message: text('Under these answers the package has no plan.', '在这些答案下安装包无法生成计划。'),
        place: { file: 'package.yaml' },
      });
      continue;
    }
    const free = form.fields.filter(
      (field) => field.visible && field.value !== undefined && !hasChoices(field),
    );
    const variants = free.flatMap((field) => {
      const other = plan(form.answers, (name, value) => (name === field.name ? altered(value) : value));
      return other ? [{ field, apps: helmApps(other) }] : [];
    });
    for (const app of helmApps(result)) {
      signal.throwIfAborted();
      const where = {
        file: app.resource.file,
        range: app.resource.argRanges.chart_src ?? app.resource.range,
      };
      if (app.chart === undefined) {
        unbounded.push({
          message: text(
            `${app.resource.address} installs a chart that is not part of the package.`,
            `${app.resource.address} 安装的 Chart 不在安装包内。`,
          ),
          place: { ...where, range: app.resource.argRanges.chart_url ?? app.resource.range },
        });
        continue;
      }
      const path = posix.normalize(posix.join('infrastructure', app.chart)).replace(/\/$/, '');
      if (!charts.has(path)) {
        unbounded.push({
          message: text(`There is no chart at ${app.chart}.`, `${app.chart} 处没有 Chart。`),
          place: where,
        });
        continue;
      }
      const freeOf = variants.map(({ field, apps }) => {
        const other = apps.find((each) => each.resource.address === app.resource.address);
        return { field, values: other?.values, paths: other ? differences(app.values, other.values) : [] };
      });
      const open = [...app.unknown, ...freeOf.flatMap((each) => each.paths)];
      const key = `${app.resource.address}\u0000${path}`;
      const branches = seenBranches.get(key) ?? new Map<string, Branch>();
      seenBranches.set(key, branches);
      const render = (values: JsonObject) => (watch: Parameters<Parameters<typeof exploreBranches>[2]>[0]) =>
        charts.render({
          path,
          values,
          release: RELEASE,
          namespace: NAMESPACE,
          kubeVersion: KUBE,
          branches: watch,
        });
      const take = (values: JsonObject): void => {
        const explored = exploreBranches(open, branches, render(values));
        renderings += explored.count;
        for (const { rendered, forced } of explored.renderings)
          for (const found of imagesIn([...rendered.objects, ...rendered.hooks], templates))
            sightings.push({ ...found, answers: index, branch: forced });
        for (const { branch, why } of explored.closed) {
          const file = `${path}/${branch.file.slice(branch.file.indexOf('/') + 1)}`;
          unbounded.push({
            message: text(
              `What "${branch.type} ${branch.condition}" would pull cannot be told: ${why}`,
              `无法确定“${branch.type} ${branch.condition}”分支会拉取哪些镜像:${why}`,
            ),
            place: { file, range: lineRange(branch.line) },
          });
        }
      };
      try {
        take(app.values);
      } catch (error) {
        unbounded.push({
          message: text(
            `The chart does not render: ${(error as Error).message}`,
            `Chart 渲染失败:${(error as Error).message}`,
          ),
          place: { file: path },
        });
        continue;
      }
      // The same with free answers changed, which shows the images that are made of them; and with nothing known left empty.
      for (const { values, paths } of freeOf) if (values && paths.length > 0) tryTake(() => take(values));
      if (open.length > 0) tryTake(() => take(withValues(app.values, open, () => '')));
    }
  }
  return {
    sightings,
    unbounded,
    tried,
    renderings,
    branches: [...seenBranches.values()].reduce(
      (sum, each) => sum + [...each.values()].filter((branch) => branch.open).length,
      0,
    ),
  };
}

/** A variant that does not render teaches nothing: what it would pull is told by the branches. */
function tryTake(take: () => void): void {
  try {
    take();
  } catch {
    // The same chart rendered with the values as they are.
  }
}

const lineRange = (line: number) => {
  const place = { line, column: 1, offset: 0 };
  return { start: place, end: place };
};

/** What makes an image impossible to tell; undefined for one that is plain. */
export const openPart = (image: string): 'answer' | 'cloud' | undefined =>
  image.includes(FREE) ? 'answer' : image.includes(UNKNOWN) ? 'cloud' : undefined;
