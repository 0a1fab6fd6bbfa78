import { isOf } from './origin.ts';

/** Copying a line is all that the page needs of the system; no camera, place, notification, device or file. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Whether a page may have a permission. */
export const mayUse = (origin: string, permission: string, requester: string): boolean =>
  ALLOWED.has(permission) && isOf(origin, requester);
