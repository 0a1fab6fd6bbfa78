import { DrydockError } from '../../errors/index.ts';
import { type Digest, parseDigest } from '../digest.ts';
import { download } from './download.ts';
import type { Running } from './job.ts';
import { type PlannedBlob, Planner, type TransferPlan } from './planner.ts';
import { inParallel } from './pool.ts';
import type { PullChoice, TransferFinding, TransferResult, TransferredImage } from './types.ts';

/** Copies images of another registry into this one: manifests first to know everything, then blobs, then the tags. */
export async function pull(job: Running, choice: PullChoice): Promise<TransferResult> {
  const { registry, remote, limits } = job;
  const { remote: from, repository } = choice;
  const references = choice.references === 'all' ? await remote.tags(from) : choice.references;
  const planner = new Planner(
    {
      manifest: async (reference) => local(job, repository, reference) ?? remote.manifest(from, reference),
      referrers: (subject) => remote.referrers(from, subject),
    },
    {
      limits,
      platforms: choice.platforms ?? [],
      referrers: choice.referrers ?? false,
      onManifest: (digest) => job.progress.say(digest),
    },
  );
  const images: TransferredImage[] = [];
  for (const reference of references) {
    const tag = choice.tag ?? (parseDigest(reference) ? undefined : reference);
    const digest = await planner.add(reference, tag);
    if (digest) images.push({ reference: tag ?? digest, digest });
    // A tag of a list may be gone by now; one that was asked for must be there.
    else if (choice.references !== 'all') {
      const name = `${from}${parseDigest(reference) ? '@' : ':'}${reference}`;
      throw new DrydockError('TRANSFER_NOT_FOUND', { host: remote.host, reference: name });
    }
  }
  const plan = planner.plan();
  const findings = await bring(job, choice, plan);
  for (const { digest, mediaType, body, tags } of plan.manifests) {
    job.signal.throwIfAborted();
    await registry.manifests.put({ repository, digest, mediaType, body, tags });
  }
  return {
    ...job.counts(plan),
    images,
    findings: [...plan.findings, ...findings],
  };
}

/** A manifest that is here need not be asked for again; a tag may have moved and must be. */
function local({ registry }: Running, repository: string, reference: string) {
  return parseDigest(reference) ? registry.manifests.get(repository, reference) : undefined;
}

async function bring(
  job: Running,
  { remote: from, repository }: PullChoice,
  plan: TransferPlan,
): Promise<readonly TransferFinding[]> {
  const { registry, limits, progress } = job;
  const findings: TransferFinding[] = [];
  progress.expect(plan.blobs);
  await inParallel(limits.parallel, plan.blobs, (blob) =>
    job.alone(`${repository} ${blob.digest}`, async () => {
      const { digest, size } = blob;
      progress.say(digest);
      const here =
        registry.blobs.stat(repository, digest, { touch: true }) ??
        (await registry.blobs.mount(repository, digest));
      if (here) {
        job.skipped += size;
        progress.add(size);
        return;
      }
      const done = await download(job, { from, repository, digest, size }, (count) => progress.add(count));
      if (done) {
        job.transferred += done.received;
        job.resumed += done.resumed;
      } else findings.push(notThere(job, blob));
    }),
  );
  return findings;
}

function notThere(
  { progress, remote }: Running,
  { digest, size, required, urls }: PlannedBlob,
): TransferFinding {
  progress.add(size);
  if (urls.length > 0) return { kind: 'foreign-layer', digest, urls };
  if (required) throw remote.wrong(digest satisfies Digest, 'the blob is not there');
  return { kind: 'absent', digest };
}
