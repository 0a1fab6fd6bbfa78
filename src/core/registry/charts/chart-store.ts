import { DrydockError } from '../../errors/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type DescriptorView, descriptorOf, descriptorsOf, parseDocument } from '../browse/document.ts';
import { type Digest, digestHex } from '../digest.ts';
import { OCI_IMAGE } from '../manifests/media-types.ts';
import type { BlobInfo, Registry, StoredManifest } from '../registry.ts';
import { chartJson } from './metadata.ts';

/** Media types of Helm's OCI charts (helm.sh/docs/topics/registries). */
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CONTENT = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const PROVENANCE = 'application/vnd.cncf.helm.chart.provenance.v1.prov';

/** One version of a chart as a repository's index lists it. */
export interface ChartEntry {
  readonly name: string;
  readonly version: string;
  /** Chart.yaml as JSON. */
  readonly metadata: JsonObject;
  /** Bytes of the metadata. */
  readonly size: number;
  /** ISO time. */
  readonly created: string;
  /** Hex sha256 of the archive. */
  readonly digest: string;
  readonly hasProvenance: boolean;
}

/** Bounds on what one listing holds: versions, and bytes of their Chart.yaml. */
export interface ChartLimits {
  readonly entries: number;
  readonly bytes: number;
}

const LIMITS: ChartLimits = { entries: 20_000, bytes: 32 * 1024 * 1024 };

/** Throws when the caller may not store into the repository, which only the chart itself names. */
type MayStore = (repository: string) => void;

interface Stored {
  readonly metadata: JsonObject;
  /** Bytes of the metadata. */
  readonly size: number;
  readonly content: DescriptorView;
  readonly provenance: DescriptorView | undefined;
}

/**
 * Charts of a namespace. They are OCI artifacts, `<namespace>/<chart>:<version>`, so that `helm push oci://…` and the
 * ChartMuseum API show the same charts. Tags know no `+`: as in helm, `_` stands for it.
 */
export class ChartStore {
  readonly #registry: Registry;
  readonly #known = new Map<string, Stored | undefined>();

  readonly #limits: ChartLimits;

  constructor(registry: Registry, limits: ChartLimits = LIMITS) {
    this.#registry = registry;
    this.#limits = limits;
  }

  /** Every chart of the namespace, by name and then newest first. Error: REGISTRY_TOO_LARGE beyond the limits. */
  async list(namespace: string): Promise<readonly ChartEntry[]> {
    const entries: ChartEntry[] = [];
    let bytes = 0;
    for (const repository of this.#repositories(`${namespace}/`)) {
      for (let after: string | undefined; ; ) {
        const tags = await this.#registry.browse.tags(repository, after === undefined ? {} : { after });
        for (const tag of tags) {
          const entry = this.#entry(repository, tag.name, tag.updatedAt);
          if (!entry) continue;
          entries.push(entry);
          bytes += entry.size;
          this.#refuseLong(entries.length, bytes);
        }
        after = tags.at(-1)?.name;
        if (after === undefined) break;
      }
    }
    return entries;
  }

