import type { DockerAccess, Surroundings } from '../docker/index.ts';
import type { InstanceStore, RehearsalHub } from '../install/index.ts';
import type { LicenseStore, SigningKey } from '../license/index.ts';
import type { Registry, Transfers } from '../registry/index.ts';
import type { Migration, ProjectStore, SettingStore } from '../store/index.ts';
import type { ChangeFeed } from './changes.ts';
import type { ImageAliases } from './image-aliases.ts';

export interface EngineDeps {
  /** Absolute path of the data directory; made when it is not there. */
  readonly home: string;
  readonly version: string;
  readonly pid: number;
  /** Absolute path of the data that ships with Drydock. */
  readonly dataDir: string;
  readonly migrations: readonly Migration[];
  readonly clock: () => Date;
  readonly log: (error: unknown) => void;
  /** Where the Docker engine and client are looked for; absent: they are not. */
  readonly surroundings?: Surroundings;
}

/** Where the engine can be reached; a listener that is off is absent. */
export interface Addresses {
  /** `127.0.0.1:5100`, as image names use it. */
  readonly registry?: string;
  /** Where other machines reach the registry too. */
  readonly outside?: string;
  /** `http://127.0.0.1:5180`. */
  readonly console?: string;
  readonly cloud?: string;
}

/** The one engine of a data directory: everything Drydock knows and does, behind one object. */
export interface Engine {
  readonly home: string;
  readonly version: string;
  readonly pid: number;
  /** ISO time. */
  readonly startedAt: string;
  /** Absolute path of the data that ships with Drydock. */
  readonly dataDir: string;
  readonly clock: () => Date;
  readonly projects: ProjectStore;
  readonly settings: SettingStore;
  readonly registry: Registry;
  /** Images from and to other registries. */
  readonly transfers: Transfers;
  /** The Docker engine and the Docker client's logins on this machine. */
  readonly docker: DockerAccess;
  /** Hosts whose images have local copies: built in, and the user's own. */
  readonly imageAliases: ImageAliases;
  readonly instances: InstanceStore;
  readonly rehearsals: RehearsalHub;
  readonly licenses: LicenseStore;
  /** The data directory's key for licences; made at the first use, which takes some seconds once. */
  readonly signingKey: () => Promise<SigningKey>;
  readonly changes: ChangeFeed;
  /** Writes an unexpected failure, stack and all, to the engine's log. */
  readonly log: (error: unknown) => void;
  /** Set by the host once its listeners are up. */
  addresses: Addresses;
  /** Connections that Drydock itself opened to other machines since it started. */
  outsideConnections: () => number;
  /** Mints an address of the console with a one-time token in it; undefined while the console is not served. */
  consoleUrl: () => string | undefined;
  /** Asks the host to stop once running work is done. */
  requestStop: () => void;
  /** Stops running rehearsals and closes the store. */
  close(): Promise<void>;
}
