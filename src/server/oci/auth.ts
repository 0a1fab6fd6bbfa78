import type { IncomingMessage, ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import { type Access, type GrantAction, type Identity, TOKEN_SERVICE } from '../../core/registry/index.ts';
import type { Effect } from './guards.ts';
import type { Target } from './route.ts';

/** Where tokens are to be had. */
export const TOKEN_PATH = '/auth/token';

/** What a request must be allowed: an action in a repository, listing repositories, or no more than being known. */
export type Need =
  | { readonly kind: 'login' }
  | { readonly kind: 'list' }
  | {
      readonly kind: 'repository';
      readonly name: string;
      readonly action: GrantAction;
      /** Read besides: the source of a mount. */
      readonly from?: string;
    };

/** Upload sessions are a pusher's own business, reading their state included. */
export function needOf(target: Target, name: string, effect: Effect): Need {
  if (target.kind === 'catalog') return { kind: 'list' };
  if (name === '') return { kind: 'login' };
  const isUpload = target.kind === 'uploads' || target.kind === 'upload';
  return { kind: 'repository', name, action: isUpload ? 'push' : effect === 'read' ? 'pull' : effect };
}

/**
 * Who asks, if that account and its token may have what is needed. Otherwise the answer gets the challenge that tells a
 * client where to get the token that would (Docker Registry v2, "Token Authentication Specification").
 * Errors: REGISTRY_UNAUTHORIZED, REGISTRY_DENIED.
 */
export async function authorize(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  need: Need,
): Promise<Identity> {
  const challenge = (error?: string): void => {
    response.setHeader('www-authenticate', challengeOf(request, access, need, error));
  };
  let identity: Identity | undefined;
  try {
    identity = await access.authenticate(request.headers.authorization);
  } catch (error) {
    challenge('invalid_token');
    throw error;
  }
  if (!identity) {
    challenge();
    throw new DrydockError('REGISTRY_UNAUTHORIZED', { detail: 'none was given' });
  }
  if (isAllowed(identity, need)) return identity;
  if (need.kind === 'repository' && !identity.granted(need.action, need.name)) {
    throw new DrydockError('REGISTRY_DENIED', {
      account: identity.account,
      action: need.action,
      repository: need.name,
    });
  }
  challenge('insufficient_scope');
  throw wrongScope();
}

const wrongScope = (): DrydockError =>
  new DrydockError('REGISTRY_UNAUTHORIZED', { detail: 'the token is not for this' });

/** Sends a client for a token that may push to `name` and pull from `from`. Error: REGISTRY_UNAUTHORIZED. */
export function refuseScope(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  { name, from }: { readonly name: string; readonly from: string },
): never {
  const need = { kind: 'repository', name, action: 'push', from } as const;
  response.setHeader('www-authenticate', challengeOf(request, access, need, 'insufficient_scope'));
  throw wrongScope();
}

function isAllowed(identity: Identity, need: Need): boolean {
  if (need.kind === 'login') return true;
  return need.kind === 'list' ? identity.mayList : identity.may(need.action, need.name);
}

function challengeOf(
  request: IncomingMessage,
  access: Access,
  need: Need,
  error: string | undefined,
): string {
  const base = access.policy().publicUrl ?? ownAddress(request);
  if (base === undefined) return BASIC_CHALLENGE;
  const scope = scopeOf(need);
  return [
    `Bearer realm="${base}${TOKEN_PATH}"`,
    `service="${TOKEN_SERVICE}"`,
    ...(scope === undefined ? [] : [`scope="${scope}"`]),
    ...(error === undefined ? [] : [`error="${error}"`]),
  ].join(',');
}

export const BASIC_CHALLENGE = 'Basic realm="Drydock registry"';

function scopeOf(need: Need): string | undefined {
  if (need.kind === 'login') return undefined;
  if (need.kind === 'list') return 'registry:catalog:*';
  const own = `repository:${need.name}:${need.action === 'push' ? 'pull,push' : need.action}`;
  return need.from === undefined ? own : `${own} repository:${need.from}:pull`;
}

const HOST = /^(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * The address that the client itself used; undefined when what it sent cannot stand in a header. A proxy's word that it
 * came with TLS is taken: it can only send a client from http to https.
 */
function ownAddress({ headers }: IncomingMessage): string | undefined {
  const { host = '' } = headers;
  if (!HOST.test(host)) return undefined;
  return `${headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${host}`;
}
