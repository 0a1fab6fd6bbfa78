import { posix } from 'node:path';
import type { Answers } from '../form/types.ts';
import type { Branch } from '../helm/index.ts';
import { STAND_IN_TIME, standInRandom } from '../helm/index.ts';
import {
  appliedPlan,
  type Charts,
  packageCharts,
  packageModule,
  type RehearsalInput,
} from '../install/index.ts';
import type { JsonObject } from '../json.ts';
import { FREE, openPart, UNKNOWN, UNKNOWN_NUMBER } from '../shell/index.ts';
import type { Schemas } from '../terraform/index.ts';
import { type LocalText, text } from '../text.ts';
import { MOST_PLANS, type Tried, tryAnswers } from './answers.ts';
import { exploreBranches } from './branches.ts';
import { type FoundImage, imagesIn, Templates } from './collect.ts';
import { type Alter, FreeAnswers, type Planned } from './free.ts';
import { differences, helmApps, withValues } from './helm-apps.ts';
import { nodeArches } from './machines.ts';
import { withProvisioners } from './provisioners.ts';
import type { RemoteChart } from './release-charts.ts';
import { type MachineFindings, MachineScripts } from './scripts.ts';
import { sliceOf } from './slice.ts';
import type { Unbounded } from './types.ts';

const RELEASE = 'app';
const NAMESPACE = 'default';
const KUBE = 'v1.30.0';
const MANIFEST = { file: 'package.yaml' };

type HelmApp = ReturnType<typeof helmApps>[number];
/** What a plan installs when a free answer is another. */
type Variant = readonly HelmApp[];

/** A chart of the embedded registry. */
export interface RegistryChart {
  /** Repository and version where it was found. */
  readonly reference: string;
  readonly archive: Uint8Array;
}

export interface FindDeps {
  /** The chart that the registry has for one that lies on a server; undefined where it has none. */
  chart?(remote: RemoteChart): RegistryChart | undefined;
  readonly signal: AbortSignal;
}

/** An image under one set of answers. */
export interface Sighting extends FoundImage {
  /** Architectures of what pulls it. */
  readonly arches: readonly string[];
  /** The resource whose network the pull goes through; absent: the cluster's. */
  readonly address?: string;
  /** Index of the answers. */
  readonly answers: number;
  readonly branch: boolean;
}

export interface Found {
  readonly sightings: readonly Sighting[];
  readonly unbounded: readonly Unbounded[];
  readonly tried: readonly Tried<Planned | undefined>[];
  readonly plans: number;
  readonly sets: number;
  readonly method: 'all' | 'pairs';
  readonly renderings: number;
  readonly branches: number;
}

