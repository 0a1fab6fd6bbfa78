import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import { refuseProtectedTags } from './protected.ts';
import type { NamePage, Tags } from './registry.ts';

/** Listing and removing tags; they are set by pushing manifests. */
export class TagService implements Tags {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(repository: string, limit: number, after?: string): NamePage | undefined {
    const { repositories, tags, limits, traffic } = this.#context;
    traffic.note();
    const id = repositories.id(repository);
    return id === undefined ? undefined : tags.page(id, Math.min(limit, limits.page), after);
  }

  async remove(repository: string, tag: string): Promise<void> {
    const { writer, repositories, tags, manifests, now, emit } = this.#context;
    await writer.run(() => {
      const id = repositories.id(repository);
      const target = id === undefined ? undefined : tags.target(id, tag);
      if (id === undefined || target === undefined)
        throw new DrydockError('REGISTRY_TAG_UNKNOWN', { repository, tag });
      refuseProtectedTags(this.#context, repository, [tag]);
      tags.remove(id, tag);
      manifests.freshen(target, now());
      repositories.touch(id, now());
    });
    emit({ type: 'removed', repository, what: tag });
  }
}
