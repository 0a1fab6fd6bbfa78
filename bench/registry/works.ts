import { spawn } from 'node:child_process';
import { type Connection, expectStatus, onConnections } from './client.ts';
import { type Content, MIB, manifestOf, OCI_IMAGE, pushBlob, putManifest, randomContent } from './content.ts';
import type { Subject } from './servers.ts';

/** What one measurement of one registry gave. */
export interface Outcome {
  readonly value: number;
  /** Milliseconds, 99th percentile. */
  readonly p99?: number;
}

export interface Work {
  readonly name: string;
  readonly unit: 'MB/s' | '/s' | 'ms';
  /** What issue B asks for: our figure over theirs (for times theirs over ours). */
  readonly target?: number;
  /** Our p99 as a part of theirs at most. */
  readonly targetP99?: number;
  /** Our own milliseconds at most. */
  readonly targetMs?: number;
  /** Bytes that the servers write: so much memory is touched before, so that neither pays for it. */
  readonly writes?: number;
  /** Not measured. */
  readonly before?: (subject: Subject, round: number) => Promise<void>;
  readonly run: (subject: Subject, round: number) => Promise<Outcome>;
}

/** Prepares each registry, then offers what is measured in turns. */
export interface Group {
  readonly name: string;
  readonly prepare?: (subject: Subject) => Promise<void>;
  readonly works: readonly Work[];
  /** Rounds; absent: as the command line says. */
  readonly rounds?: number;
}

export const seconds = async (work: () => Promise<void>): Promise<number> => {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
};

function pushWork(mib: number, count: number, connections: number): Work {
  return {
    name: `push ${mib} MiB blobs, ${connections} connection${connections > 1 ? 's' : ''}`,
    unit: 'MB/s',
    target: 2,
    writes: mib * count * MIB,
    async run({ port }) {
      const contents = Array.from({ length: count }, () => randomContent(mib * MIB));
      const jobs = contents.map(
        (each) => (connection: Connection) => pushBlob(connection, 'bench/push', each),
      );
      return {
        value: (count * mib * MIB) / 1e6 / (await seconds(() => onConnections(port, connections, jobs))),
      };
    },
  };
}

export const push: Group = {
  name: 'push',
  works: [pushWork(1, 64, 1), pushWork(1, 64, 4), pushWork(64, 6, 1), pushWork(64, 6, 4)],
};

const big = randomContent(256 * MIB);

const curl = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('curl', ['-sf', '-o', '/dev/null', url], { stdio: 'ignore' });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`curl ended with ${code}`))));
  });

function pullWork(connections: number): Work {
  return {
    name: `pull 256 MiB with curl, ${connections} connection${connections > 1 ? 's' : ''}`,
    unit: 'MB/s',
    target: 1,
    async run({ port }) {
      const url = `http://127.0.0.1:${port}/v2/bench/pull/blobs/${big.digest}`;
      const each = async () => {
        for (let pull = 0; pull < 8 / connections; pull += 1) await curl(url);
      };
      const taken = await seconds(
        async () => void (await Promise.all(Array.from({ length: connections }, each))),
      );
      return { value: (8 * 256 * MIB) / 1e6 / taken };
    },
  };
}

export const pull: Group = {
  name: 'pull',
  prepare: ({ port }) => onConnections(port, 1, [(connection) => pushBlob(connection, 'bench/pull', big)]),
  works: [pullWork(1), pullWork(4)],
};

const small: readonly Content[] = Array.from({ length: 1_000 }, () => randomContent(10 * 1024));
const manifests: readonly Content[] = Array.from({ length: 200 }, (_, at) =>
  manifestOf(small.slice(at * 4, at * 4 + 5), String(at)),
);

export const percentile = (times: number[], part: number): number => {
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
};

