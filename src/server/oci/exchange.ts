import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import {
  type Digest,
  type Identity,
  isRepositoryName,
  parseDigest,
  type Registry,
} from '../../core/registry/index.ts';

/** One request with what its route found. */
export interface Exchange {
  readonly registry: Registry;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** Who asks; undefined while nobody has to log in. */
  readonly identity: Identity | undefined;
  /** Repository; checked. */
  readonly name: string;
  /** Reference, digest or upload id; not checked. */
  readonly item: string;
}

export type Operation = (exchange: Exchange) => Promise<void> | void;

export function checkedName(name: string): string {
  if (!isRepositoryName(name)) throw new DrydockError('REGISTRY_NAME_INVALID', { name });
  return name;
}

export function checkedDigest(text: string | null): Digest {
  const digest = parseDigest(text ?? '');
  if (digest === undefined) throw new DrydockError('REGISTRY_DIGEST_INVALID', { digest: text ?? '' });
  return digest;
}

/** An answer without a body. */
export function sendEmpty(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  response.writeHead(status, status === 204 ? headers : { 'content-length': 0, ...headers });
  response.end();
}

export function sendJson(response: ServerResponse, value: unknown, headers: OutgoingHttpHeaders = {}): void {
  const body = JSON.stringify(value);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** True when the client has this very content (RFC 9110 section 13.1.2). */
export function isUnchanged(request: IncomingMessage, etag: string): boolean {
  const given = request.headers['if-none-match'];
  return (given ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
