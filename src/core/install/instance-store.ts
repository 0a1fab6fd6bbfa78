import type { Database, Statement } from 'better-sqlite3';
import { DrydockError } from '../errors/index.ts';
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
}

/** An instance with all that is known of it. */
export interface InstanceDetail extends RehearsalRecord {
  readonly main?: string;
  readonly storedAt: string;
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
});

const outputOf = (row: OutputRow): InstanceOutput => ({
  name: row.name,
  ...(row.description === null ? {} : { description: row.description }),
  sensitive: row.sensitive === 1,
  value: JSON.parse(row.value),
});

const SELECT = `SELECT instances.*, (SELECT value FROM instance_outputs
  WHERE instance = instances.id AND name = 'main' AND sensitive = 0) AS main FROM instances`;

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
  }

  /** Stores an instance with its events. One of the same id (the same rehearsal, run again) is replaced. */
  save(record: RehearsalRecord, events: readonly RehearsalEvent[]): void {
    this.#db
      .transaction(() => {
        this.#remove.run(record.id);
        this.#insert(record);
        this.#insertParts(record, events);
      })
      .immediate();
  }

  /** Newest first. */
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

  #insert(record: RehearsalRecord): void {
    this.#db
      .prepare(
        `INSERT INTO instances (id, name, project, dir, uin, package_id, world, region, status, seed, answers, spec,
           assumptions, failures, findings, counts, workloads, started_at, finished_at, stored_at)
         VALUES (@id, @name, @project, @dir, @uin, @packageId, @world, @region, @status, @seed, @answers, @spec,
           @assumptions, @failures, @findings, @counts, @workloads, @startedAt, @finishedAt, @storedAt)`,
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
      });
  }

  #insertParts(record: RehearsalRecord, events: readonly RehearsalEvent[]): void {
    const resource = this.#db.prepare(
      `INSERT INTO instance_resources (instance, position, address, type, name, cloud_id, region, state, fidelity, place, attributes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    record.resources.forEach((each, position) => {
      const { address, type, name, id, region, state, fidelity } = each;
      const parts = [JSON.stringify(each.place), JSON.stringify(each.attributes)];
      resource.run(record.id, position, address, type, name, id ?? null, region, state, fidelity, ...parts);
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

const notFound = (id: string): DrydockError =>
  new DrydockError('NOT_FOUND', { kind: 'instance', name: id, list: 'drydock instance list' });
