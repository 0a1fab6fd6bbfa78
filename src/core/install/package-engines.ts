import { autoAnswers, resolveForm } from '../form/index.ts';
import { parsePackage } from '../package/index.ts';
import { packageCharts } from './chart-engine.ts';
import type { Engines } from './engines.ts';

/** The real parts of the core. */
export const packageEngines: Engines = {
  form: ({ model, world, answers, closed }) => {
    const account = closed ? { ...world, closed } : world;
    return answers === 'auto'
      ? autoAnswers({ model, world: account })
      : resolveForm({ model, world: account, answers });
  },
  manifest: (source) => parsePackage(source).diagnostics,
  plan: () => ({ diagnostics: [] }),
  computedOf: () => [],
  charts: packageCharts,
};
