import {
  type ChartEnvironment,
  type ChartRequest,
  type Charts,
  chartLoader,
  packageCharts,
  type RenderedChart,
} from '../install/index.ts';
import { type FileReads, type PackageSource, RecordingFiles } from '../package/index.ts';

type Chart = ReturnType<ReturnType<typeof chartLoader>>;

interface Rendering {
  readonly chart: Chart;
  /** ISO time that the templates saw; absent: they did not ask. */
  readonly time?: string;
  readonly rendered: RenderedChart;
}

/** What was done with charts in one round. */
export interface ChartTally {
  readonly rendered: readonly string[];
  readonly kept: readonly string[];
}

const MOST_RENDERINGS = 64;

/** Charts that are loaded, and what they rendered to, from one round of watching to the next. */
export class ChartShelf {
  readonly #charts = new Map<string, { readonly reads: FileReads; readonly chart: Chart }>();
  readonly #renderings = new Map<string, Rendering>();
  #rendered: string[] = [];
  #kept: string[] = [];

  /** What was rendered since the last call. */
  takeTally(): ChartTally {
    const tally = { rendered: [...new Set(this.#rendered)], kept: [...new Set(this.#kept)] };
    this.#rendered = [];
    this.#kept = [];
    return tally;
  }

  charts(source: PackageSource, environment: ChartEnvironment): Charts {
    const load = (path: string): Chart => this.#load(source, path);
    return {
      ...packageCharts(source, environment, load),
      render: (request) => this.#render(source, request, environment, load),
    };
  }

  #load(source: PackageSource, path: string): Chart {
    const known = this.#charts.get(path);
    if (known?.reads.holdFor(source.files)) return known.chart;
    const files = new RecordingFiles(source.files);
    const chart = chartLoader({ root: source.root, files })(path);
    this.#charts.set(path, { reads: files.reads, chart });
    return chart;
  }

  /** A rendering is kept when it followed from chart and request alone: it drew no randomness and asked no cluster. */
  #render(
    source: PackageSource,
    request: ChartRequest,
    environment: ChartEnvironment,
    load: (path: string) => Chart,
  ): RenderedChart {
    const { path, values, release, namespace, kubeVersion, apiVersions, lookup, branches } = request;
    const chart = load(path);
    const key = JSON.stringify([path, values, release, namespace, kubeVersion, apiVersions ?? null]);
    const known = branches ? undefined : this.#renderings.get(key);
    if (
      known?.chart === chart &&
      (known.time ?? environment.now().toISOString()) === environment.now().toISOString()
    ) {
      this.#kept.push(path);
      return known.rendered;
    }
    let time: string | undefined;
    let isOpen = branches !== undefined;
    const watched: ChartEnvironment = {
      signal: environment.signal,
      now: () => {
        const now = environment.now();
        time = now.toISOString();
        return now;
      },
      bytes: (count) => {
        isOpen = true;
        return environment.bytes(count);
      },
    };
    const rendered = packageCharts(source, watched, load).render({
      ...request,
      ...(lookup
        ? {
            lookup: (...wanted) => {
              isOpen = true;
              return lookup(...wanted);
            },
          }
        : {}),
    });
    this.#rendered.push(path);
    if (isOpen) this.#renderings.delete(key);
    else this.#keep(key, { chart, rendered, ...(time === undefined ? {} : { time }) });
    return rendered;
  }

  #keep(key: string, rendering: Rendering): void {
    this.#renderings.delete(key);
    this.#renderings.set(key, rendering);
    for (const oldest of this.#renderings.keys()) {
      if (this.#renderings.size <= MOST_RENDERINGS) break;
      this.#renderings.delete(oldest);
    }
  }
}
