import type { Database, Statement } from 'better-sqlite3';
import { DrydockError } from '../errors/index.ts';
import type { Drift, Operation, Revision } from '../lifecycle/types.ts';
import type { World } from '../world/types.ts';
import type { RehearsalCounts, RehearsalEvent, RehearsalStatus } from './events.ts';
import { MASK, maskSecrets } from './mask.ts';
import type { InstanceOutput, InstanceResource, RehearsalRecord } from './record.ts';

/** An instance as lists show it. */
export interface InstanceSummary {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  /** Absolute path of the folder that holds package.yaml. */
  readonly dir: string;
  readonly uin: string;
  readonly packageId: string;
  readonly world: string;
  readonly region: string;
  readonly status: RehearsalStatus;
  readonly seed: number;
  readonly counts: RehearsalCounts;
  /** The output "main": the address to open, unless it is sensitive. */
  readonly main?: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** ISO time at which it was stored. */
  readonly storedAt: string;
  readonly operation: Operation;
  readonly revision: number;
  /** Resources that exist now. */
  readonly standing: number;
  /** Resources that were changed outside. */
  readonly drifted: number;
}

/** An instance with all that is known of it. */
export interface InstanceDetail extends RehearsalRecord {
  readonly main?: string;
  readonly storedAt: string;
  readonly revision: number;
  readonly operation: Operation;
  /** The operations on it, newest first; this one is the first. */
  readonly revisions: readonly Revision[];
  readonly drift: readonly Drift[];
  /** The world of its last operation, where one was given. */
  readonly givenWorld?: World;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly dir: string;
  readonly uin: string;
  readonly package_id: string;
  readonly world: string;
  readonly region: string;
  readonly status: RehearsalStatus;
  readonly seed: number;
  readonly answers: string;
  readonly spec: string;
  readonly assumptions: string;
  readonly failures: string;
  readonly findings: string;
  readonly counts: string;
  readonly workloads: string;
  readonly main: string | null;
  readonly started_at: number;
  readonly finished_at: number;
  readonly stored_at: string;
  readonly operation: Operation;
  readonly revision: number;
  readonly origin: string | null;
  readonly conditions: string;
  readonly releases: string;
  readonly steps: string;
  readonly loses: string;
  readonly left_behind: string;
  readonly given_world: string | null;
  readonly standing: number;
  readonly drifted: number;
}

interface RevisionRow {
  readonly revision: number;
  readonly operation: Operation;
  readonly status: RehearsalStatus;
  readonly package_id: string;
  readonly dir: string;
  readonly answers: string;
  readonly steps: string;
  readonly loses: string;
  readonly left_behind: string;
  readonly failure: string | null;
  readonly took: number;
  readonly stored_at: string;
}

interface DriftRow {
  readonly address: string;
  readonly kind: Drift['kind'];
  readonly attributes: string;
}

interface ResourceRow {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly cloud_id: string | null;
  readonly region: string;
  readonly state: InstanceResource['state'];
  readonly fidelity: InstanceResource['fidelity'];
  readonly place: string;
  readonly attributes: string;
  readonly depends_on: string;
  readonly tainted: number;
}

interface OutputRow {
  readonly name: string;
  readonly description: string | null;
  readonly sensitive: number;
  readonly value: string;
}

const summaryOf = (row: Row): InstanceSummary => ({
  id: row.id,
  name: row.name,
  project: row.project,
  dir: row.dir,
  uin: row.uin,
  packageId: row.package_id,
  world: row.world,
  region: row.region,
  status: row.status,
  seed: row.seed,
  counts: JSON.parse(row.counts),
  ...(row.main === null ? {} : { main: String(JSON.parse(row.main)) }),
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  storedAt: row.stored_at,
  operation: row.operation,
  revision: row.revision,
  standing: row.standing,
  drifted: row.drifted,
});

const revisionOf = (row: RevisionRow): Revision => ({
  revision: row.revision,
  operation: row.operation,
  status: row.status,
  packageId: row.package_id,
  dir: row.dir,
  answers: JSON.parse(row.answers),
  counts: JSON.parse(row.steps),
  loses: JSON.parse(row.loses),
  leftBehind: JSON.parse(row.left_behind),
  ...(row.failure === null ? {} : { failure: JSON.parse(row.failure) }),
  took: row.took,
  storedAt: row.stored_at,
});

