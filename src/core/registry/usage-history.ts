import type { Database, Statement } from 'better-sqlite3';
import type { RegistryUsage } from './browse-types.ts';
import type { MetadataWriter } from './stores/metadata-store.ts';

/** What the registry held at a moment. */
export interface UsagePoint {
  /** ISO time. */
  readonly at: string;
  readonly repositories: number;
  readonly tags: number;
  readonly manifests: number;
  readonly blobs: number;
  /** Bytes of blobs and manifests, each once. */
  readonly bytes: number;
  /** Bytes that collections took and that come free when they cannot be undone any more. */
  readonly trashBytes: number;
}

interface Row {
  readonly at: number;
  readonly repositories: number;
  readonly tags: number;
  readonly manifests: number;
  readonly blobs: number;
  readonly bytes: number;
  readonly trash_bytes: number;
}

interface Deps {
  readonly db: Database;
  readonly writer: MetadataWriter;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly usage: () => RegistryUsage;
  readonly log: (error: unknown) => void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds from a change to the row that remembers it; more changes in between make no more rows. */
const SETTLE_MS = 5_000;
/** Counting may take a thousandth of the time at most: a store that takes long to count is counted seldom. */
const SHARE = 1_000;

/** Rows older than `after` are thinned to one per `every`, the last of each. Three years of days are kept. */
const THINNING = [
  { after: 6 * HOUR, every: 10 * MINUTE },
  { after: 3 * DAY, every: HOUR },
  { after: 21 * DAY, every: DAY },
];
const KEPT_MS = 3 * 366 * DAY;

/** Remembers how much space the registry used: a row soon after a change, none while nothing changes. */
export class UsageHistory {
  readonly #deps: Deps;
  readonly #insert: Statement;
  readonly #last: Statement<[], Row>;
  readonly #since: Statement<[{ from: number }], Row>;
  readonly #thin: Statement<[{ before: number; every: number }]>;
  readonly #forget: Statement<[number]>;
  readonly #hourly: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #notBefore = 0;

  constructor(deps: Deps) {
    const { db } = deps;
    this.#deps = deps;
    this.#insert = db.prepare(
      `INSERT INTO registry_usage_history (at, repositories, tags, manifests, blobs, bytes, trash_bytes)
       VALUES (@at, @repositories, @tags, @manifests, @blobs, @bytes, @trash_bytes) ON CONFLICT (at) DO NOTHING`,
    );
    this.#last = db.prepare('SELECT * FROM registry_usage_history ORDER BY at DESC LIMIT 1');
    this.#since = db.prepare(
      `SELECT * FROM registry_usage_history
       WHERE at >= COALESCE((SELECT MAX(at) FROM registry_usage_history WHERE at <= @from), @from) ORDER BY at`,
    );
    this.#thin = db.prepare(
      `DELETE FROM registry_usage_history WHERE at < @before AND at NOT IN (
         SELECT MAX(at) FROM registry_usage_history WHERE at < @before GROUP BY CAST(at / @every AS INTEGER))`,
    );
    this.#forget = db.prepare('DELETE FROM registry_usage_history WHERE at < ?');
    // Trash that is emptied tells nobody.
    this.#hourly = setInterval(() => this.note(), HOUR).unref();
    if (!this.#last.get()) this.note();
  }

  /** Something changed: a row will be written when things have settled. */
  note(): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(SETTLE_MS, this.#notBefore - this.#deps.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.record().catch(this.#deps.log);
    }, wait).unref();
  }

  /** Writes a row now, unless it would say what the last one says. */
  async record(): Promise<void> {
    const begun = this.#deps.now();
    const { blobBytes, manifestBytes, trashBytes, ...counts } = this.#deps.usage();
    const at = this.#deps.now();
    this.#notBefore = at + (at - begun) * SHARE;
    const row: Row = {
      at,
      repositories: counts.repositories,
      tags: counts.tags,
      manifests: counts.manifests,
      blobs: counts.blobs,
      bytes: blobBytes + manifestBytes,
      trash_bytes: trashBytes,
    };
    const last = this.#last.get();
    if (last && isSame(last, row)) return;
    await this.#deps.writer.run(() => {
      this.#insert.run(row);
      for (const { after, every } of THINNING) this.#thin.run({ before: at - after, every });
      this.#forget.run(at - KEPT_MS);
    });
  }

  /** Oldest first, from the last row before `from` on (how it was then), and as it is now at the end. */
  points(from: Date): readonly UsagePoint[] {
    const { blobBytes, manifestBytes, repositories, tags, manifests, blobs, trashBytes } = this.#deps.usage();
    const at = new Date(this.#deps.now()).toISOString();
    const bytes = blobBytes + manifestBytes;
    return [
      ...this.#since.all({ from: from.getTime() }).map(toPoint),
      { at, repositories, tags, manifests, blobs, bytes, trashBytes },
    ];
  }

  /** Writes what is not written yet and ends. */
  async close(): Promise<void> {
    clearInterval(this.#hourly);
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.record();
  }
}

const isSame = (a: Row, b: Row): boolean =>
  a.bytes === b.bytes &&
  a.trash_bytes === b.trash_bytes &&
  a.tags === b.tags &&
  a.manifests === b.manifests &&
  a.blobs === b.blobs &&
  a.repositories === b.repositories;

const toPoint = ({ at, trash_bytes: trashBytes, ...row }: Row): UsagePoint => ({
  at: new Date(at).toISOString(),
  repositories: row.repositories,
  tags: row.tags,
  manifests: row.manifests,
  blobs: row.blobs,
  bytes: row.bytes,
  trashBytes,
});
