/** Matrices and watching, in English. */
export const matrixEn = {
  'matrix.bad': 'Not as expected',
  'matrix.hint': 'Enter runs a matrix, again stops it; on a cell plays it',
  'matrix.progress': '{done}/{total} cells, {workers} threads',
  'watch.off': 'No longer watched.',
  'watch.on': 'Watching: a verdict after every edit. The same key ends it.',
} as const;
