import type { ConsoleState } from '../../client/index.ts';
import type { App } from './app.ts';

/** Answers that become old when a list of the console changes. */
const stale: Readonly<Partial<Record<keyof ConsoleState, readonly string[]>>> = {
  projects: ['project.show', 'lint', 'form', 'plan'],
  instances: ['instance.show', 'instance.preview', 'instance.cost'],
  licenses: ['license.show', 'license.inspect'],
  repositories: ['registry.tags', 'registry.show', 'access.show', 'image.alias.ls'],
  usage: ['registry.usage', 'registry.gc', 'registry.receipts'],
};

/** Keeps details in step with the lists: what the engine says has changed is asked again. Returns the end of it. */
export const refreshDetails = (app: App): (() => void) =>
  app.console.store.subscribe((now, before) => {
    for (const [name, ids] of Object.entries(stale) as [keyof ConsoleState, readonly string[]][]) {
      if (now[name] !== before[name] && before[name] !== undefined) app.answers.expire(ids);
    }
    if (now.connection === 'open' && before.connection === 'lost') app.answers.expire();
  });
