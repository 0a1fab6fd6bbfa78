import { DrydockError } from '../../core/errors/index.ts';
import {
  type PullChoice,
  parseRemoteName,
  parseTarget,
  placeOf,
  type RemoteAccess,
  type RemoteCredentials,
  type TransferResult,
} from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { TransferView } from '../image-views.ts';
import type { ProgressEvent } from '../views.ts';
import { splitReference } from './registry.ts';
import { seldom } from './seldom.ts';

interface RemoteInput {
  readonly allTags: boolean;
  readonly platform: readonly string[];
  readonly referrers: boolean;
  readonly user?: string | undefined;
  readonly password?: Content | undefined;
  readonly anonymous: boolean;
  readonly ca?: Content | undefined;
  readonly plainHttp: boolean;
}

type Context = ActionContext<ProgressEvent>;

/** Copies from another registry. */
export async function pull(
  input: RemoteInput & { source: string; name?: string | undefined },
  context: Context,
): Promise<TransferView> {
  const { host, repository: remote, reference = 'latest' } = parseRemoteName(input.source);
  const place = placeOf(`${host}/${remote}`);
  const target = input.name === undefined ? undefined : parseTarget(input.name);
  const repository = target?.repository ?? place?.repository ?? remote;
  const done = await context.engine.transfers.pull({
    ...(await choiceOf(input, host, context)),
    repository,
    remote,
    references: input.allTags ? 'all' : [reference],
    ...(target?.tag !== undefined && !input.allTags && { tag: target.tag }),
  });
  return viewOf(done, host, repository);
}

/** Copies to another registry. */
export async function push(
  input: RemoteInput & { reference: string; target: string },
  context: Context,
): Promise<TransferView> {
  const { repository, tag, digest } = splitReference(input.reference);
  const to = parseRemoteName(input.target);
  const { host, repository: remote } = to;
  const wanted = to.reference === undefined || to.reference.includes(':') ? undefined : to.reference;
  const done = await context.engine.transfers.push({
    ...(await choiceOf(input, host, context)),
    repository,
    remote,
    references: input.allTags ? 'all' : [digest ?? tag ?? 'latest'],
    ...(wanted !== undefined && !input.allTags && { tag: wanted }),
  });
  return viewOf(done, host, `${host}/${remote}`);
}

/** What both directions share: how the other registry is spoken to, what is copied, who watches. */
async function choiceOf(
  input: RemoteInput,
  host: string,
  { engine, signal, emit }: Context,
): Promise<Omit<PullChoice, 'repository' | 'remote' | 'references' | 'tag'>> {
  const credentials = await credentialsOf(input, host, { engine, signal });
  const access: RemoteAccess = {
    host,
    plainHttp: input.plainHttp,
    ...(input.ca && { ca: input.ca.text }),
    ...(credentials && { credentials }),
  };
  const report = seldom(engine.clock, emit);
  return {
    access,
    signal,
    platforms: input.platform,
    referrers: input.referrers,
    onProgress: ({ what, done, total }) =>
      report({ type: 'progress', what: what.slice(0, 19), done, total, unit: 'bytes' }),
  };
}

async function credentialsOf(
  { user, password, anonymous }: RemoteInput,
  host: string,
  { engine, signal }: Pick<Context, 'engine' | 'signal'>,
): Promise<RemoteCredentials | undefined> {
  if (anonymous) return undefined;
  if (user === undefined && password === undefined) return engine.docker.login(host, signal);
  const secret = password?.text.replace(/\r?\n$/, '');
  if (user === undefined || secret === undefined || secret === '' || user.includes(':')) {
    const detail = user === undefined ? 'a password without a user' : 'a user without a usable password';
    throw new DrydockError('TRANSFER_CREDENTIALS_INVALID', { detail });
  }
  return { username: user, password: secret };
}

function viewOf(done: TransferResult, host: string, repository: string): TransferView {
  const images = done.images.map(({ reference, digest }) => ({
    digest,
    reference: `${repository}${reference.includes(':') ? '@' : ':'}${reference}`,
  }));
  return { ...done, host, images };
}
