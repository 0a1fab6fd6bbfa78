import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DrydockError } from '../../core/errors/index.ts';
import type { Sessions } from './sessions.ts';

/** No script but our own files, no connection but to where the page came from, no frame around it (threats E-1). */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/** Cookies know no ports, engines of several data directories do: each has a cookie of its own. */
const cookieName = (request: FastifyRequest): string => `drydock_${request.socket.localPort ?? 0}`;

const cookieOf = (request: FastifyRequest): string => {
  const start = `${cookieName(request)}=`;
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(start))?.slice(start.length) ?? '';
};

/**
 * Who may use the loopback port: requests that name this machine as their host (no DNS rebinding), come from our own
 * page (no CSRF) and carry a session. The one-time token in the address is changed for a session cookie and leaves the
 * address bar at once.
 */
export function guardConsole(app: FastifyInstance, sessions: Sessions): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const host = request.headers.host ?? '';
    if (!LOOPBACK.test(host)) throw new DrydockError('ORIGIN_REFUSED', { origin: host.slice(0, 200) });
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) {
      throw new DrydockError('ORIGIN_REFUSED', { origin: origin.slice(0, 200) });
    }
    const token = tokenOf(request);
    if (token !== undefined) return exchange(token, request, reply, sessions);
    if (request.url.startsWith('/api/') && !sessions.has(cookieOf(request)))
      throw new DrydockError('AUTH_REQUIRED');
    return;
  });
}

function tokenOf(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET') return undefined;
  return new URL(request.url, 'http://localhost').searchParams.get('token') ?? undefined;
}

function exchange(
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: Sessions,
): FastifyReply {
  const session = sessions.redeem(token);
  // A page opened again from history has a used token; whoever holds a session goes on.
  if (session === undefined && !sessions.has(cookieOf(request))) throw new DrydockError('AUTH_REQUIRED');
  if (session !== undefined) {
    void reply.header('set-cookie', `${cookieName(request)}=${session}; HttpOnly; SameSite=Strict; Path=/`);
  }
  return reply.code(303).header('location', '/').send();
}
