import { DrydockError } from '../../core/errors/index.ts';
import { localRepositories, parseImageReference } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { AliasesView, ResolveView } from '../image-views.ts';

type Context = ActionContext<never>;

/** Where an image name leads, with every place that was tried. */
export async function resolve(input: { image: string }, { engine }: Context): Promise<ResolveView> {
  const { registry, imageAliases, addresses } = engine;
  const parsed = parseImageReference(input.image);
  if (!parsed) throw new DrydockError('TRANSFER_NAME_INVALID', { reference: input.image.slice(0, 200) });
  const wanted = parsed.digest ?? parsed.tag ?? 'latest';
  const tried = localRepositories(parsed, imageAliases.list()).map((repository) => ({
    repository,
    there: registry.manifests.get(repository, wanted)
      ? ('image' as const)
      : registry.tags.list(repository, 1)
        ? ('repository' as const)
        : ('nothing' as const),
  }));
  const known = registry.resolveImage(input.image);
  const common = { image: input.image, host: parsed.host, tried };
  if (!known.found) return { ...common, found: false };
  const reference = `${known.repository}${parsed.digest ? '@' : ':'}${wanted}`;
  return {
    ...common,
    found: true,
    reference,
    digest: known.digest,
    bytes: known.size,
    platforms: known.platforms,
    ...(addresses.registry !== undefined && { pull: `docker pull ${addresses.registry}/${reference}` }),
  };
}

export async function list(_input: object, { engine }: Context): Promise<AliasesView> {
  const aliases = engine.imageAliases.list().map(({ host, paths, own }) => ({
    host,
    paths,
    builtIn: own !== true,
  }));
  return { aliases };
}

export async function add(
  input: { host: string; path: readonly string[] },
  context: Context,
): Promise<AliasesView> {
  context.engine.imageAliases.add(input.host, input.path);
  context.engine.changes.publish({ topic: 'registry' });
  return list({}, context);
}

export async function remove(input: { host: string }, context: Context): Promise<AliasesView> {
  context.engine.imageAliases.remove(input.host);
  context.engine.changes.publish({ topic: 'registry' });
  return list({}, context);
}