function readWork(name: string, connections: number, target: number, paths: readonly string[]): Work {
  return {
    ...(connections === 64 && { targetP99: 0.1 }),
    name: `${name}, ${connections} connections`,
    unit: '/s',
    target,
    async run({ port }) {
      const times: number[] = [];
      const end = performance.now() + 2_500;
      let next = 0;
      const loop = async (connection: Connection): Promise<void> => {
        for (let before = performance.now(); before < end; ) {
          const path = paths[next++ % paths.length] ?? '';
          expectStatus(await connection.ask('GET', path, `accept: ${OCI_IMAGE}\r\n`), 200, path);
          const now = performance.now();
          times.push(now - before);
          before = now;
        }
      };
      const taken = await seconds(() =>
        onConnections(
          port,
          connections,
          Array.from({ length: connections }, () => loop),
        ),
      );
      return { value: times.length / taken, p99: percentile(times, 0.99) };
    },
  };
}

const blobPaths = small.map(({ digest }) => `/v2/bench/small/blobs/${digest}`);
const tagPaths = manifests.map((_, at) => `/v2/bench/small/manifests/t${at}`);

export const reads: Group = {
  name: 'reads',
  async prepare({ port }) {
    await onConnections(
      port,
      16,
      small.map((each) => (connection) => pushBlob(connection, 'bench/small', each)),
    );
    await onConnections(
      port,
      16,
      manifests.map((each, at) => (connection) => putManifest(connection, 'bench/small', `t${at}`, each)),
    );
  },
  works: [
    readWork('blob 10 KiB', 16, 8, blobPaths),
    readWork('blob 10 KiB', 64, 8, blobPaths),
    readWork('manifest by tag', 16, 5, tagPaths),
    readWork('manifest by tag', 64, 5, tagPaths),
  ],
};

export const writes: Group = {
  name: 'writes',
  async prepare({ port }) {
    const [config, layer] = small;
    if (!config || !layer) return;
    await onConnections(
      port,
      1,
      [config, layer].map((each) => (connection) => pushBlob(connection, 'bench/tags', each)),
    );
  },
  works: [
    {
      name: 'tag PUT, 16 connections',
      unit: '/s',
      target: 2,
      async run({ port }, round) {
        const manifest = manifestOf(small.slice(0, 2), 'tags');
        const jobs = Array.from(
          { length: 1_000 },
          (_, at) => (connection: Connection) =>
            putManifest(connection, 'bench/tags', `r${round}-${at}`, manifest),
        );
        return { value: 1_000 / (await seconds(() => onConnections(port, 16, jobs))) };
      },
    },
    {
      name: 'push 10 KiB blobs, 16 connections',
      unit: '/s',
      async run({ port }) {
        const jobs = Array.from({ length: 500 }, () => randomContent(10 * 1024)).map(
          (each) => (connection: Connection) => pushBlob(connection, 'bench/tags', each),
        );
        return { value: 500 / (await seconds(() => onConnections(port, 16, jobs))) };
      },
    },
  ],
};

/** Repositories with two images of ten blobs, one of the two without a tag: 22,000 blobs for 1,000, half of them garbage. */
export function garbage(repositories: number): Group {
  const collect = (how: string, undoMs: number, round: number): Work => ({
    name: `collect ${repositories * 22} blobs, half garbage${how}`,
    unit: 'ms',
    target: 10,
    async before(subject) {
      await subject.stop();
      subject.fillImages(`gc-${round}`, repositories);
      await subject.start();
      // The engine answers before all of it is loaded; who collects has it running.
      await new Promise((wake) => setTimeout(wake, 2_000));
    },
    run: async (subject) => ({ value: await subject.collect(undoMs) }),
  });
  const undoMs = 10 * 60 * 1000;
  return { name: 'gc', rounds: 1, works: [collect('', undoMs, 1), collect(', --purge', 0, 2)] };
}

export const start: Group = {
  name: 'start',
  works: [
    {
      name: 'start to the first answer, empty',
      unit: 'ms',
      targetMs: 300,
      async run(subject) {
        await subject.stop();
        return { value: await subject.start(true) };
      },
    },
  ],
};
