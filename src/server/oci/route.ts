/** What a path under /v2/ speaks of. Names and references are not checked yet. */
export type Target =
  | { readonly kind: 'base' }
  | { readonly kind: 'catalog' }
  | { readonly kind: 'tags'; readonly name: string }
  | { readonly kind: 'manifest'; readonly name: string; readonly reference: string }
  | { readonly kind: 'blob'; readonly name: string; readonly digest: string }
  | { readonly kind: 'uploads'; readonly name: string }
  | { readonly kind: 'upload'; readonly name: string; readonly id: string }
  | { readonly kind: 'referrers'; readonly name: string; readonly digest: string }
  | { readonly kind: 'unknown' };

/** Splits `/v2/…` from its right end: names may hold words such as `blobs` themselves. Undefined: not under /v2/. */
export function routePath(path: string): Target | undefined {
  if (path === '/v2/' || path === '/v2') return { kind: 'base' };
  if (!path.startsWith('/v2/')) return undefined;
  const rest = decode(path.slice('/v2/'.length));
  if (rest === undefined) return { kind: 'unknown' };
  if (rest === '_catalog') return { kind: 'catalog' };
  const slash = rest.lastIndexOf('/');
  const tail = rest.slice(slash + 1);
  const head = rest.slice(0, Math.max(slash, 0));
  const before = (suffix: string): string | undefined =>
    head.endsWith(suffix) ? head.slice(0, -suffix.length) : undefined;
  return (
    build(before('/blobs/uploads'), (name) =>
      tail === '' ? { kind: 'uploads', name } : { kind: 'upload', name, id: tail },
    ) ??
    build(before('/blobs'), (name) =>
      tail === 'uploads' ? { kind: 'uploads', name } : { kind: 'blob', name, digest: tail },
    ) ??
    build(before('/manifests'), (name) => ({ kind: 'manifest', name, reference: tail })) ??
    build(before('/referrers'), (name) => ({ kind: 'referrers', name, digest: tail })) ??
    build(tail === 'list' ? before('/tags') : undefined, (name) => ({ kind: 'tags', name })) ?? {
      kind: 'unknown',
    }
  );
}

const build = (name: string | undefined, make: (name: string) => Target): Target | undefined =>
  name === undefined ? undefined : make(name);

/** Once, and only where there is something to decode; what comes out is checked against the grammars. */
function decode(path: string): string | undefined {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
