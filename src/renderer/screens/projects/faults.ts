/** Faults that can be rehearsed, in the order of docs/guide/rehearsals.md; a test holds this list to FAULT_KINDS of the core. */
export const faults: readonly string[] = [
  'sold-out',
  'quota',
  'network-missing',
  'subnet-missing',
  'security-group-missing',
  'machine-image-missing',
  'certificate-mismatch',
  'certificate-expired',
  'argument-null',
  'chart-render',
  'image-missing',
  'image-arch',
  'no-egress',
  'hook-timeout',
  'network-interruption',
  'cloud-error',
];
