import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, openStore, ProjectStore, SettingStore } from '../../../src/core/store/index.ts';
import { loadMigrations } from '../../../src/server/index.ts';

const now = (): Date => new Date('2026-11-20T00:00:00Z');

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'drydock-store-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const step = (number: number, sql: string): Migration => ({ number, name: `step-${number}`, sql });

describe('openStore', () => {
  it('applies all of the product’s migrations and finds nothing to do the second time', () => {
    openStore(home, loadMigrations(), now).close();
    const db = openStore(home, loadMigrations(), now);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM migrations').get();
    expect(count?.n).toBe(loadMigrations().length);
    db.close();
  });

  it('leaves no half of a step that fails', () => {
    const bad = step(2, 'CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);');
    expect(() => openStore(home, [step(1, 'CREATE TABLE a (x);'), bad], now)).toThrow(/nowhere/);
    const db = openStore(home, [step(1, 'CREATE TABLE a (x);')], now);
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('a', 'b')")
      .pluck()
      .all();
    expect(tables).toEqual(['a']);
    db.close();
  });

  it('E-10: refuses a data directory of a newer Drydock and changes nothing in it', () => {
    openStore(home, [step(1, 'CREATE TABLE a (x);'), step(9000, 'CREATE TABLE z (x);')], now).close();
    const before = readFileSync(join(home, 'drydock.db'));
    expect(() => openStore(home, [step(1, 'CREATE TABLE a (x);')], now)).toThrow(
      expect.objectContaining({ code: 'STORE_NEWER', exit: 3 }),
    );
    expect(readFileSync(join(home, 'drydock.db')).equals(before)).toBe(true);
  });

  it('names a file that is no database, and leaves it', () => {
    writeFileSync(join(home, 'drydock.db'), 'these are not the pages you are looking for'.repeat(100));
    expect(() => openStore(home, loadMigrations(), now)).toThrow(
      expect.objectContaining({ code: 'STORE_DAMAGED' }),
    );
    expect(readFileSync(join(home, 'drydock.db'), 'utf8')).toContain('not the pages');
  });

  it('says so when the data directory cannot be made', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => openStore(join(home, 'file', 'home'), loadMigrations(), now)).toThrow(
      expect.objectContaining({ code: 'STORE_READ_ONLY', exit: 3 }),
    );
  });
});

describe('the project and setting tables', () => {
  it('keep projects by folder and settings by key', () => {
    const db = openStore(home, loadMigrations(), now);
    const projects = new ProjectStore(db);
    const row = { dir: '/a', name: 'a', packageId: null, sample: false, addedAt: now().toISOString() };
    projects.put(row);
    projects.put({ ...row, name: 'renamed', packageId: 'pkg-aaaaaaaa' });
    expect(projects.list()).toEqual([{ ...row, name: 'renamed', packageId: 'pkg-aaaaaaaa' }]);
    expect(projects.remove('/a')).toBe(true);
    expect(projects.remove('/a')).toBe(false);
    const settings = new SettingStore(db);
    settings.set('theme', 'dark');
    settings.set('theme', 'light');
    expect(settings.get('theme')).toBe('light');
    expect(settings.get('other')).toBeUndefined();
    db.close();
  });
});
