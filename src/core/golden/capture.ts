import { type Engines, type RehearsalRecord, type RenderedChart, rehearse } from '../install/index.ts';
import type { Plan } from '../terraform/index.ts';

/** What a rehearsal planned and rendered. */
export interface Captured {
  readonly plan?: Plan;
  readonly charts: readonly { readonly release: string; readonly rendered: RenderedChart }[];
  readonly record?: RehearsalRecord;
}

/** A `rehearse` that keeps what the first rehearsal planned and rendered; those after it (cures) are as ever. */
export function capturing(): { readonly rehearse: typeof rehearse; taken(): Captured } {
  let taken: Captured | undefined;
  return {
    taken: () => taken ?? { charts: [] },
    async *rehearse(input, deps) {
      if (taken) return yield* rehearse(input, deps);
      taken = { charts: [] };
      const wrap = (engines: Engines): Engines => ({
        ...engines,
        plan(request) {
          const planned = engines.plan(request);
          if (planned.plan && !taken?.plan) taken = { charts: [], ...taken, plan: planned.plan };
          return planned;
        },
        charts(source, environment) {
          const charts = engines.charts(source, environment);
          return {
            ...charts,
            render(request) {
              const rendered = charts.render(request);
              taken = {
                ...taken,
                charts: [...(taken?.charts ?? []), { release: request.release, rendered }],
              };
              return rendered;
            },
          };
        },
      });
      const record = yield* rehearse(input, { ...deps, wrap });
      taken = { ...taken, record };
      return record;
    },
  };
}
