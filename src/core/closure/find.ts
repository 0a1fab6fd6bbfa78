import { posix } from 'node:path';
import type { FormState } from '../form/index.ts';
import type { Answers } from '../form/types.ts';
import type { Branch } from '../helm/index.ts';
import { STAND_IN_TIME, standInRandom } from '../helm/index.ts';
import { type Charts, packageCharts, planWith, type RehearsalInput } from '../install/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Plan, Schemas } from '../terraform/index.ts';
import { type LocalText, text } from '../text.ts';
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
const MANIFEST = { file: 'package.yaml' };

type Alter = (name: string, value: Json) => Json;
type HelmApp = ReturnType<typeof helmApps>[number];
/** What a plan installs when a free answer is another. */
type Variant = readonly HelmApp[];

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
  const plan = (answers: Answers, alter?: Alter): Plan | undefined =>
    planWith(input, answers, schemas, alter).plan;
  const { tried, complete } = tryAnswers(input.model, input.world, (answers) => plan(answers), markOf);
  const search = new Search(input, signal);
  if (!complete)
    search.cannotTell(
      text('There are more answers than were tried.', '可选答案过多,未能全部尝试。'),
      MANIFEST,
    );
  for (const [index, { form, result }] of tried.entries()) {
    if (!result) {
      search.cannotTell(
        text('Under these answers the package has no plan.', '在这些答案下安装包无法生成计划。'),
        MANIFEST,
      );
      continue;
    }
    const variants = freeVariants(form, plan);
    for (const app of helmApps(result)) search.look(app, variants, index);
  }
  return search.found(tried);
}

/** The plans that come of a form when one of its free answers is another: they show what the answer feeds. */
function freeVariants(
  form: FormState,
  plan: (answers: Answers, alter: Alter) => Plan | undefined,
): readonly Variant[] {
  return form.fields
    .filter((field) => field.visible && field.value !== undefined && !hasChoices(field))
    .flatMap((field) => {
      const other = plan(form.answers, (name, value) => (name === field.name ? altered(value) : value));
      return other ? [helmApps(other)] : [];
    });
}

/** Renders charts with all that can be decided in them, and keeps what they pull. */
class Search {
  readonly #signal: AbortSignal;
  readonly #charts: Charts;
  readonly #templates: Templates;
  readonly #sightings: Sighting[] = [];
  readonly #unbounded: Unbounded[] = [];
  readonly #branches = new Map<string, Map<string, Branch>>();
  #renderings = 0;

  constructor(input: RehearsalInput, signal: AbortSignal) {
    this.#signal = signal;
    this.#templates = new Templates(input.source);
    this.#charts = packageCharts(input.source, {
      now: () => STAND_IN_TIME,
      bytes: (count) => standInRandom.bytes(count),
      signal,
    });
  }

  cannotTell(message: LocalText, place: Unbounded['place']): void {
    this.#unbounded.push({ message, place });
  }

  /** What an app of a plan pulls under one set of answers. */
  look(app: HelmApp, variants: readonly Variant[], answers: number): void {
    this.#signal.throwIfAborted();
    const path = this.#chartOf(app);
    if (path === undefined) return;
    const free = variants.map((apps) => {
      const other = apps.find((each) => each.resource.address === app.resource.address);
      return { values: other?.values, paths: other ? differences(app.values, other.values) : [] };
    });
    const open = [...app.unknown, ...free.flatMap((each) => each.paths)];
    const branches = this.#branchesOf(app, path);
    const take = (values: JsonObject): void => this.#take(path, values, open, branches, answers);
    try {
      take(app.values);
    } catch (error) {
      const { message } = error as Error;
      this.cannotTell(text(`The chart does not render: ${message}`, `Chart 渲染失败:${message}`), {
        file: path,
      });
      return;
    }
    // The same with free answers changed, which shows the images that are made of them; and with nothing known left empty.
    for (const { values, paths } of free) if (values && paths.length > 0) tryTake(() => take(values));
    if (open.length > 0) tryTake(() => take(withValues(app.values, open, () => '')));
  }

  found(tried: Found['tried']): Found {
    const all = [...this.#branches.values()].flatMap((each) => [...each.values()]);
    return {
      sightings: this.#sightings,
      unbounded: this.#unbounded,
      tried,
      renderings: this.#renderings,
      branches: all.filter((branch) => branch.open).length,
    };
  }

  /** The folder of an app's chart; where it has none in the package, that is said. */
  #chartOf({ resource, chart }: HelmApp): string | undefined {
    const { file, range, argRanges } = resource;
    if (chart === undefined) {
      this.cannotTell(
        text(
          `${resource.address} installs a chart that is not part of the package.`,
          `${resource.address} 安装的 Chart 不在安装包内。`,
        ),
        { file, range: argRanges.chart_url ?? range },
      );
      return undefined;
    }
    const path = posix.normalize(posix.join('infrastructure', chart)).replace(/\/$/, '');
    if (this.#charts.has(path)) return path;
    this.cannotTell(text(`There is no chart at ${chart}.`, `${chart} 处没有 Chart。`), {
      file,
      range: argRanges.chart_src ?? range,
    });
    return undefined;
  }

  #branchesOf(app: HelmApp, path: string): Map<string, Branch> {
    const key = `${app.resource.address}\u0000${path}`;
    const known = this.#branches.get(key) ?? new Map<string, Branch>();
    this.#branches.set(key, known);
    return known;
  }

  #take(
    path: string,
    values: JsonObject,
    open: Parameters<typeof exploreBranches>[0],
    branches: Map<string, Branch>,
    answers: number,
  ): void {
    const explored = exploreBranches(open, branches, (watch) =>
      this.#charts.render({
        path,
        values,
        release: RELEASE,
        namespace: NAMESPACE,
        kubeVersion: KUBE,
        branches: watch,
      }),
    );
    this.#renderings += explored.count;
    for (const { rendered, forced } of explored.renderings)
      for (const found of imagesIn([...rendered.objects, ...rendered.hooks], this.#templates))
        this.#sightings.push({ ...found, answers, branch: forced });
    for (const { branch, why } of explored.closed) {
      this.cannotTell(
        text(
          `What "${branch.type} ${branch.condition}" would pull cannot be told: ${why}`,
          `无法确定“${branch.type} ${branch.condition}”分支会拉取哪些镜像:${why}`,
        ),
        {
          file: `${path}/${branch.file.slice(branch.file.indexOf('/') + 1)}`,
          range: lineRange(branch.line),
        },
      );
    }
  }
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
