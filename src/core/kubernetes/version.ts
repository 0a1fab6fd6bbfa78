/** The minor of a Kubernetes version: 29 for `1.29.3`, `v1.29` or `1.29.1-tke.2`; undefined for anything else. */
export function minorOf(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:[.+-].*)?$/.exec(version.trim());
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
