import { X509Certificate } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { DrydockError } from '../../errors/index.ts';
import { checkName } from '../blobs.ts';
import { parseDigest } from '../digest.ts';
import { isTag } from '../names.ts';
import type { Registry } from '../registry.ts';
import { Progress, Running, type Shared } from './job.ts';
import { defaultTransferLimits, type TransferLimits } from './limits.ts';
import { TransferMemory } from './memory.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { RemoteRegistry } from './remote.ts';
import type { PullChoice, TransferResult, Transfers } from './types.ts';
import { KnownPlaces } from './upload.ts';

export interface TransferOptions {
  readonly registry: Registry;
  /** The registry's own database: half-transferred blobs are remembered there. */
  readonly db: Database;
  readonly clock: () => Date;
  readonly limits?: Partial<TransferLimits>;
}

/** Images from and to other registries; nothing is connected to before `pull` or `push` is called. */
export function createTransfers({ registry, db, clock, limits }: TransferOptions): Transfers {
  const now = (): number => clock().getTime();
  const shared: Shared = {
    registry,
    memory: new TransferMemory(db, now),
    known: new KnownPlaces(),
    limits: { ...defaultTransferLimits, ...limits },
    busy: new Map(),
  };
  const runner = (way: typeof pull, isPush: boolean) => (choice: PullChoice) =>
    run(shared, choice, way, isPush, now);
  return { pull: runner(pull, false), push: runner(push, true) };
}

async function run(
  shared: Shared,
  choice: PullChoice,
  way: typeof pull,
  isPush: boolean,
  now: () => number,
): Promise<TransferResult> {
  const { limits } = shared;
  const { access, signal: asked } = choice;
  checkChoice(choice);
  const over = AbortSignal.timeout(limits.totalMs);
  const signal = asked ? AbortSignal.any([asked, over]) : over;
  const remote = new RemoteRegistry({ access, limits, now, signal, push: isPush });
  const progress = new Progress(choice.onProgress ?? (() => undefined));
  const what = `${isPush ? 'push to' : 'pull from'} ${access.host}`;
  try {
    return await way(new Running(shared, remote, signal, progress), choice);
  } catch (error) {
    if (asked?.aborted) throw new DrydockError('CANCELLED', { what }, { cause: error });
    if (over.aborted) {
      const hours = Math.round(limits.totalMs / 3_600_000);
      throw new DrydockError('TRANSFER_TIME_OVER', { hours }, { cause: error });
    }
    throw error;
  } finally {
    remote.close();
  }
}

function checkChoice({ repository, remote, references, tag, access }: PullChoice): void {
  checkName(repository);
  checkName(remote);
  const tags = [...(references === 'all' ? [] : references), ...(tag === undefined ? [] : [tag])];
  const bad = tags.find((each) => !isTag(each) && !parseDigest(each));
  if (bad !== undefined) throw new DrydockError('REGISTRY_TAG_INVALID', { tag: bad });
  if (access.ca !== undefined) checkCertificates(access.ca);
}

function checkCertificates(ca: string): void {
  const invalid = (detail: string, cause?: unknown): DrydockError =>
    new DrydockError('TRANSFER_CA_INVALID', { name: '--ca', detail }, { cause });
  const parts = ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (parts.length === 0) throw invalid('there is no PEM certificate in it');
  for (const part of parts) {
    try {
      new X509Certificate(part);
    } catch (error) {
      throw invalid(error instanceof Error ? error.message : String(error), error);
    }
  }
}
