import { deflateSync, inflateSync } from 'node:zlib';
import type { Database, Statement } from 'better-sqlite3';
import { DrydockError, type ErrorCode, toDrydockError } from '../errors/index.ts';
import type { RehearsalEvent, RehearsalStatus } from './events.ts';

/** How much is kept; what is older makes room. */
export interface RehearsalLimits {
  readonly perProject: number;
  /** Bytes of deflated events of all projects together. */
  readonly bytes: number;
}

const LIMITS: RehearsalLimits = { perProject: 50, bytes: 256 * 1024 * 1024 };

/** A row was written by us, but a file can be changed by others: inflating it stays bounded. */
const MOST_INFLATED = 512 * 1024 * 1024;

/** A rehearsal that has ended. */
export interface EndedRehearsal {
  readonly id: string;
  readonly project: string;
  readonly dir: string;
  readonly instance?: string;
  readonly packageId: string;
  readonly status: RehearsalStatus;
  /** ISO times of the real clock. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly resources: number;
  readonly created: number;
  readonly events: number;
}

interface Row {
  readonly id: string;
  readonly project: string;
  readonly dir: string;
  readonly instance: string | null;
  readonly package_id: string;
  readonly status: RehearsalStatus;
  readonly started_at: string;
  readonly finished_at: string;
  readonly resources: number;
  readonly created: number;
  readonly event_count: number;
}

interface ErrorData {
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

const COLUMNS = `id, project, dir, instance, package_id, status, started_at, finished_at, resources, created,
  event_count`;

/** Rehearsals that ended, with their events. One is stored whole or not at all, and is on disk when `save` returns. */
export class RehearsalStore {
  readonly #db: Database;
  readonly #limits: RehearsalLimits;
  readonly #all: Statement<[], Row>;
  readonly #find: Statement<[string, string], { id: string }>;
  readonly #events: Statement<[string], { events: Buffer; error: string | null }>;
  readonly #remove: Statement<[string]>;

  constructor(db: Database, limits: RehearsalLimits = LIMITS) {
    this.#db = db;
    this.#limits = limits;
    this.#all = db.prepare(`SELECT ${COLUMNS} FROM rehearsals ORDER BY started_at DESC, rowid DESC`);
    this.#find = db.prepare(
      `SELECT id FROM rehearsals WHERE id = ? OR instance = ? ORDER BY started_at DESC, rowid DESC LIMIT 1`,
    );
    this.#events = db.prepare('SELECT events, error FROM rehearsals WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM rehearsals WHERE id = ?');
  }

  /** Stores a rehearsal, and forgets the oldest beyond the limits; never the one that is stored. */
  save(ended: EndedRehearsal, events: readonly RehearsalEvent[], error?: unknown): void {
    const lines = events.map((each) => JSON.stringify(each)).join('\n');
    this.#db
      .transaction(() => {
        this.#db
          .prepare(
            `INSERT OR REPLACE INTO rehearsals (${COLUMNS}, error, events) VALUES (@id, @project, @dir, @instance,
               @packageId, @status, @startedAt, @finishedAt, @resources, @created, @events, @error, @body)`,
          )
          .run({
            ...ended,
            instance: ended.instance ?? null,
            error: error === undefined ? null : JSON.stringify(errorData(error)),
            body: deflateSync(lines, { level: 4 }),
          });
        this.#makeRoom(ended);
      })
      .immediate();
  }

  /** Newest first. */
  list(): readonly EndedRehearsal[] {
    return this.#all.all().map((row) => ({
      id: row.id,
      project: row.project,
      dir: row.dir,
      ...(row.instance === null ? {} : { instance: row.instance }),
      packageId: row.package_id,
      status: row.status,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      resources: row.resources,
      created: row.created,
      events: row.event_count,
    }));
  }

  /** Id of the rehearsal with this id, or of the latest of the instance with this id. */
  find(id: string): string | undefined {
    return this.#find.get(id, id)?.id;
  }

  /** The events of a rehearsal, and what its run threw; undefined where there is none. */
  read(
    id: string,
  ): { readonly events: readonly RehearsalEvent[]; readonly error?: DrydockError } | undefined {
    const row = this.#events.get(id);
    if (!row) return undefined;
    const body = inflateSync(row.events, { maxOutputLength: MOST_INFLATED }).toString('utf8');
    const events = body === '' ? [] : body.split('\n').map((line): RehearsalEvent => JSON.parse(line));
    if (row.error === null) return { events };
    const { code, data }: ErrorData = JSON.parse(row.error);
    return { events, error: new DrydockError(code, data) };
  }

  /** Forgets a rehearsal; its instance stays. True when it was there. */
  remove(id: string): boolean {
    return this.#remove.run(id).changes > 0;
  }

  #makeRoom({ id, project }: EndedRehearsal): void {
    this.#db
      .prepare(
        `DELETE FROM rehearsals WHERE id <> @id AND id IN (SELECT id FROM rehearsals WHERE project = @project
           ORDER BY id = @id DESC, started_at DESC, rowid DESC LIMIT -1 OFFSET @keep)`,
      )
      .run({ id, project, keep: this.#limits.perProject });
    this.#db
      .prepare(
        `DELETE FROM rehearsals WHERE id IN (SELECT id FROM (SELECT id, sum(length(events))
           OVER (ORDER BY id = @id DESC, started_at DESC, rowid DESC) AS upto FROM rehearsals)
           WHERE upto > @bytes AND id <> @id)`,
      )
      .run({ id, bytes: this.#limits.bytes });
  }
}

const errorData = (error: unknown): ErrorData => {
  const { code, data } = toDrydockError(error, { what: 'rehearsal' });
  return { code, data };
};
