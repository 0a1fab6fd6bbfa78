import { DrydockError } from '../../errors/index.ts';
import type { JsonObject } from '../../json.ts';
import { descriptorOf, objectOf, parseDocument, platformOf, stringsOf } from '../browse/document.ts';
import { type Digest, digestAlgorithm, digestHex, parseDigest } from '../digest.ts';
import { parseManifest } from '../manifests/parse.ts';
import type { Platform } from '../types.ts';
import { overLimit, type TransferLimits } from './limits.ts';
import { inParallel } from './pool.ts';
import type { RemoteManifest } from './remote.ts';
import type { TransferFinding } from './types.ts';

/** Where the images come from: another registry, or this one. */
export interface ManifestSource {
  /** By tag or digest; undefined when there is none. */
  manifest(reference: string): Promise<RemoteManifest | undefined>;
  referrers(subject: Digest): Promise<readonly Digest[]>;
}

export interface PlannedManifest extends RemoteManifest {
  readonly mediaType: string;
  readonly subject?: Digest;
  /** Tags to set on it. */
  readonly tags: readonly string[];
}

export interface PlannedBlob {
  readonly digest: Digest;
  readonly size: number;
  /** False for layers that may live elsewhere. */
  readonly required: boolean;
  readonly urls: readonly string[];
}

export interface TransferPlan {
  /** Children before their index, subjects before what refers to them. */
  readonly manifests: readonly PlannedManifest[];
  readonly blobs: readonly PlannedBlob[];
  readonly referrers: number;
  readonly findings: readonly TransferFinding[];
}

interface PlannerOptions {
  readonly limits: TransferLimits;
  readonly platforms: readonly string[];
  readonly referrers: boolean;
  /** Hears of each manifest that was read. */
  readonly onManifest: (digest: string) => void;
}

const SIGNATURE_SUFFIXES = ['sig', 'att', 'sbom'];
const MAX_DESCRIPTORS = 10_000;

/** Gathers everything that images consist of before a byte of a blob moves, within the limits. */
export class Planner {
  readonly #source: ManifestSource;
  readonly #options: PlannerOptions;
  readonly #fetched = new Map<string, Promise<RemoteManifest | undefined>>();
  readonly #manifests = new Map<Digest, PlannedManifest & { tags: string[] }>();
  readonly #seen = new Set<Digest>();
  readonly #blobs = new Map<Digest, PlannedBlob>();
  readonly #absent = new Set<string>();
  #bytes = 0;
  #referrers = 0;

