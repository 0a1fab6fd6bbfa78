/** What the process around the engine has: read once by the host, so that nothing in core looks at the process itself. */
export interface Surroundings {
  /** DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG, DOCKER_CERT_PATH, DOCKER_TLS_VERIFY, PATH, XDG_RUNTIME_DIR. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's own folder. */
  readonly userHome: string;
  readonly platform: string;
}

/** Where a Docker engine listens. `shown` is the address as people write it. */
export type DockerAddress =
  | { readonly kind: 'socket'; readonly path: string; readonly shown: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly shown: string;
      /** Set for https: PEM files of the client; absent ones are the system's. */
      readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
    };

export interface DockerImage {
  readonly id: string;
  /** `repository:tag` as the engine writes them; none for untagged images. */
  readonly names: readonly string[];
  /** Bytes on the engine's disk, unpacked. */
  readonly bytes: number;
  /** ISO time. */
  readonly createdAt: string;
}

/** A Docker engine as far as images go. */
export interface DockerEngine {
  readonly address: string;
  /** Errors: DOCKER_UNREACHABLE. */
  images(signal: AbortSignal): Promise<readonly DockerImage[]>;
  /** Errors: DOCKER_IMAGE_UNKNOWN, DOCKER_UNREACHABLE. */
  inspect(image: string): Promise<{ readonly id: string; readonly bytes: number }>;
  /** Platform that it runs, `os/architecture`. Errors: DOCKER_UNREACHABLE. */
  platform(): Promise<string>;
  /** `docker save`: a tar stream. Errors: DOCKER_IMAGE_UNKNOWN, DOCKER_FAILED, DOCKER_UNREACHABLE. */
  save(image: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** `docker load` of a tar stream; answers with what the engine says it loaded. Errors: DOCKER_FAILED, DOCKER_UNREACHABLE. */
  load(archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<readonly string[]>;
}

/** A login that the Docker client keeps for a registry. */
export type StoredLogin =
  | { readonly username: string; readonly password: string }
  | { readonly identityToken: string };

/** The Docker engine and the Docker client's own settings, found when they are asked for. */
export interface DockerAccess {
  /** Finds an engine: `address`, else DOCKER_HOST, else the context, else the usual sockets. Connects to nothing yet. */
  engine(address?: string): Promise<DockerEngine>;
  /** What `docker login HOST` stored, also in a credential helper; read only. Errors: DOCKER_CONFIG_INVALID. */
  login(host: string, signal?: AbortSignal): Promise<StoredLogin | undefined>;
}
