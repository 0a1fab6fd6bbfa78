import { DrydockError } from '../errors/index.ts';
import { aliasProblem, cloudHostAliases, type HostAlias } from '../registry/index.ts';
import type { SettingStore } from '../store/index.ts';

const KEY = 'image.aliases';
const MOST = 200;

/** Hosts whose images have local copies: the user's own aliases, kept in the settings, before the built-in ones. */
export class ImageAliases {
  readonly #settings: Pick<SettingStore, 'get' | 'set'>;
  readonly #log: (error: unknown) => void;
  #own: readonly HostAlias[] | undefined;

  constructor(settings: Pick<SettingStore, 'get' | 'set'>, log: (error: unknown) => void) {
    this.#settings = settings;
    this.#log = log;
  }

  list(): readonly HostAlias[] {
    this.#own ??= this.#read();
    return [...this.#own, ...cloudHostAliases];
  }

  /** Adds or replaces the user's alias of a host. Errors: IMAGE_ALIAS_INVALID. */
  add(host: string, paths: readonly string[]): void {
    const alias: HostAlias = { host: host.toLowerCase(), paths, own: true };
    const own = this.list().filter((each) => each.own === true && each.host !== alias.host);
    const problem = own.length >= MOST ? `more than ${MOST} aliases` : aliasProblem(alias);
    if (problem !== undefined)
      throw new DrydockError('IMAGE_ALIAS_INVALID', { alias: host, detail: problem, path: '{path}' });
    this.#write([...own, alias]);
  }

  /** Errors: IMAGE_ALIAS_UNKNOWN, also for built-in ones. */
  remove(host: string): void {
    const own = this.list().filter((each) => each.own === true);
    const left = own.filter((each) => each.host !== host.toLowerCase());
    if (left.length === own.length) throw new DrydockError('IMAGE_ALIAS_UNKNOWN', { host });
    this.#write(left);
  }

  #write(own: readonly HostAlias[]): void {
    this.#settings.set(KEY, JSON.stringify(own.map(({ host, paths }) => ({ host, paths }))));
    this.#own = own;
  }

  #read(): readonly HostAlias[] {
    try {
      const stored: unknown = JSON.parse(this.#settings.get(KEY) ?? '[]');
      const list = (Array.isArray(stored) ? stored : []) as readonly HostAlias[];
      return list
        .filter((each) => Array.isArray(each?.paths) && aliasProblem(each) === undefined)
        .map(({ host, paths }) => ({ host, paths, own: true }));
    } catch (error) {
      this.#log(error);
      return [];
    }
  }
}