const driftOf = (row: DriftRow): Drift => ({
  address: row.address,
  kind: row.kind,
  values: JSON.parse(row.attributes),
});

const resourceOf = (row: ResourceRow): InstanceResource => ({
  address: row.address,
  type: row.type,
  name: row.name,
  ...(row.cloud_id === null ? {} : { id: row.cloud_id }),
  region: row.region,
  state: row.state,
  fidelity: row.fidelity,
  place: JSON.parse(row.place),
  attributes: JSON.parse(row.attributes),
  dependsOn: JSON.parse(row.depends_on),
  ...(row.tainted === 1 ? { tainted: true } : {}),
});

const outputOf = (row: OutputRow): InstanceOutput => ({
  name: row.name,
  ...(row.description === null ? {} : { description: row.description }),
  sensitive: row.sensitive === 1,
  value: JSON.parse(row.value),
});

const SELECT = `SELECT instances.*, (SELECT value FROM instance_outputs
  WHERE instance = instances.id AND name = 'main' AND sensitive = 0) AS main,
  (SELECT count(*) FROM instance_resources
    WHERE instance = instances.id AND (state = 'created' OR tainted = 1)) AS standing,
  (SELECT count(DISTINCT address) FROM instance_drift WHERE instance = instances.id) AS drifted FROM instances`;

/** What finished rehearsals left behind. An instance is stored whole or not at all. */
export class InstanceStore {
  readonly #db: Database;
  readonly #now: () => Date;
  readonly #all: Statement<[], Row>;
  readonly #ofDir: Statement<[string], Row>;
  readonly #get: Statement<[string], Row>;
  readonly #resources: Statement<[string], ResourceRow>;
  readonly #outputs: Statement<[string], OutputRow>;
  readonly #events: Statement<[string, number], { event: string }>;
  readonly #remove: Statement<[string]>;
  readonly #revisions: Statement<[string], RevisionRow>;
  readonly #drift: Statement<[string], DriftRow>;

