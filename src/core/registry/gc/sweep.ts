import type { Statement } from 'better-sqlite3';
import type { Context } from '../context.ts';
import type { Digest } from '../digest.ts';
import type { GcItem, GcPolicy } from '../gc-types.ts';

/**
 * Takes single items, each only if nothing needs it at that moment: the plan may be old, and pushes go on while a
 * collection runs. Everything here is called inside a transaction.
 */
export class Sweep {
  readonly #context: Context;
  readonly #cutoff: number;
  readonly #pendingCutoff: number;
  readonly #keepDangling: 0 | 1;
  readonly #manifest: Statement;
  readonly #link: Statement;
  readonly #blob: Statement;
  readonly #trash: Statement;
  readonly #keepBody: Statement;
  readonly #dropBody: Statement;
  readonly #receipt: number;
  readonly #undoable: boolean;

  constructor(context: Context, policy: GcPolicy, plannedAt: number, receipt: number) {
    const { db } = context;
    this.#context = context;
    this.#receipt = receipt;
    this.#undoable = policy.undoMs > 0;
    this.#cutoff = plannedAt - policy.graceMs;
    this.#pendingCutoff = plannedAt - policy.uploadExpiryMs;
    this.#keepDangling = policy.danglingReferrers === 'keep' ? 1 : 0;
    this.#manifest = db.prepare(
      `DELETE FROM registry_manifests AS m
       WHERE m.repository_id = (SELECT id FROM registry_repositories WHERE name = @repository)
         AND m.digest = @digest AND m.fresh_since <= @cutoff
         AND NOT EXISTS (SELECT 1 FROM registry_tags t WHERE t.manifest_id = m.id)
         AND NOT EXISTS (
           SELECT 1 FROM registry_manifest_children c JOIN registry_manifests p ON p.id = c.manifest_id
           WHERE c.digest = m.digest AND p.repository_id = m.repository_id)
         AND (m.subject IS NULL AND @reason = 'untagged' OR NOT @keepDangling AND m.subject IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM registry_manifests s WHERE s.repository_id = m.repository_id AND s.digest = m.subject))
         AND NOT EXISTS (
           SELECT 1 FROM registry_manifests f
           WHERE f.repository_id = m.repository_id AND f.subject = m.digest
             AND (f.fresh_since > @cutoff
               OR EXISTS (SELECT 1 FROM registry_tags t WHERE t.manifest_id = f.id)
               OR EXISTS (SELECT 1 FROM registry_manifest_children c JOIN registry_manifests p ON p.id = c.manifest_id
                          WHERE c.digest = f.digest AND p.repository_id = f.repository_id)))`,
    );
    this.#link = db.prepare(
      `DELETE FROM registry_blob_links AS l
       WHERE l.repository_id = (SELECT id FROM registry_repositories WHERE name = @repository)
         AND l.digest = @digest AND COALESCE(l.pending_since, 0) <= @pendingCutoff
         AND NOT EXISTS (
           SELECT 1 FROM registry_manifest_blobs mb JOIN registry_manifests m ON m.id = mb.manifest_id
           WHERE mb.digest = l.digest AND m.repository_id = l.repository_id)`,
    );
    this.#blob = db.prepare(
      `DELETE FROM registry_blobs AS b WHERE b.digest = @digest
         AND NOT EXISTS (SELECT 1 FROM registry_blob_links l WHERE l.digest = b.digest)`,
    );
    this.#trash = db.prepare(
      'INSERT INTO registry_trash (digest, size, trashed_at, receipt_id) VALUES (?, ?, ?, ?)',
    );
    this.#keepBody = db.prepare(
      `INSERT INTO registry_gc_bodies (receipt_id, repository, digest, media_type, body)
       SELECT @receipt, r.name, m.digest, m.media_type, b.body FROM registry_manifests m
       JOIN registry_repositories r ON r.id = m.repository_id
       JOIN registry_manifest_bodies b ON b.manifest_id = m.id
       WHERE r.name = @repository AND m.digest = @digest`,
    );
    this.#dropBody = db.prepare(
      'DELETE FROM registry_gc_bodies WHERE receipt_id = @receipt AND repository = @repository AND digest = @digest',
    );
  }

  /** True when it was taken. */
  manifest({ repository, digest, reason }: GcItem): boolean {
    const parameters = { repository, digest, reason, cutoff: this.#cutoff, keepDangling: this.#keepDangling };
    const body = { receipt: this.#receipt, repository, digest };
    if (this.#undoable) this.#keepBody.run(body);
    const taken = this.#manifest.run(parameters).changes > 0;
    if (this.#undoable && !taken) this.#dropBody.run(body);
    return taken;
  }

  link({ repository, digest }: GcItem): boolean {
    if (this.#inUse(digest)) return false;
    return this.#link.run({ repository, digest, pendingCutoff: this.#pendingCutoff }).changes > 0;
  }

  /** True when it was taken; its file goes with the purge of the trash. */
  blob({ digest, bytes }: GcItem): boolean {
    if (this.#inUse(digest) || this.#blob.run({ digest }).changes === 0) return false;
    this.#context.cache.drop(digest as Digest);
    this.#trash.run(digest, bytes, this.#context.now(), this.#receipt);
    return true;
  }

  #inUse(digest: string): boolean {
    const { pins } = this.#context;
    return pins.isHeld(digest) || pins.isTouchedSince(digest, this.#cutoff);
  }
}
