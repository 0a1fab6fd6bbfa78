import { DrydockError } from '../../errors/index.ts';
import { type Digest, digestAlgorithm, digestOf, parseDigest } from '../digest.ts';
import { pickPlatform } from '../export/contents.ts';
import { OCI_INDEX, shapeOf } from '../manifests/media-types.ts';
import { discard } from './http.ts';
import type { Running } from './job.ts';
import { type PlannedManifest, Planner, type TransferPlan } from './planner.ts';
import { inParallel } from './pool.ts';
import { parseObject, referrerTag } from './remote.ts';
import type { PushChoice, TransferFinding, TransferResult, TransferredImage } from './types.ts';
import { upload } from './upload.ts';

/** Copies images of this registry to another one. What is there already is not sent. */
export async function push(job: Running, choice: PushChoice): Promise<TransferResult> {
  const { registry, limits } = job;
  const { repository, remote: to, platforms = [] } = choice;
  const references = choice.references === 'all' ? allTags(job, repository) : choice.references;
  const planner = new Planner(
    {
      manifest: async (reference) => registry.manifests.get(repository, reference),
      referrers: async (subject) => localReferrers(job, repository, subject),
    },
    {
      limits,
      // One platform goes alone under the tag: few registries take an index whose other platforms are missing.
      platforms: platforms.length > 1 ? platforms : [],
      referrers: choice.referrers ?? false,
      onManifest: (digest) => job.progress.say(digest),
    },
  );
  const images: TransferredImage[] = [];
  for (const reference of references) {
    const tag = choice.tag ?? (parseDigest(reference) ? undefined : reference);
    const chosen = platforms.length === 1 ? onePlatform(job, repository, reference, platforms[0]) : reference;
    const digest = await planner.add(chosen, tag);
    if (!digest) throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference });
    images.push({ reference: tag ?? digest, digest });
  }
  const plan = planner.plan();
  const findings = await sendBlobs(job, choice, plan);
  for (const manifest of plan.manifests) await sendManifest(job, to, manifest);
  return { ...job.counts(plan), images, findings: [...plan.findings, ...findings] };
}

const PAGE = 1000;

function allTags({ registry, limits }: Running, repository: string): readonly string[] {
  const found: string[] = [];
  for (let after: string | undefined; found.length < limits.tags; ) {
    const page = registry.tags.list(repository, PAGE, after);
    if (!page) throw new DrydockError('REGISTRY_REPOSITORY_UNKNOWN', { repository });
    found.push(...page.names);
    after = page.names.at(-1);
    if (!page.more) break;
  }
  return found;
}

function localReferrers({ registry }: Running, repository: string, subject: Digest): readonly Digest[] {
  const found: Digest[] = [];
  for (let after: string | undefined; ; ) {
    const page = registry.manifests.referrers(repository, subject, after === undefined ? {} : { after });
    found.push(...page.descriptors.flatMap(({ digest }) => parseDigest(digest) ?? []));
    after = page.next;
    if (after === undefined) return found;
  }
}

function onePlatform(
  { registry }: Running,
  repository: string,
  reference: string,
  platform: string | undefined,
): string {
  const root = registry.manifests.get(repository, reference);
  if (!root) throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference });
  const digest = pickPlatform(root, platform);
  if (digest !== undefined) return digest;
  throw new DrydockError('REGISTRY_PLATFORM_UNKNOWN', {
    reference: `${repository}:${reference}`,
    platform: platform ?? '',
  });
}

async function sendBlobs(
  job: Running,
  { repository, remote: to }: PushChoice,
  plan: TransferPlan,
): Promise<readonly TransferFinding[]> {
  const { registry, remote, limits, progress, known } = job;
  const findings: TransferFinding[] = [];
  progress.expect(plan.blobs);
  await inParallel(limits.parallel, plan.blobs, (blob) =>
    job.alone(`${remote.host}/${to} ${blob.digest}`, async () => {
      const { digest, size, urls } = blob;
      progress.say(digest);
      const info = registry.blobs.stat(repository, digest, { touch: true });
      if (!info) {
        progress.add(size);
        findings.push(urls.length > 0 ? { kind: 'foreign-layer', digest, urls } : { kind: 'absent', digest });
        return;
      }
      if (await remote.hasBlob(to, digest)) {
        job.skipped += size;
        progress.add(size);
      } else {
        const done = await upload(job, { info, repository, to }, (count) => progress.add(count));
        if (done.mounted) {
          job.skipped += size;
          progress.add(size);
        }
        job.transferred += done.sent;
        job.resumed += done.resumed;
      }
      known.set(remote.host, digest, to);
    }),
  );
  return findings;
}

async function sendManifest(job: Running, to: string, manifest: PlannedManifest): Promise<void> {
  const { remote, signal } = job;
  const { digest, tags } = manifest;
  signal.throwIfAborted();
  // Another algorithm than the usual one is kept only when the manifest is put by its digest.
  const byDigest =
    tags.length === 0 || digestAlgorithm(digest) !== 'sha256' || manifest.subject !== undefined;
  if (byDigest && !(tags.length === 0 && (await remote.hasManifest(to, digest)))) {
    const headers = await put(job, to, digest, manifest);
    if (manifest.subject !== undefined && headers['oci-subject'] === undefined) {
      await listAsReferrer(job, to, manifest.subject, manifest);
    }
  }
  for (const tag of tags) await put(job, to, tag, manifest);
}

async function put({ remote }: Running, to: string, reference: string, manifest: PlannedManifest) {
  const url = remote.at(`/v2/${to}/manifests/${reference}`);
  if (reference !== manifest.digest && digestAlgorithm(manifest.digest) !== 'sha256') {
    url.searchParams.set('digest', manifest.digest);
  }
  return remote.patiently(async () => {
    const answer = await remote.call(to, {
      method: 'PUT',
      url,
      body: manifest.body,
      headers: { 'content-type': manifest.mediaType },
    });
    if (answer.status !== 201 && answer.status !== 200 && answer.status !== 202)
      throw await remote.refusal(answer, `PUT manifests/${reference}`, to);
    await discard(answer);
    return answer.headers;
  });
}

/** For registries without the referrers API the pusher keeps the list (distribution-spec, "Pushing Manifests with Subject"). */
async function listAsReferrer(
  job: Running,
  to: string,
  subject: Digest,
  { digest, mediaType, body }: PlannedManifest,
): Promise<void> {
  const tag = referrerTag(subject);
  const before = await job.remote.manifest(to, tag);
  const listed = before && parseObject(before.body)?.manifests;
  const others = (Array.isArray(listed) ? listed : []).filter(
    (each: unknown) => (each as { digest?: unknown } | null)?.digest !== digest,
  );
  const document = parseObject(body) ?? {};
  const { artifactType, annotations, config } = document;
  const type =
    artifactType ??
    (shapeOf(mediaType) === 'index' ? undefined : (config as { mediaType?: string } | undefined)?.mediaType);
  const entry = {
    mediaType,
    digest,
    size: body.byteLength,
    ...(type !== undefined && { artifactType: type }),
    ...(annotations !== undefined && { annotations }),
  };
  const index = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [...others, entry] }),
  );
  await put(job, to, tag, { digest: digestOf(index), mediaType: OCI_INDEX, body: index, tags: [] });
}