  constructor(db: Database, now: () => Date) {
    this.#db = db;
    this.#now = now;
    this.#all = db.prepare(`${SELECT} ORDER BY stored_at DESC, id`);
    this.#ofDir = db.prepare(`${SELECT} WHERE dir = ? ORDER BY stored_at DESC, id`);
    this.#get = db.prepare(`${SELECT} WHERE id = ?`);
    this.#resources = db.prepare('SELECT * FROM instance_resources WHERE instance = ? ORDER BY position');
    this.#outputs = db.prepare('SELECT * FROM instance_outputs WHERE instance = ? ORDER BY name');
    this.#events = db.prepare(
      'SELECT event FROM instance_events WHERE instance = ? AND seq >= ? ORDER BY seq',
    );
    this.#remove = db.prepare('DELETE FROM instances WHERE id = ?');
    this.#revisions = db.prepare(
      'SELECT * FROM instance_revisions WHERE instance = ? ORDER BY revision DESC',
    );
    this.#drift = db.prepare('SELECT * FROM instance_drift WHERE instance = ? ORDER BY address, kind');
  }

  /**
   * Stores an instance with its events. One of the same id (the same rehearsal, run again) is replaced; an operation on it
   * adds a revision to its history, and what it refreshed is drift no more. Events are those of the last operation.
   */
  save(record: RehearsalRecord, events: readonly RehearsalEvent[], world?: World): void {
    this.#db
      .transaction(() => {
        const goesOn = (record.revision ?? 1) > 1;
        const history = goesOn ? this.#revisions.all(record.id) : [];
        const drift = goesOn ? this.#remainingDrift(record, events) : [];
        this.#remove.run(record.id);
        this.#insert(record, world);
        this.#insertParts(record, events);
        this.#insertHistory(record, history);
        for (const { address, kind, attributes } of drift)
          this.drift(record.id, { address, kind, values: JSON.parse(attributes) });
      })
      .immediate();
  }

  /** Records that something was changed outside; of one kind there is one a resource. */
  drift(id: string, { address, kind, values }: Drift): void {
    this.#db
      .prepare(
        `INSERT INTO instance_drift (instance, address, kind, attributes) VALUES (?, ?, ?, ?)
         ON CONFLICT (instance, address, kind) DO UPDATE SET attributes = excluded.attributes`,
      )
      .run(id, address, kind, JSON.stringify(values));
  }

  /** Newest first; one query, however many there are. */
  list(filter: { readonly dir?: string } = {}): readonly InstanceSummary[] {
    const rows = filter.dir === undefined ? this.#all.all() : this.#ofDir.all(filter.dir);
    return rows.map(summaryOf);
  }

  /** An instance; sensitive outputs and secret attributes are masked unless `reveal`. Errors: NOT_FOUND. */
  show(id: string, options: { readonly reveal?: boolean } = {}): InstanceDetail {
    const row = this.#get.get(id);
    if (!row) throw notFound(id);
    const outputs = this.#outputs.all(id).map(outputOf);
    const resources = this.#resources.all(id).map(resourceOf);
    const hide = (output: InstanceOutput): InstanceOutput => ({ ...output, value: MASK });
    const veil = (each: InstanceResource): InstanceResource => ({
      ...each,
      attributes: maskSecrets(each.attributes, each.type),
    });
    return {
      ...summaryOf(row),
      answers: JSON.parse(row.answers),
      spec: JSON.parse(row.spec),
      assumptions: JSON.parse(row.assumptions),
      failures: JSON.parse(row.failures),
      findings: JSON.parse(row.findings),
      workloads: JSON.parse(row.workloads),
      ...(row.origin === null ? {} : { origin: row.origin }),
      conditions: { ...CONDITIONS, ...JSON.parse(row.conditions) },
      releases: options.reveal ? JSON.parse(row.releases) : [],
      steps: JSON.parse(row.steps),
      loses: JSON.parse(row.loses),
      leftBehind: JSON.parse(row.left_behind),
      revisions: this.#revisions.all(id).map(revisionOf),
      drift: this.#drift.all(id).map(driftOf),
      ...(row.given_world === null ? {} : { givenWorld: JSON.parse(row.given_world) }),
      resources: options.reveal ? resources : resources.map(veil),
      outputs: outputs.map((output) => (output.sensitive && !options.reveal ? hide(output) : output)),
    };
  }

  /** As `show`, undefined where there is none. */
  get(id: string, options: { readonly reveal?: boolean } = {}): InstanceDetail | undefined {
    return this.has(id) ? this.show(id, options) : undefined;
  }

  has(id: string): boolean {
    return this.#get.get(id) !== undefined;
  }

  /** The rehearsal's events from a number on, for replay; they carry no sensitive outputs. Errors: NOT_FOUND. */
  events(id: string, fromSeq = 1): readonly RehearsalEvent[] {
    if (!this.has(id)) throw notFound(id);
    return this.#events.all(id, fromSeq).map((row): RehearsalEvent => JSON.parse(row.event));
  }

  /** Forgets an instance. True when it was there. */
  remove(id: string): boolean {
    return this.#remove.run(id).changes > 0;
  }

  #insert(record: RehearsalRecord, world: World | undefined): void {
    this.#db
      .prepare(
        `INSERT INTO instances (id, name, project, dir, uin, package_id, world, region, status, seed, answers, spec,
           assumptions, failures, findings, counts, workloads, started_at, finished_at, stored_at, operation, revision, origin,
           conditions, releases, steps, loses, left_behind, given_world)
         VALUES (@id, @name, @project, @dir, @uin, @packageId, @world, @region, @status, @seed, @answers, @spec,
           @assumptions, @failures, @findings, @counts, @workloads, @startedAt, @finishedAt, @storedAt, @operation, @revision,
           @origin, @conditions, @releases, @steps, @loses, @leftBehind, @givenWorld)`,
      )
      .run({
        id: record.id,
        name: record.name,
        project: record.project,
        dir: record.dir,
        uin: record.uin,
        packageId: record.packageId,
        world: record.world,
        region: record.region,
        status: record.status,
        seed: record.seed,
        answers: JSON.stringify(record.answers),
        spec: JSON.stringify(record.spec),
        assumptions: JSON.stringify(record.assumptions),
        failures: JSON.stringify(record.failures),
        findings: JSON.stringify(record.findings),
        counts: JSON.stringify(record.counts),
        workloads: JSON.stringify(record.workloads),
        startedAt: record.startedAt,
        finishedAt: record.finishedAt,
        storedAt: this.#now().toISOString(),
        operation: record.operation ?? 'install',
        revision: record.revision ?? 1,
        origin: record.origin ?? null,
        conditions: JSON.stringify(record.conditions ?? {}),
        releases: JSON.stringify(record.releases ?? []),
        steps: JSON.stringify(record.steps ?? {}),
        loses: JSON.stringify(record.loses ?? []),
        leftBehind: JSON.stringify(record.leftBehind ?? []),
        givenWorld: world === undefined ? null : JSON.stringify(world),
      });
  }

  /** What an operation did not get to know of: all where it did not even plan, else what no refresh changes. */
  #remainingDrift(record: RehearsalRecord, events: readonly RehearsalEvent[]): readonly DriftRow[] {
    const rows = this.#drift.all(record.id);
    if (!events.some((each) => each.type === 'diff')) return rows;
    const before = new Map(this.#resources.all(record.id).map((each) => [each.address, each.cloud_id]));
    const same = new Set(
      record.resources.filter((each) => before.get(each.address) === each.id).map((each) => each.address),
    );
    return rows.filter((each) => (each.kind === 'filled' || each.kind === 'used') && same.has(each.address));
  }

  #insertHistory(record: RehearsalRecord, history: readonly RevisionRow[]): void {
    const insert = this.#db.prepare(
      `INSERT INTO instance_revisions (instance, revision, operation, status, package_id, dir, answers, steps, loses,
         left_behind, failure, took, stored_at)
       VALUES (@instance, @revision, @operation, @status, @package_id, @dir, @answers, @steps, @loses, @left_behind,
         @failure, @took, @stored_at)`,
    );
    for (const row of history) insert.run({ ...row, instance: record.id });
    const [failure] = record.failures;
    insert.run({
      instance: record.id,
      revision: record.revision ?? 1,
      operation: record.operation ?? 'install',
      status: record.status,
      package_id: record.packageId,
      dir: record.dir,
      answers: JSON.stringify(record.answers),
      steps: JSON.stringify(record.steps ?? {}),
      loses: JSON.stringify(record.loses ?? []),
      left_behind: JSON.stringify(record.leftBehind ?? []),
      failure: failure ? JSON.stringify({ code: failure.code, message: failure.message }) : null,
      took: record.finishedAt - record.startedAt,
      stored_at: this.#now().toISOString(),
    });
  }

  #insertParts(record: RehearsalRecord, events: readonly RehearsalEvent[]): void {
    const resource = this.#db.prepare(
      `INSERT INTO instance_resources (instance, position, address, type, name, cloud_id, region, state, fidelity, place, attributes, depends_on, tainted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    record.resources.forEach((each, position) => {
      const { address, type, name, id, region, state, fidelity } = each;
      const parts = [JSON.stringify(each.place), JSON.stringify(each.attributes)];
      const more = [JSON.stringify(each.dependsOn ?? []), each.tainted === true ? 1 : 0] as const;
      resource.run(
        record.id,
        position,
        address,
        type,
        name,
        id ?? null,
        region,
        state,
        fidelity,
        ...parts,
        ...more,
      );
    });
    const output = this.#db.prepare(
      'INSERT INTO instance_outputs (instance, name, description, sensitive, value) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { name, description, sensitive, value } of record.outputs) {
      output.run(record.id, name, description ?? null, sensitive ? 1 : 0, JSON.stringify(value));
    }
    const event = this.#db.prepare('INSERT INTO instance_events (instance, seq, event) VALUES (?, ?, ?)');
    for (const each of events) event.run(record.id, each.seq, JSON.stringify(each));
  }
}

const CONDITIONS: NonNullable<RehearsalRecord['conditions']> = {
  closed: false,
  images: 'assume',
  dialect: 'cloudapp',
};

const notFound = (id: string): DrydockError =>
  new DrydockError('NOT_FOUND', { kind: 'instance', name: id, list: 'drydock instance list' });
