import { deleteBlob, getBlob } from './blobs.ts';
import { type Operation, sendJson } from './exchange.ts';
import type { Effect } from './guards.ts';
import { listReferrers, listRepositories, listTags } from './lists.ts';
import { deleteManifest, getManifest, putManifest } from './manifests.ts';
import type { Target } from './route.ts';
import { beginUpload, cancelUpload, finishUpload, patchUpload, uploadStatus } from './uploads.ts';

export interface RouteRow {
  readonly effect: Effect;
  readonly run: Operation;
}

const read = (run: Operation): RouteRow => ({ effect: 'read', run });
const push = (run: Operation): RouteRow => ({ effect: 'push', run });
const remove = (run: Operation): RouteRow => ({ effect: 'delete', run });

const base = read(({ response }) =>
  sendJson(response, {}, { 'docker-distribution-api-version': 'registry/2.0' }),
);

/**
 * Every route with what it does to the store. The guards go by `effect`, and the security tests go through this table,
 * so a new route cannot escape either.
 */
export const routes: Readonly<
  Record<Exclude<Target['kind'], 'unknown'>, Readonly<Record<string, RouteRow>>>
> = {
  base: { GET: base, HEAD: base },
  catalog: { GET: read(listRepositories), HEAD: read(listRepositories) },
  tags: { GET: read(listTags), HEAD: read(listTags) },
  manifest: {
    GET: read(getManifest),
    HEAD: read(getManifest),
    PUT: push(putManifest),
    DELETE: remove(deleteManifest),
  },
  blob: { GET: read(getBlob), HEAD: read(getBlob), DELETE: remove(deleteBlob) },
  uploads: { POST: push(beginUpload) },
  upload: {
    GET: read(uploadStatus),
    HEAD: read(uploadStatus),
    PATCH: push(patchUpload),
    PUT: push(finishUpload),
    DELETE: push(cancelUpload),
  },
  referrers: { GET: read(listReferrers), HEAD: read(listReferrers) },
};
