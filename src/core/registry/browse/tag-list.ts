import type { Database, Statement } from 'better-sqlite3';
import { fuzzy } from '../../fuzzy.ts';
import type { TagOrder, TagPage } from '../browse-types.ts';
import type { TagRow } from './summaries.ts';
import type { TreeSize } from './tree-size.ts';

/** Rows per read: in between, requests are served. */
const CHUNK = 2_000;

interface Scored {
  readonly row: TagRow;
  readonly score: number;
}

const COLUMNS = `t.name, t.manifest_id, m.digest, m.media_type, t.updated_at
  FROM registry_tags t JOIN registry_manifests m ON m.id = t.manifest_id WHERE t.repository_id = @repository`;

/**
 * Tags of a repository filtered, sorted and cut to a page. By name without a filter it reads the page alone; else it goes
 * through all tags in pieces, so that hundreds of thousands of them hold nobody up.
 */
export class TagList {
  readonly #chunk: Statement<[{ repository: number; after: string; limit: number }], TagRow>;
  readonly #named: Statement<[{ repository: number; offset: number; limit: number }], TagRow>;
  readonly #last: Statement<[{ repository: number; offset: number; limit: number }], TagRow>;
  readonly #sizes: TreeSize;

  constructor(db: Database, sizes: TreeSize) {
    this.#chunk = db.prepare(`SELECT ${COLUMNS} AND t.name > @after ORDER BY t.name LIMIT @limit`);
    this.#named = db.prepare(`SELECT ${COLUMNS} ORDER BY t.name LIMIT @limit OFFSET @offset`);
    this.#last = db.prepare(`SELECT ${COLUMNS} ORDER BY t.name DESC LIMIT @limit OFFSET @offset`);
    this.#sizes = sizes;
  }

  async page(repository: number, page: TagPage, limit: number): Promise<readonly TagRow[]> {
    const { after = '', offset = 0, filter = '', sort = 'name', reverse = false } = page;
    if (after !== '') return this.#chunk.all({ repository, after, limit });
    if (filter.trim() === '' && sort === 'name')
      return (reverse ? this.#last : this.#named).all({ repository, offset, limit });
    const found = await this.#matching(repository, filter);
    const rows = await this.#sorted(found, page.sort);
    if (reverse) rows.reverse();
    return rows.slice(offset, offset + limit);
  }

  async #matching(repository: number, filter: string): Promise<Scored[]> {
    const found: Scored[] = [];
    for (let after = ''; ; ) {
      const rows = this.#chunk.all({ repository, after, limit: CHUNK });
      for (const row of rows) {
        const match = fuzzy(filter, row.name);
        if (match) found.push({ row, score: match.score });
      }
      const last = rows.at(-1);
      if (!last || rows.length < CHUNK) return found;
      after = last.name;
      await turn();
    }
  }

  /** Without a wish for an order the best match comes first. */
  async #sorted(found: readonly Scored[], order: TagOrder | undefined): Promise<TagRow[]> {
    const byName = (a: Scored, b: Scored): number => (a.row.name < b.row.name ? -1 : 1);
    const of = (compare: (a: Scored, b: Scored) => number) =>
      found.toSorted((a, b) => compare(a, b) || byName(a, b)).map(({ row }) => row);
    if (order === 'name') return of(() => 0);
    if (order === 'newest') return of((a, b) => b.row.updated_at - a.row.updated_at);
    if (order === undefined) return of((a, b) => b.score - a.score);
    const sizes = new Map<number, number>();
    for (const [index, { row }] of found.entries()) {
      if (!sizes.has(row.manifest_id)) sizes.set(row.manifest_id, this.#sizes.of(row.manifest_id));
      if (index % 200 === 199) await turn();
    }
    const sizeOf = ({ row }: Scored): number => sizes.get(row.manifest_id) ?? 0;
    return of((a, b) => sizeOf(b) - sizeOf(a));
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
