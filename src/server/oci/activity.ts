import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ActivityAbout, parseDigest, type Registry, type Transfer } from '../../core/registry/index.ts';
import { chartRoute } from '../charts/route.ts';
import { routePath, type Target } from './route.ts';

/** Looks at a request as it comes in; call it before the request is handled, and only while somebody watches. */
export type ActivityObserver = (request: IncomingMessage, response: ServerResponse) => void;

const CLIENT_LIMIT = 200;
const REFERENCE_LIMIT = 300;

interface Seen {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
}

/**
 * Turns the registry's HTTP traffic into activity. It counts bytes by standing between a message and its stream, so that
 * the handlers know nothing of it, and an upload's requests (POST, PATCH, PUT) are one push.
 */
export function createActivityObserver(registry: Registry): ActivityObserver {
  const { activity } = registry;
  const uploads = new Map<string, Transfer>();

  const begin = (
    { request }: Seen,
    about: Omit<ActivityAbout, 'client' | 'total'>,
    total: number | undefined,
  ) =>
    activity.begin({
      ...about,
      reference: about.reference.slice(0, REFERENCE_LIMIT),
      client: (request.headers['user-agent'] ?? '').slice(0, CLIENT_LIMIT),
      ...(total !== undefined && { total }),
    });

  /** One chunk of a push in several requests; `digest` when it is the last. */
  function chunk(seen: Seen, repository: string, id: string, digest: string | undefined): void {
    const about = { kind: 'push', what: 'blob', repository, reference: digest ?? id } as const;
    const length = lengthOf(seen.request);
    const transfer = uploads.get(id) ?? begin(seen, about, length);
    if (!transfer) return;
    if (digest !== undefined) transfer.know({ reference: digest });
    uploads.set(id, transfer);
    countIn(seen.request, transfer);
    whenOver(seen.response, (status) => {
      if (status === 202) return;
      uploads.delete(id);
      end(transfer, status);
    });
  }

  function post(seen: Seen, repository: string): void {
    const mount = seen.query.get('mount');
    const digest = seen.query.get('digest');
    if (mount === null && digest === null) return;
    const about = { kind: 'push', what: 'blob', repository, reference: digest ?? mount ?? '' } as const;
    const transfer = begin(seen, about, digest === null ? undefined : lengthOf(seen.request));
    if (!transfer) return;
    if (digest !== null) countIn(seen.request, transfer);
    whenOver(seen.response, (status) => {
      if (mount !== null && status === 201 && transfer.bytes === 0) transfer.finish(true);
      else if (status === 202) transfer.drop();
      else end(transfer, status);
    });
  }

  function oci(seen: Seen, target: Target): void {
    const { method } = seen.request;
    if (target.kind === 'upload') {
      const { name, id } = target;
      if (method === 'PATCH') chunk(seen, name, id, undefined);
      else if (method === 'PUT') chunk(seen, name, id, seen.query.get('digest') ?? undefined);
      else if (method === 'DELETE') whenOver(seen.response, () => forget(id));
      return;
    }
    if (target.kind === 'uploads') {
      if (method === 'POST') post(seen, target.name);
      return;
    }
    if (target.kind !== 'blob' && target.kind !== 'manifest') return;
    const reference = target.kind === 'blob' ? target.digest : target.reference;
    const what = target.kind === 'blob' ? 'blob' : 'manifest';
    simple(seen, { what, repository: target.name, reference }, () =>
      target.kind === 'blob' && seen.request.headers.range === undefined
        ? sizeOf(registry, target.name, target.digest)
        : undefined,
    );
  }

  /** A request that is a transfer by itself. */
  function simple(
    seen: Seen,
    about: Pick<ActivityAbout, 'what' | 'repository' | 'reference'>,
    size: () => number | undefined,
  ): void {
    const { request, response } = seen;
    const kind = kinds[request.method ?? ''];
    if (kind === undefined) return;
    const total = kind === 'pull' ? size() : lengthOf(request);
    const transfer = begin(seen, { ...about, kind }, kind === 'delete' ? undefined : total);
    if (!transfer) return;
    if (kind === 'pull') countOut(response, transfer);
    if (kind === 'push') countIn(request, transfer);
    whenOver(response, (status) => {
      if (status === 304 || status === 416) transfer.drop();
      else end(transfer, status);
    });
  }

  function charts(seen: Seen, path: string): void {
    const target = chartRoute(path);
    if (!target || target.kind === 'index') return;
    const { method } = seen.request;
    const isMoved =
      target.kind === 'file' ? method === 'GET' : method === (target.kind === 'chart' ? 'DELETE' : 'POST');
    if (!isMoved) return;
    const reference =
      target.kind === 'file'
        ? target.file
        : target.kind === 'chart'
          ? `${target.name}-${target.version ?? ''}`
          : '';
    simple(seen, { what: 'chart', repository: target.namespace, reference }, () => undefined);
  }

  function forget(id: string): void {
    uploads.get(id)?.fail();
    uploads.delete(id);
  }

  return (request, response) => {
    if (activity.active === 0) uploads.clear();
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const target = routePath(path);
    const seen = { request, response, query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)) };
    if (target !== undefined) oci(seen, target);
    else charts(seen, path);
  };
}

const kinds: Readonly<Record<string, ActivityAbout['kind']>> = {
  GET: 'pull',
  PUT: 'push',
  POST: 'push',
  DELETE: 'delete',
};

/** A refusal for want of a login is part of how clients log in, and no failed transfer. */
function end(transfer: Transfer, status: number | undefined): void {
  if (status === 401) transfer.drop();
  else if (status === undefined || status >= 400) transfer.fail(status);
  else transfer.finish();
}

function whenOver(response: ServerResponse, done: (status: number | undefined) => void): void {
  response.once('close', () => done(response.writableFinished ? response.statusCode : undefined));
}

function lengthOf({ headers }: IncomingMessage): number | undefined {
  const length = Number(headers['content-length']);
  return Number.isSafeInteger(length) && length > 0 ? length : undefined;
}

function sizeOf(registry: Registry, repository: string, text: string): number | undefined {
  const digest = parseDigest(text);
  return digest && registry.blobs.stat(repository, digest)?.size;
}

const bytesOf = (chunk: unknown): number =>
  typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk instanceof Uint8Array ? chunk.byteLength : 0;

/** The parser hands a body to `push`; a listener for `data` would change how the stream flows. */
function countIn(request: IncomingMessage, transfer: Transfer): void {
  const push = request.push.bind(request);
  request.push = (chunk, encoding) => {
    const size = bytesOf(chunk);
    if (size > 0) transfer.add(size);
    return push(chunk, encoding);
  };
}

type Loose = (...args: unknown[]) => never;

function countOut(response: ServerResponse, transfer: Transfer): void {
  const counted =
    (pass: Loose): Loose =>
    (...args) => {
      const size = response.statusCode < 400 ? bytesOf(args[0]) : 0;
      if (size > 0) transfer.add(size);
      return pass(...args);
    };
  response.write = counted(response.write.bind(response) as Loose) as typeof response.write;
  response.end = counted(response.end.bind(response) as Loose) as typeof response.end;
}
