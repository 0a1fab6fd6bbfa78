/** What image transfers answer, in English. */
export const imagesEn = {
  'images.copied': '{transferred} transferred, {skipped} there already',
  'images.counts': '{manifests} manifests, {blobs} blobs, {bytes}',
  'images.resumed': '{bytes} of a stopped transfer were used',
  'images.referrers': '{count} that refer to them',
  'images.foreign': 'lives elsewhere and was not fetched',
  'images.absent': 'is not at the source',
  'images.none': 'The Docker engine at {address} has no images.',
  'images.loaded': 'Loaded into {address}:',
  'images.here': 'Here as {reference}',
  'images.nowhere': 'No local copy. Tried, best first:',
  'images.there.image': 'is there',
  'images.there.repository': 'without this tag',
  'images.there.nothing': 'nothing',
  'images.builtIn': 'built in',
  'images.own': 'your own',
} as const;
