import type { TextKey } from '../../i18n/index.ts';

/** Places of the registry that are no repository: no repository's name begins with `~`. */
export const LIVE = '~live';
export const COLLECT = '~collect';
export const WHY = '~why';
export const ACCESS = '~access';
export const COPIES = '~copies';

/** What they are called, here and in the breadcrumb. */
export const placeNames: Readonly<Record<string, TextKey>> = {
  [LIVE]: 'registry.place.live',
  [COLLECT]: 'registry.place.collect',
  [WHY]: 'registry.place.why',
  [COPIES]: 'registry.place.copies',
  [ACCESS]: 'registry.place.access',
};