  #refuseLong(entries: number, bytes: number): void {
    const limits = this.#limits;
    if (entries > limits.entries)
      throw new DrydockError('REGISTRY_TOO_LARGE', { what: 'index', size: entries, limit: limits.entries });
    if (bytes > limits.bytes)
      throw new DrydockError('REGISTRY_TOO_LARGE', { what: 'index', size: bytes, limit: limits.bytes });
  }

  /** The archive, or its provenance file. Error: REGISTRY_CHART_UNKNOWN. */
  file(namespace: string, name: string, version: string, kind: 'chart' | 'provenance'): BlobInfo {
    const repository = `${namespace}/${name}`;
    const stored = this.#stored(repository, tagOf(version));
    const descriptor = kind === 'chart' ? stored?.content : stored?.provenance;
    const info = descriptor && this.#registry.blobs.stat(repository, descriptor.digest as Digest);
    if (!info) throw unknownChart(namespace, name, version);
    return info;
  }

  has(namespace: string, name: string, version: string): boolean {
    return this.#stored(`${namespace}/${name}`, tagOf(version)) !== undefined;
  }

  /**
   * Stores a packed chart. Errors: HELM_CHART_INVALID and HELM_LIMIT_*, REGISTRY_CHART_EXISTS unless `overwrite`,
   * REGISTRY_NAME_INVALID and REGISTRY_TAG_INVALID for names that no OCI repository can have.
   */
  async put(
    namespace: string,
    archive: Uint8Array,
    options: {
      readonly overwrite?: boolean;
      readonly provenance?: Uint8Array;
      readonly mayStore?: MayStore;
    } = {},
  ): Promise<{ readonly name: string; readonly version: string }> {
    // Loaded with the first chart: an engine that starts answers sooner without it.
    const { loadChartArchive } = await import('../../helm/index.ts');
    const metadata = chartJson(loadChartArchive(archive));
    const { name, version } = metadata;
    if (typeof name !== 'string' || typeof version !== 'string')
      throw new DrydockError('HELM_CHART_INVALID', { message: 'Chart.yaml has no name or no version' });
    options.mayStore?.(`${namespace}/${name}`);
    if (!options.overwrite && this.has(namespace, name, version))
      throw new DrydockError('REGISTRY_CHART_EXISTS', { namespace, name, version });
    const repository = `${namespace}/${name}`;
    const layers = [await this.#blob(repository, CONTENT, archive)];
    if (options.provenance) layers.push(await this.#blob(repository, PROVENANCE, options.provenance));
    await this.#tag(repository, version, await this.#blob(repository, CONFIG, json(metadata)), layers);
    return { name, version };
  }

  /** Adds a provenance file to a stored chart, or replaces it. Error: REGISTRY_CHART_UNKNOWN. */
  async putProvenance(namespace: string, provenance: Uint8Array, mayStore?: MayStore): Promise<void> {
    const text = Buffer.from(provenance).toString('utf8');
    const name = /^name: *"?([^\s"]+)/m.exec(text)?.[1] ?? '';
    const version = /^version: *"?([^\s"]+)/m.exec(text)?.[1] ?? '';
    const repository = `${namespace}/${name}`;
    mayStore?.(repository);
    const stored = this.#stored(repository, tagOf(version));
    if (!stored) throw unknownChart(namespace, name, version);
    const { digest, mediaType, size } = stored.content;
    const config = await this.#blob(repository, CONFIG, json(stored.metadata));
    const layers = [{ mediaType, digest, size }, await this.#blob(repository, PROVENANCE, provenance)];
    await this.#tag(repository, version, config, layers);
  }

  /** Takes the version away; its bytes come back with a collection. Error: REGISTRY_CHART_UNKNOWN. */
  async remove(namespace: string, name: string, version: string): Promise<void> {
    if (!this.has(namespace, name, version)) throw unknownChart(namespace, name, version);
    await this.#registry.tags.remove(`${namespace}/${name}`, tagOf(version));
  }

  *#repositories(prefix: string): Generator<string> {
    for (let after = prefix; ; ) {
      const { names, more } = this.#registry.catalog(1_000, after);
      for (const name of names) {
        if (!name.startsWith(prefix)) return;
        if (!name.slice(prefix.length).includes('/')) yield name;
      }
      if (!more) return;
      after = names.at(-1) ?? after;
    }
  }

  #entry(repository: string, tag: string, created: string): ChartEntry | undefined {
    const stored = this.#stored(repository, tag);
    if (!stored) return undefined;
    const { metadata, size, content, provenance } = stored;
    return {
      name: String(metadata.name),
      version: String(metadata.version),
      metadata,
      size,
      created,
      digest: digestHex(content.digest as Digest),
      hasProvenance: provenance !== undefined,
    };
  }

  /** What a tag holds, if that is a chart whose name and version are those of its place. */
  #stored(repository: string, tag: string): Stored | undefined {
    const manifest = this.#registry.manifests.get(repository, tag);
    if (!manifest) return undefined;
    const key = `${repository}@${manifest.digest}`;
    if (!this.#known.has(key)) {
      if (this.#known.size >= 10_000) this.#known.clear();
      this.#known.set(key, this.#read(repository, manifest));
    }
    const stored = this.#known.get(key);
    const fits =
      stored &&
      repository.endsWith(`/${stored.metadata.name}`) &&
      tagOf(String(stored.metadata.version)) === tag;
    return fits ? stored : undefined;
  }

  #read(repository: string, manifest: StoredManifest): Stored | undefined {
    const document = parseDocument(manifest.body);
    const config = descriptorOf(document.config);
    const layers = descriptorsOf(document.layers);
    const content = layers.find(({ mediaType }) => mediaType === CONTENT);
    if (config?.mediaType !== CONFIG || !content) return undefined;
    const info = this.#registry.blobs.stat(repository, config.digest as Digest);
    if (!info || info.size > 1024 * 1024) return undefined;
    const metadata = parseJson(this.#registry.blobs.readNow(info));
    const provenance = layers.find(({ mediaType }) => mediaType === PROVENANCE);
    return metadata && { metadata, size: info.size, content, provenance };
  }

  async #blob(repository: string, mediaType: string, content: Uint8Array): Promise<DescriptorView> {
    return { mediaType, ...(await this.#registry.blobs.put(repository, content)) };
  }

  async #tag(
    repository: string,
    version: string,
    config: DescriptorView,
    layers: readonly DescriptorView[],
  ): Promise<void> {
    const body = json({ schemaVersion: 2, mediaType: OCI_IMAGE, config, layers } as unknown as JsonObject);
    await this.#registry.manifests.put({ repository, body, mediaType: OCI_IMAGE, tags: [tagOf(version)] });
  }
}

const tagOf = (version: string): string => version.replaceAll('+', '_');

const json = (value: JsonObject): Buffer => Buffer.from(JSON.stringify(value));

function parseJson(content: Buffer): JsonObject | undefined {
  try {
    const value = JSON.parse(content.toString('utf8')) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const unknownChart = (namespace: string, name: string, version: string): DrydockError =>
  new DrydockError('REGISTRY_CHART_UNKNOWN', { namespace, name, version });