/** Finds every image that a package can pull: all finite answers, all branches of templates that open values decide. */
export function findImages(input: RehearsalInput, schemas: Schemas, deps: FindDeps): Found {
  const by = { text: UNKNOWN, number: UNKNOWN_NUMBER };
  const plan = (answers: Answers, alter?: Alter): Planned | undefined => {
    deps.signal.throwIfAborted();
    return appliedPlan({ ...input, source }, answers, schemas, by, alter);
  };
  const module = packageModule(input.source, input.dialect ?? 'cloudapp');
  const { source, provisioners } = withProvisioners(input.source, module);
  const slice = sliceOf(module);
  const scripts = new MachineScripts(input.source, input.world, provisioners);
  const search = new Search(input, deps);
  const markOf = (found: Planned | undefined): string => {
    if (!found) return 'null';
    const apps = helmApps(found.plan, found.applied).map((app) => [
      app.resource.address,
      app.chart,
      app.remote,
      app.values,
    ]);
    const { images, gaps } = scripts.of(found.applied);
    return JSON.stringify([
      apps,
      nodeArches(found.plan, input.world),
      images.map((each) => [each.image, each.object, each.arches]),
      gaps.map((each) => [each.message.en, each.place.range?.start.line]),
    ]);
  };
  const { tried, method, plans, sets } = tryAnswers({
    model: input.model,
    world: input.world,
    relevant: slice.relevant,
    plan: (answers) => plan(answers),
    mark: markOf,
  });
  if (method === 'pairs')
    search.cannotTell(
      text(
        `There are ${sets} sets of answers, more than the ${MOST_PLANS} that are planned: ${plans} were, in which each pair of choices stands together.`,
        `共有 ${sets} 组答案,超过上限 ${MOST_PLANS}:已按两两组合尝试 ${plans} 组。`,
      ),
      MANIFEST,
    );
  const free = new FreeAnswers({ world: input.world, slice, plan });
  for (const [index, { form, result }] of tried.entries()) {
    if (!result) {
      search.cannotTell(
        text('Under these answers the package has no plan.', '在这些答案下安装包无法生成计划。'),
        MANIFEST,
      );
      continue;
    }
    const variants = free.variants(form);
    const arches = nodeArches(result.plan, input.world);
    const apps = variants.map((each) => helmApps(each.plan, each.applied));
    for (const app of helmApps(result.plan, result.applied)) search.look(app, apps, index, arches);
    const plain = scripts.of(result.applied);
    search.takeMachines(plain, index, arches);
    for (const each of variants) search.takeMachines(scripts.of(each.applied), index, arches, each.number);
    // An app that only another free answer installs.
    for (const other of apps.flat())
      if (
        !helmApps(result.plan, result.applied).some((app) => app.resource.address === other.resource.address)
      )
        search.look(other, [], index, arches);
  }
  for (const message of free.gaps()) search.cannotTell(message, MANIFEST);
  return { ...search.found(tried), plans, sets, method };
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

  readonly #deps: FindDeps;
  /** The package with the charts that the registry has for it. */
  readonly #files: Map<string, Uint8Array>;

  constructor({ source }: RehearsalInput, deps: FindDeps) {
    const { signal } = deps;
    this.#signal = signal;
    this.#deps = deps;
    this.#files = new Map(source.files);
    const whole = { ...source, files: this.#files };
    this.#templates = new Templates(source);
    this.#charts = packageCharts(whole, {
      now: () => STAND_IN_TIME,
      bytes: (count) => standInRandom.bytes(count),
      signal,
    });
  }

  cannotTell(message: LocalText, place: Unbounded['place']): void {
    this.#unbounded.push({ message, place });
  }

  /** What an app of a plan pulls under one set of answers. */
  look(app: HelmApp, variants: readonly Variant[], answers: number, arches: readonly string[]): void {
    this.#signal.throwIfAborted();
    const path = this.#chartOf(app);
    if (path === undefined) return;
    const free = variants.map((apps) => {
      const other = apps.find((each) => each.resource.address === app.resource.address);
      return { values: other?.values, paths: other ? differences(app.values, other.values) : [] };
    });
    const open = [...app.unknown, ...free.flatMap((each) => each.paths)];
    const branches = this.#branchesOf(app, path);
    const take = (values: JsonObject): void => this.#take(path, values, open, branches, { answers, arches });
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

  /** What machines pull, and what of that cannot be told. `raised`: a number of the answers that was raised by one for it. */
  takeMachines(
    { images, gaps }: MachineFindings,
    answers: number,
    nodes: readonly string[],
    raised?: number,
  ): void {
    const known = new Set(this.#sightings.map((each) => each.image));
    for (const each of images) {
      const was =
        raised === undefined ? undefined : each.image.replaceAll(String(raised + 1), () => String(raised));
      const made = was !== undefined && was !== each.image && known.has(was) && !known.has(each.image);
      const arches = /^(kubernetes_|kubectl_|k8s_)/.test(each.address) ? nodes : each.arches;
      this.#sightings.push({
        ...each,
        image: made ? `${FREE}-${each.image}` : each.image,
        arches,
        answers,
        branch: false,
      });
    }
    for (const { message, place } of gaps) this.cannotTell(message, place);
  }

  found(tried: Found['tried']): Omit<Found, 'plans' | 'sets' | 'method'> {
    const all = [...this.#branches.values()].flatMap((each) => [...each.values()]);
    return {
      sightings: this.#sightings,
      unbounded: this.#unbounded,
      tried,
      renderings: this.#renderings,
      branches: all.filter((branch) => branch.open).length,
    };
  }

  /** The chart of an app: in the package, or else in the registry; where it is in neither, that is said. */
  #chartOf({ resource, chart, remote, argument }: HelmApp): string | undefined {
    const { address, file, range, argRanges } = resource;
    const place = { file, range: argRanges[argument] ?? range };
    if (chart === undefined) {
      const open = remote && openPart(remote.written);
      const found = remote && open === undefined ? this.#deps.chart?.(remote) : undefined;
      if (found) {
        const path = `${found.reference}.tgz`;
        this.#files.set(path, found.archive);
        return path;
      }
      this.cannotTell(
        remote === undefined
          ? text(`${address} names no chart.`, `${address} 未指定 Chart。`)
          : open !== undefined
            ? text(
                `The chart of ${address} is made of what nobody knows before the install.`,
                `${address} 的 Chart 由安装前无法得知的值组成。`,
              )
            : text(
                `${address} installs the chart ${remote.written}${remote.version ? ` ${remote.version}` : ''}, which is neither in the package nor in the registry: push it to one of ${remote.repositories.join(', ')}.`,
                `${address} 安装的 Chart ${remote.written}${remote.version ? ` ${remote.version}` : ''} 既不在安装包内,也不在镜像仓库中:请推送到 ${remote.repositories.join('、')} 之一。`,
              ),
        place,
      );
      return undefined;
    }
    const path = posix.normalize(posix.join('infrastructure', chart)).replace(/\/$/, '');
    if (this.#charts.has(path)) return path;
    this.cannotTell(text(`There is no chart at ${chart}.`, `${chart} 处没有 Chart。`), place);
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
    under: { readonly answers: number; readonly arches: readonly string[] },
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
        this.#sightings.push({ ...found, ...under, branch: forced });
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
