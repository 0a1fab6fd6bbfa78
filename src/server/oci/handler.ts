import type { IncomingMessage, ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import type { Registry } from '../../core/registry/index.ts';
import { authorize, needOf } from './auth.ts';
import { isTokenPath, serveToken } from './auth-token.ts';
import { drainBody } from './body.ts';
import { sendError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { guardOrigin, guardSwitches, type OciOptions } from './guards.ts';
import { localNames } from './local-name.ts';
import { routePath, type Target } from './route.ts';
import { type RouteRow, routes } from './routes.ts';
import { outOfOrder } from './uploads.ts';

/** Serves a request under /v2/ or for a token; false, and nothing done, for other paths. Never rejects. */
export type OciHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const NO_QUERY = new URLSearchParams();

/** The registry's HTTP face (OCI distribution-spec and Docker Registry v2), straight on node:http. */
export function createOciHandler(registry: Registry, options: OciOptions = {}): OciHandler {
  return async (request, response) => {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const target = routePath(path);
    if (target === undefined) {
      if (!isTokenPath(path)) return false;
      await serveToken(request, response, registry.access, options);
      return true;
    }
    let exchange: Exchange | undefined;
    try {
      const row = rowOf(target, request.method ?? 'GET', response);
      guardOrigin(request, row.effect, options);
      const query = mark === -1 ? NO_QUERY : new URLSearchParams(url.slice(mark + 1));
      const names = localNames(registry, request.method, target, query);
      const policy = registry.access.policy();
      const identity = policy.auth
        ? await authorize(request, response, registry.access, needOf(target, names.name, row.effect))
        : undefined;
      guardSwitches(row.effect, policy, options);
      exchange = { registry, request, response, query, identity, ...names };
      await row.run(exchange);
    } catch (error) {
      fail(error, request, response, exchange);
    }
    return true;
  };
}

function rowOf(target: Target, method: string, response: ServerResponse): RouteRow {
  const methods = target.kind === 'unknown' ? {} : routes[target.kind];
  const row = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (row) return row;
  if (target.kind === 'unknown')
    throw new DrydockError('NOT_FOUND', { kind: 'path', name: '/v2/…', list: '/v2/_catalog' });
  response.setHeader('allow', Object.keys(methods).join(', '));
  throw new DrydockError('REGISTRY_UNSUPPORTED', { operation: method });
}

function fail(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange | undefined,
): void {
  if (request.destroyed && !request.complete) {
    response.destroy();
    return;
  }
  drainBody(request);
  const isOrder = error instanceof DrydockError && error.code === 'REGISTRY_UPLOAD_OUT_OF_ORDER';
  if (isOrder && exchange) outOfOrder(exchange);
  else sendError(response, error);
}
