/** Matrices, golden files and watching, in English. */
export const matrixEn = {
  'golden.accept': 'Accept what is new',
  'golden.changed': 'Golden files that differ: {{changed}} of {{files}}, in',
  'golden.same': 'All {{files}} golden files are the same:',
  'golden.written': '{{files}} golden files written:',
  'matrix.file': 'Matrix',
  'matrix.play': 'plays this cell live, 60 times as fast',
  'matrix.ran': '{{done}} of {{total}} cells, {{seconds}} s on {{workers}} threads',
  'matrix.run': 'Run matrix',
  'matrix.running': '{{done}} of {{total}} cells on {{workers}} threads',
  'watch.again': 'Evaluated: {{files}} changed files, {{rules}} of {{all}} rules',
  'watch.kept': 'kept: {{charts}}',
  'watch.less': 'Less',
  'watch.more': 'More',
  'watch.title': 'Watch',
  'watch.took': '{{ms}} ms',
} as const;
