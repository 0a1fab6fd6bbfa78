/** Texts of cures that are applied to a project. */
export const curesEn = {
  'cure.after.failed': 'after: {code}',
  'cure.after.succeeded': 'after: the install succeeds',
  'cure.after.cancelled': 'after: cancelled',
  'cure.before': 'before: the install fails with {code}',
  'cure.cured': 'Cured: with these changes the install succeeds.',
  'cure.fine': 'The install succeeds as it is; there is nothing to cure.',
  'cure.inFiles': 'No file has to change.',
  'cure.label': 'What would be changed',
  'cure.new': 'new file',
  'cure.rehearsing': 'Rehearsing with the cure…',
  'cure.stuck': 'Not cured: {why}',
  'cure.title': 'Cure',
  'cure.unwritten': 'Nothing was written.',
  'cure.written': 'Wrote {files}',
} as const;
