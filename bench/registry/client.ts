import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly head: string;
  /** Bytes of the body; its content only where it was asked for. */
  readonly size: number;
  readonly body: Buffer;
}

interface Waiting {
  readonly keep: boolean;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

const NOTHING = Buffer.alloc(0);
const END_OF_CHUNKS = Buffer.from('0\r\n\r\n');

/**
 * One keep-alive connection that asks one thing at a time. Client and server share the machine's cores in these
 * measurements, so it does as little as HTTP/1.1 allows: bodies are counted and thrown away.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #waiting: Waiting | undefined;
  #head: string | undefined;
  #pending: Buffer = NOTHING;
  #kept: Buffer[] = [];
  #left = 0;
  #size = 0;
  #chunked = false;

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (data: Buffer) => this.#receive(data));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the connection was closed')));
  }

  /** `keep`: hand the body out. */
  ask(method: string, path: string, headers = '', body?: Buffer, keep = false): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { keep, resolve, reject };
      const length =
        body || method === 'POST' || method === 'PUT' ? `content-length: ${body?.byteLength ?? 0}\r\n` : '';
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${length}${headers}\r\n`);
      if (body && body.byteLength > 0) this.#socket.write(body);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #receive(data: Buffer): void {
    let rest = data;
    if (this.#head === undefined) {
      if (this.#pending.byteLength > 0) rest = Buffer.concat([this.#pending, data]);
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) {
        this.#pending = rest;
        return;
      }
      this.#pending = NOTHING;
      const head = rest.toString('latin1', 0, end + 2);
      this.#head = head;
      this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      this.#chunked = /\r\ntransfer-encoding: *chunked/i.test(head);
      this.#size = 0;
      rest = rest.subarray(end + 4);
    }
    this.#size += rest.byteLength;
    this.#left -= rest.byteLength;
    if (this.#waiting?.keep) this.#kept.push(rest);
    const done = this.#chunked ? data.subarray(-5).equals(END_OF_CHUNKS) : this.#left <= 0;
    if (done) this.#finish();
  }

  #finish(): void {
    const waiting = this.#waiting;
    const head = this.#head ?? '';
    const body = this.#kept.length > 0 ? Buffer.concat(this.#kept) : NOTHING;
    this.#waiting = undefined;
    this.#head = undefined;
    this.#kept = [];
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, size: this.#size, body });
  }
}

/** Runs the jobs on `count` connections and closes them. */
export async function onConnections(
  port: number,
  count: number,
  jobs: readonly ((connection: Connection) => Promise<void>)[],
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: count }, async () => {
      const connection = new Connection(port);
      for (let job = jobs[next++]; job; job = jobs[next++]) await job(connection);
      connection.close();
    }),
  );
}

export function expectStatus(reply: Reply, wanted: number, what: string): void {
  if (reply.status !== wanted)
    throw new Error(`${what}: ${reply.status} instead of ${wanted}\n${reply.head}`);
}
