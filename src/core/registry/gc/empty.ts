import type { Context } from '../context.ts';
import type { Pace } from './pace.ts';
import type { Room } from './room.ts';

/** Rows looked at in a transaction. */
const PAGE = 256;

const LAST = 'SELECT MAX(id) FROM (SELECT id FROM registry_repositories WHERE id > ? ORDER BY id LIMIT ?)';

const DROP = `
  DELETE FROM registry_repositories AS r WHERE id > ? AND id <= ?
    AND NOT EXISTS (SELECT 1 FROM registry_manifests m WHERE m.repository_id = r.id)
    AND r.links = 0`;

/**
 * Repositories that hold nothing any more leave the catalog: one exists as soon as something is in it, and as long. An
 * upload names its repository by name, so it makes the row anew when it ends.
 */
export async function dropEmptyRepositories({ db }: Context, room: Room, pace: Pace): Promise<void> {
  const lastOf = db.prepare<[number, number], number | null>(LAST).pluck();
  const drop = db.prepare<[number, number]>(DROP);
  for (let from = 0; ; await pace.rest()) {
    const to = lastOf.get(from, PAGE) ?? undefined;
    if (to === undefined) return;
    const start = from;
    await room.runLoose(() => drop.run(start, to));
    from = to;
  }
}
