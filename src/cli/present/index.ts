import type { Presenter } from './presenter.ts';

const groups: Readonly<Record<string, () => Promise<{ presenters: object }>>> = {
  engine: () => import('./engine.ts'),
  project: async () => {
    const [projects, watch, cures] = await Promise.all([
      import('./projects.ts'),
      import('./watch.ts'),
      import('./cures.ts'),
    ]);
    return { presenters: { ...projects.presenters, ...watch.presenters, ...cures.presenters } };
  },
  lint: () => import('./lint.ts'),
  form: () => import('./form.ts'),
  plan: () => import('./plan.ts'),
  console: () => import('./console.ts'),
  template: () => import('./template.ts'),
  simulate: () => import('./rehearsals.ts'),
  images: () => import('./readiness.ts'),
  fidelity: () => import('./readiness.ts'),
  rehearsal: async () => {
    const [rehearsals, cures] = await Promise.all([import('./rehearsals.ts'), import('./cures.ts')]);
    return { presenters: { ...rehearsals.presenters, ...cures.presenters } };
  },
  scenario: () => import('./scenarios.ts'),
  test: () => import('./scenarios.ts'),
  matrix: () => import('./matrix.ts'),
  fault: () => import('./scenarios.ts'),
  permissions: () => import('./permissions.ts'),
  instance: () => import('./instances.ts'),
  cost: () => import('./cost.ts'),
  license: () => import('./licenses.ts'),
  registry: () => import('./registry.ts'),
  access: () => import('./registry-access.ts'),
  image: () => import('./images.ts'),
  world: () => import('./world.ts'),
};

/** The presenter of an action; only its own group's code is loaded. */
export async function presenterOf(id: string): Promise<Presenter<never>> {
  const load = groups[id.split('.')[0] ?? ''];
  const presenters = (await load?.())?.presenters as Readonly<Record<string, Presenter<never>>> | undefined;
  const found = presenters?.[id];
  if (!found) throw new Error(`no presenter for ${id}`);
  return found;
}
