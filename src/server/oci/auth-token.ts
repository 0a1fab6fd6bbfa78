import type { IncomingMessage, ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import { type Access, type Identity, parseScopes, TOKEN_SERVICE } from '../../core/registry/index.ts';
import { BASIC_CHALLENGE, TOKEN_PATH } from './auth.ts';
import { drainBody, readBody } from './body.ts';
import { requestInvalid, sendError, unsupportedMediaType } from './errors.ts';
import { sendJson } from './exchange.ts';
import { guardOrigin, type OciOptions } from './guards.ts';

/** Bytes of a form; names, a secret or a token, and scopes fit many times. */
const FORM_LIMIT = 32 * 1024;

export const isTokenPath = (path: string): boolean => path === TOKEN_PATH;

/**
 * Answers with a token: GET with Basic (Docker's token specification) or POST with a form (its OAuth2 form, grants
 * `password` and `refresh_token`). Never rejects. Whoever cannot log in gets no token, not even one for nothing.
 */
export async function serveToken(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  options: OciOptions,
): Promise<void> {
  try {
    const isPost = request.method === 'POST';
    guardOrigin(request, isPost ? 'push' : 'read', options);
    if (!access.policy().auth)
      throw new DrydockError('NOT_FOUND', { kind: 'path', name: TOKEN_PATH, list: '/v2/' });
    if (!isPost && request.method !== 'GET') {
      response.setHeader('allow', 'GET, POST');
      throw new DrydockError('REGISTRY_UNSUPPORTED', { operation: request.method ?? '' });
    }
    await answer(request, response, access, isPost);
  } catch (error) {
    if (error instanceof DrydockError && error.code === 'REGISTRY_UNAUTHORIZED')
      response.setHeader('www-authenticate', BASIC_CHALLENGE);
    drainBody(request);
    sendError(response, error);
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  isPost: boolean,
): Promise<void> {
  const form = isPost ? await formOf(request, response) : queryOf(request);
  const service = form.get('service');
  if (service !== null && service !== TOKEN_SERVICE)
    throw requestInvalid(`tokens for ${service.slice(0, 100)} are not issued here`);
  const identity = isPost
    ? await byForm(access, form)
    : await access.authenticate(request.headers.authorization);
  if (!identity) throw new DrydockError('REGISTRY_UNAUTHORIZED', { detail: 'none was given' });
  const offline = form.get('access_type') === 'offline' || form.get('offline_token') === 'true';
  const issued = await access.issue(identity, parseScopes(form.getAll('scope')), offline);
  sendJson(
    response,
    {
      token: issued.token,
      access_token: issued.token,
      expires_in: issued.expiresIn,
      issued_at: issued.issuedAt,
      token_type: 'Bearer',
      scope: issued.scopes.map(({ type, name, actions }) => `${type}:${name}:${actions.join(',')}`).join(' '),
      ...(issued.refreshToken === undefined ? {} : { refresh_token: issued.refreshToken }),
    },
    { 'cache-control': 'no-store' },
  );
}

async function byForm(access: Access, form: URLSearchParams): Promise<Identity> {
  switch (form.get('grant_type')) {
    case 'password':
      return access.login(form.get('username') ?? '', form.get('password') ?? '');
    case 'refresh_token':
      return access.refresh(form.get('refresh_token') ?? '');
    default:
      throw requestInvalid('grant_type is neither password nor refresh_token');
  }
}

const queryOf = ({ url = '' }: IncomingMessage): URLSearchParams => {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
};

async function formOf(request: IncomingMessage, response: ServerResponse): Promise<URLSearchParams> {
  const type = (request.headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    throw unsupportedMediaType('a token is asked for with application/x-www-form-urlencoded');
  return new URLSearchParams(
    (await readBody(request, response, FORM_LIMIT, { what: 'form' })).toString('utf8'),
  );
}
