import type { ChartEnvironment, ChartRequest, Charts, RenderedChart } from '../install/index.ts';
import { type FileReads, type PackageSource, RecordingFiles } from '../package/index.ts';

interface Rendering {
  /** Files that loading and rendering the chart read. */
  readonly reads: FileReads;
  /** ISO time that the templates saw; absent: they did not ask. */
  readonly time?: string;
  readonly rendered: RenderedChart;
}

/** What was done with charts in one round. */
export interface ChartTally {
  readonly rendered: readonly string[];
  readonly kept: readonly string[];
}

/** Charts of a package as the engines give them, for these files and in this environment. */
export type OpenCharts = (source: PackageSource, environment: ChartEnvironment) => Charts;

const MOST_RENDERINGS = 64;

/** What charts rendered to, from one round of watching to the next. */
export class ChartShelf {
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

  charts(open: OpenCharts, source: PackageSource, environment: ChartEnvironment): Charts {
    return {
      ...open(source, environment),
      render: (request) => this.#render(open, source, request, environment),
    };
  }

  /** A rendering is kept when it followed from chart and request alone: it drew no randomness and asked no cluster. */
  #render(
    open: OpenCharts,
    source: PackageSource,
    request: ChartRequest,
    environment: ChartEnvironment,
  ): RenderedChart {
    const { lookup, branches, ...rest } = request;
    const key = JSON.stringify(rest);
    const known = branches ? undefined : this.#renderings.get(key);
    const now = environment.now().toISOString();
    if (known && (known.time ?? now) === now && known.reads.holdFor(source.files)) {
      this.#kept.push(request.path);
      return known.rendered;
    }
    const files = new RecordingFiles(source.files);
    let time: string | undefined;
    let isOpen = branches !== undefined;
    const watched: ChartEnvironment = {
      ...environment,
      now: () => {
        time = now;
        return environment.now();
      },
      bytes: (count) => {
        isOpen = true;
        return environment.bytes(count);
      },
    };
    const asked: ChartRequest['lookup'] = (...wanted) => {
      isOpen = true;
      return lookup?.(...wanted);
    };
    const rendered = open({ root: source.root, files }, watched).render({
      ...request,
      ...(lookup ? { lookup: asked } : {}),
    });
    this.#rendered.push(request.path);
    this.#renderings.delete(key);
    if (!isOpen) this.#keep(key, { reads: files.reads, rendered, ...(time === undefined ? {} : { time }) });
    return rendered;
  }

  #keep(key: string, rendering: Rendering): void {
    this.#renderings.set(key, rendering);
    for (const oldest of this.#renderings.keys()) {
      if (this.#renderings.size <= MOST_RENDERINGS) break;
      this.#renderings.delete(oldest);
    }
  }
}
