import type { Database } from 'better-sqlite3';

/** Remembers whether the registry was closed, so that only a crash costs a look through the files. */
export class RegistryState {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** True when the last stop was clean, or there was none. */
  markOpen(): boolean {
    const row = this.#db
      .prepare<[], { value: string }>("SELECT value FROM registry_state WHERE key = 'open'")
      .get();
    this.#set('yes');
    return row?.value !== 'yes';
  }

  markClosed(): void {
    this.#set('no');
  }

  #set(value: string): void {
    this.#db
      .prepare<[string]>(
        "INSERT INTO registry_state (key, value) VALUES ('open', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      )
      .run(value);
  }
}