  constructor(source: ManifestSource, options: PlannerOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Plans an image; answers with its digest, undefined when there is none. */
  async add(reference: string, tag: string | undefined): Promise<Digest | undefined> {
    const found = await this.#source.manifest(reference);
    if (!found) return undefined;
    this.#fetched.set(found.digest, Promise.resolve(found));
    await this.#visit(found.digest, 0, true);
    this.#tag(found.digest, tag);
    return found.digest;
  }

  plan(): TransferPlan {
    const blobs = [...this.#blobs.values()];
    const total = blobs.reduce((sum, { size }) => sum + size, 0);
    const { totalBytes } = this.#options.limits;
    if (total > totalBytes) throw overLimit('bytes', totalBytes);
    return {
      blobs,
      manifests: [...this.#manifests.values()],
      referrers: this.#referrers,
      findings: [...this.#absent].map((digest) => ({ kind: 'absent', digest })),
    };
  }

  #tag(digest: Digest, tag: string | undefined): void {
    const planned = this.#manifests.get(digest);
    if (planned && tag !== undefined && !planned.tags.includes(tag)) planned.tags.push(tag);
  }

  /** `isChosen`: the platform filter looks at its children. */
  async #visit(digest: Digest, depth: number, isChosen: boolean): Promise<void> {
    if (this.#seen.has(digest)) return;
    this.#seen.add(digest);
    const { limits } = this.#options;
    if (depth > limits.depth) throw overLimit('indexes within indexes', limits.depth);
    const found = await this.#fetch(digest);
    if (!found) {
      this.#absent.add(digest);
      return;
    }
    const parsed = parseManifest(found.body, found.mediaType, MAX_DESCRIPTORS);
    const document = parseDocument(found.body);
    if (parsed.shape === 'index') await this.#visitChildren(document, digest, depth, isChosen);
    this.#collectBlobs(document, parsed.blobs);
    const { mediaType, subject } = parsed;
    this.#manifests.set(digest, { ...found, mediaType, tags: [], ...(subject && { subject }) });
    if (this.#options.referrers) await this.#visitReferrers(digest, depth);
  }

  async #visitChildren(document: JsonObject, index: Digest, depth: number, isChosen: boolean): Promise<void> {
    const list = (Array.isArray(document.manifests) ? document.manifests : []).map(objectOf);
    const children = isChosen ? this.#choose(list, index) : digestsOf(list);
    await inParallel(this.#options.limits.parallel, children, async (child) => {
      await this.#fetch(child);
    });
    for (const child of children) await this.#visit(child, depth + 1, false);
  }

  /** The children of the wanted platforms, and the attestations that speak of them. */
  #choose(list: readonly JsonObject[], index: Digest): readonly Digest[] {
    const { platforms } = this.#options;
    if (platforms.length === 0) return digestsOf(list);
    const chosen = list.filter((child) => {
      const platform = platformOf(child.platform);
      return platform !== undefined && platforms.some((wanted) => isPlatform(platform, wanted));
    });
    const missing = platforms.find(
      (wanted) => !chosen.some((child) => isPlatform(platformOf(child.platform), wanted)),
    );
    if (missing !== undefined) {
      throw new DrydockError('REGISTRY_PLATFORM_UNKNOWN', { reference: index, platform: missing });
    }
    const digests = new Set<string>(digestsOf(chosen));
    const attestations = list.filter((child) =>
      digests.has(String(objectOf(child.annotations)['vnd.docker.reference.digest'])),
    );
    return digestsOf([...chosen, ...attestations]);
  }

  #collectBlobs(
    document: JsonObject,
    blobs: readonly { digest: Digest; size: number; required: boolean }[],
  ): void {
    const urls = urlsIn(document);
    for (const { digest, size, required } of blobs) {
      const known = this.#blobs.get(digest);
      this.#blobs.set(digest, {
        digest,
        size: known?.size ?? size,
        required: required || known?.required === true,
        urls: urls.get(digest) ?? known?.urls ?? [],
      });
    }
  }

  async #visitReferrers(subject: Digest, depth: number): Promise<void> {
    const before = this.#manifests.size;
    for (const digest of await this.#source.referrers(subject)) await this.#visit(digest, depth + 1, false);
    for (const suffix of SIGNATURE_SUFFIXES) {
      const tag = `${digestAlgorithm(subject)}-${digestHex(subject)}.${suffix}`;
      if (tag.length > 128) continue;
      const found = await this.#source.manifest(tag);
      if (!found) continue;
      this.#fetched.set(found.digest, Promise.resolve(found));
      await this.#visit(found.digest, depth + 1, false);
      this.#tag(found.digest, tag);
    }
    if (depth === 0) this.#referrers += this.#manifests.size - before;
  }

  async #fetch(digest: Digest): Promise<RemoteManifest | undefined> {
    const known = this.#fetched.get(digest);
    if (known) return known;
    const { limits, onManifest } = this.#options;
    if (this.#fetched.size >= limits.manifests) throw overLimit('manifests', limits.manifests);
    const fetching = this.#source.manifest(digest);
    this.#fetched.set(digest, fetching);
    const found = await fetching;
    this.#bytes += found?.body.byteLength ?? 0;
    if (this.#bytes > limits.allManifestBytes) throw overLimit('bytes of manifests', limits.allManifestBytes);
    onManifest(digest);
    return found;
  }
}

function isPlatform(known: Platform | undefined, wanted: string): boolean {
  if (!known) return false;
  const short = `${known.os}/${known.architecture}`;
  return wanted === short || wanted === `${short}/${known.variant ?? ''}`;
}

const digestsOf = (list: readonly JsonObject[]): readonly Digest[] =>
  list.flatMap((each) => parseDigest(descriptorOf(each)?.digest ?? '') ?? []);

/** Addresses that descriptors name for their content. They are shown, never asked. */
function urlsIn(document: JsonObject): ReadonlyMap<string, readonly string[]> {
  const layers = Array.isArray(document.layers) ? document.layers.map(objectOf) : [];
  return new Map(
    layers.flatMap((layer) =>
      typeof layer.digest === 'string' && Array.isArray(layer.urls)
        ? [[layer.digest, stringsOf(layer.urls)] as const]
        : [],
    ),
  );
}
