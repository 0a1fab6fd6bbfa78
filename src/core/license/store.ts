import type { Database, Statement } from 'better-sqlite3';
import { DrydockError } from '../errors/index.ts';
import { changeLicense, type LicenseChange, type LicenseChangeKind } from './changes.ts';
import { issueLicense, type LicenseOrder, signLicense } from './issue.ts';
import type { IssuedRecord } from './records.ts';
import type { SigningKey } from './signing-key.ts';
import type { License, SignedLicense } from './types.ts';

/** One step in a licence's life, with the text that was signed then. */
export interface LicenseEvent {
  /** Counts from 1 for each licence. */
  readonly seq: number;
  readonly kind: LicenseChangeKind | 'issue';
  /** ISO time. */
  readonly at: string;
  readonly signed: SignedLicense;
}

/** A licence as it is now. */
export interface LicenseRow {
  readonly licenseId: string;
  readonly instanceId: string;
  readonly packageId: string;
  readonly signed: SignedLicense;
  /** Number of events, the issue included. */
  readonly events: number;
  /** ISO times. */
  readonly issuedAt: string;
  readonly changedAt: string;
}

interface Stored {
  readonly license_id: string;
  readonly instance_id: string;
  readonly package_id: string;
  readonly issued_at: string;
  readonly seq: number;
  readonly kind: LicenseEvent['kind'];
  readonly at: string;
  readonly license_json: string;
  readonly signature: string;
  readonly key_fingerprint: string;
}

type Key = Pick<SigningKey, 'privateKey' | 'fingerprint'>;

const CURRENT = `SELECT l.*, e.seq, e.kind, e.at, e.license_json, e.signature, e.key_fingerprint
  FROM licenses l JOIN license_events e ON e.license_id = l.license_id
  WHERE e.seq = (SELECT max(seq) FROM license_events WHERE license_id = l.license_id)`;

/** The licences issued by this data directory. Every change is a further event with a newly signed text; none is ever overwritten. */
export class LicenseStore {
  readonly #db: Database;
  readonly #list: Statement<[], Stored>;
  readonly #ofInstance: Statement<[string], Stored>;
  readonly #get: Statement<[string], Stored>;
  readonly #history: Statement<[string], Stored>;
  readonly #serial: Statement<[string], { serial: number }>;
  readonly #insert: Statement<[string, string, string, string]>;
  readonly #event: Statement<[string, number, string, string, string, string, string]>;

  constructor(db: Database) {
    this.#db = db;
    this.#list = db.prepare(`${CURRENT} ORDER BY l.issued_at DESC, l.license_id`);
    this.#ofInstance = db.prepare(`${CURRENT} AND l.instance_id = ? ORDER BY l.issued_at DESC, l.license_id`);
    this.#get = db.prepare(`${CURRENT} AND l.license_id = ?`);
    this.#history = db.prepare(
      'SELECT l.*, e.* FROM licenses l JOIN license_events e USING (license_id) WHERE license_id = ? ORDER BY e.seq',
    );
    this.#serial = db.prepare('SELECT count(*) + 1 AS serial FROM licenses WHERE instance_id = ?');
    this.#insert = db.prepare(
      'INSERT INTO licenses (license_id, instance_id, package_id, issued_at) VALUES (?, ?, ?, ?)',
    );
    this.#event = db.prepare(
      'INSERT INTO license_events (license_id, seq, kind, at, license_json, signature, key_fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** Issues and keeps an instance's licence; its serial number follows that of the instance's earlier ones. */
  issue(order: Omit<LicenseOrder, 'serial'>, key: Key, now: Date): LicenseRow {
    return this.#db
      .transaction(() => {
        const serial = this.#serial.get(order.cloudappId)?.serial ?? 1;
        return this.#keep(issueLicense({ ...order, serial }, key, now), now);
      })
      .immediate();
  }

  /** Keeps a licence that was issued elsewhere in the process (a rehearsal's end). Errors: LICENSE_EXISTS. */
  add(signed: SignedLicense, now: Date): LicenseRow {
    return this.#db.transaction(() => this.#keep(signed, now)).immediate();
  }

  #keep(signed: SignedLicense, now: Date): LicenseRow {
    const { LicenseId, AuthorizedCloudappId, SoftwarePackageId } = signed.license;
    if (this.#get.get(LicenseId)) throw new DrydockError('LICENSE_EXISTS', { id: LicenseId });
    this.#insert.run(LicenseId, AuthorizedCloudappId, SoftwarePackageId, now.toISOString());
    this.#append(1, 'issue', signed, now);
    return this.get(LicenseId);
  }

  /** Changes a licence and signs it anew. Errors: NOT_FOUND, LICENSE_CHANGE_REFUSED and those of `changeLicense`. */
  change(licenseId: string, change: LicenseChange, key: Key, now: Date): LicenseRow {
    return this.#db
      .transaction(() => {
        const row = this.get(licenseId);
        this.#append(
          row.events + 1,
          change.kind,
          signLicense(changeLicense(row.signed.license, change, now), key),
          now,
        );
        return this.get(licenseId);
      })
      .immediate();
  }

  #append(seq: number, kind: LicenseEvent['kind'], signed: SignedLicense, now: Date): void {
    this.#event.run(
      signed.license.LicenseId,
      seq,
      kind,
      now.toISOString(),
      signed.licenseJson,
      signed.signature,
      signed.keyFingerprint,
    );
  }

  /** All licences, the newest first; of one instance when it is given. */
  list(instanceId?: string): readonly LicenseRow[] {
    return (instanceId === undefined ? this.#list.all() : this.#ofInstance.all(instanceId)).map(toRow);
  }

  /** The licence of that number. Errors: NOT_FOUND. */
  get(licenseId: string): LicenseRow {
    const stored = this.#get.get(licenseId);
    if (!stored)
      throw new DrydockError('NOT_FOUND', { kind: 'licence', name: licenseId, list: 'drydock license list' });
    return toRow(stored);
  }

  /** Everything that happened to a licence, the issue first. Empty for an unknown number. */
  history(licenseId: string): readonly LicenseEvent[] {
    return this.#history
      .all(licenseId)
      .map((stored) => ({ seq: stored.seq, kind: stored.kind, at: stored.at, signed: toSigned(stored) }));
  }

  /** Our records of a number as `verifyLicense` takes them. */
  records(licenseId: string): readonly IssuedRecord[] {
    return this.#history.all(licenseId).map((stored) => ({
      licenseJson: stored.license_json,
      signature: stored.signature,
      keyFingerprint: stored.key_fingerprint,
      issuedAt: Date.parse(stored.at),
    }));
  }
}

const toRow = (stored: Stored): LicenseRow => ({
  licenseId: stored.license_id,
  instanceId: stored.instance_id,
  packageId: stored.package_id,
  signed: toSigned(stored),
  events: stored.seq,
  issuedAt: stored.issued_at,
  changedAt: stored.at,
});

/** Only this class writes `license_json`, always from a License. */
const toSigned = (stored: Stored): SignedLicense => ({
  license: JSON.parse(stored.license_json) as License,
  licenseJson: stored.license_json,
  signature: stored.signature,
  keyFingerprint: stored.key_fingerprint,
});
