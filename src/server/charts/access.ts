import type { IncomingMessage, ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import type { Access, GrantAction, Identity } from '../../core/registry/index.ts';
import { BASIC_CHALLENGE } from '../oci/index.ts';

/** Who asks; helm knows Basic authentication only. Error: REGISTRY_UNAUTHORIZED, with the challenge on the answer. */
export async function loginOf(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
): Promise<Identity> {
  try {
    const identity = await access.authenticate(request.headers.authorization);
    if (identity) return identity;
    throw new DrydockError('REGISTRY_UNAUTHORIZED', { detail: 'none was given' });
  } catch (error) {
    if (error instanceof DrydockError && error.code === 'REGISTRY_UNAUTHORIZED')
      response.setHeader('www-authenticate', BASIC_CHALLENGE);
    throw error;
  }
}

/** Throws REGISTRY_DENIED unless the account may. Without an identity nobody has to log in. */
export function demand(identity: Identity | undefined, action: GrantAction, repository: string): void {
  if (!identity || identity.may(action, repository)) return;
  throw new DrydockError('REGISTRY_DENIED', { account: identity.account, action, repository });
}
