import type { IncomingMessage } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import type { Policy } from '../../core/registry/index.ts';

/** What a listener adds to the policy of its registry. A switch that is given stands above the policy's. */
export interface OciOptions {
  /** Host names (no ports) that requests may be addressed to; absent: any. Stops DNS rebinding. */
  readonly hosts?: readonly string[];
  /** Refuses everything that changes content. */
  readonly readOnly?: () => boolean;
  readonly allowPush?: () => boolean;
  /** Refuses deletions of tags, manifests and blobs, tags included (distribution's CVE-2026-41888). */
  readonly allowDelete?: () => boolean;
}

/** What a route does to the store. */
export type Effect = 'read' | 'push' | 'delete';

/** Throws when a web page of another site asks: it may neither change nor rebind (threats R-21). */
export function guardOrigin(
  { headers, rawHeaders }: IncomingMessage,
  effect: Effect,
  { hosts }: Pick<OciOptions, 'hosts'>,
): void {
  if (hosts && !hosts.includes(hostName(headers.host ?? ''))) {
    throw new DrydockError('REGISTRY_FORBIDDEN_ORIGIN', { origin: headers.host ?? 'no host' });
  }
  // Node reads the first, others the last (RFC 9112, 3.2: more than one is a bad request).
  if (hosts && hostsIn(rawHeaders) > 1)
    throw new DrydockError('REGISTRY_FORBIDDEN_ORIGIN', { origin: 'several hosts' });
  if (effect === 'read') return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  // Registry clients send no Origin; a browser always does, and then it must be our own page.
  const own = origin === undefined || origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`;
  if (!own || site === 'cross-site' || site === 'same-site') {
    throw new DrydockError('REGISTRY_FORBIDDEN_ORIGIN', { origin: origin ?? String(site) });
  }
}

/** Throws when the policy has switched this off, for whomever (threats R-4). */
export function guardSwitches(effect: Effect, policy: Policy, options: OciOptions): void {
  if (effect === 'read') return;
  if (options.readOnly?.() ?? policy.readOnly)
    throw new DrydockError('REGISTRY_READ_ONLY', { operation: effect });
  const allowed =
    effect === 'delete' ? (options.allowDelete?.() ?? policy.delete) : (options.allowPush?.() ?? policy.push);
  if (!allowed) throw new DrydockError('REGISTRY_UNSUPPORTED', { operation: effect });
}

/** `127.0.0.1:5000` → `127.0.0.1`, `[::1]:5000` → `[::1]`. */
const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

function hostsIn(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
