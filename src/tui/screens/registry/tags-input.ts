import type { Scene } from '../../state/app.ts';

/** What to ask for the tags of a repository: what is typed into the filter finds them there, in all of them. */
export function tagsInput({ ui }: Pick<Scene, 'ui'>, repository: string) {
  const filter = (ui.filters.registry ?? '').trim();
  return {
    repository,
    ...(filter === '' || repository.includes(filter) ? {} : { filter }),
    ...(ui.tagOrder === 'name' ? {} : { sort: ui.tagOrder }),
  };
}
