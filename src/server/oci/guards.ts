import type { IncomingMessage } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';

export interface OciOptions {
  /** Host names (no ports) that requests may be addressed to; absent: any. Stops DNS rebinding. */
  readonly hosts?: readonly string[];
  /** Refuses everything that changes content. */
  readonly readOnly?: () => boolean;
  /** Refuses deletions of tags, manifests and blobs, tags included (distribution's CVE-2026-41888). */
  readonly allowDelete?: () => boolean;
}

/** What a route does to the store. `session`: an upload's own housekeeping. */
export type Effect = 'read' | 'push' | 'delete';

/** Throws when the request must not be served. Web pages of other sites may neither change nor rebind (threats R-21). */
export function guard(request: IncomingMessage, effect: Effect, options: OciOptions): void {
  const { hosts } = options;
  if (hosts && !hosts.includes(hostName(request.headers.host ?? ''))) {
    throw new DrydockError('REGISTRY_FORBIDDEN_ORIGIN', { origin: request.headers.host ?? 'no host' });
  }
  if (effect === 'read') return;
  checkOrigin(request);
  if (options.readOnly?.()) throw new DrydockError('REGISTRY_READ_ONLY', { operation: effect });
  if (effect === 'delete' && options.allowDelete && !options.allowDelete()) {
    throw new DrydockError('REGISTRY_UNSUPPORTED', { operation: 'delete' });
  }
}

/** Registry clients send no Origin; a browser always does, and then it must be our own page. */
function checkOrigin(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = origin === undefined || origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`;
  if (!own || site === 'cross-site' || site === 'same-site') {
    throw new DrydockError('REGISTRY_FORBIDDEN_ORIGIN', { origin: origin ?? String(site) });
  }
}

/** `127.0.0.1:5000` → `127.0.0.1`, `[::1]:5000` → `[::1]`. */
const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();
