/** DNS label of RFC 1123: at most 63 letters, digits and hyphens. */
export const isLabel = (name: string): boolean =>
  name.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name);

/** DNS label of RFC 1035: as RFC 1123, beginning with a letter. */
export const isLabel1035 = (name: string): boolean => /^[a-z]/.test(name) && isLabel(name);

/** DNS subdomain of RFC 1123: at most 253 characters, labels joined by dots. */
export const isSubdomain = (name: string): boolean =>
  name.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(name);

/** A name that may stand in a path: what RBAC objects ask for. */
export const isPathSegment = (name: string): boolean =>
  name !== '.' && name !== '..' && !/[/%]/.test(name) && name !== '';

/** Value of a label: empty, or at most 63 characters of `[A-Za-z0-9_.-]` with a letter or digit at both ends. */
export const isLabelValue = (value: string): boolean =>
  value.length <= 63 && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);

/** Key of a label or annotation: `[prefix/]name`. */
export function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const fits =
    name !== '' && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)$/.test(name) && name.length <= 63;
  return fits && (slash < 0 || isSubdomain(key.slice(0, slash)));
}

/** Name of a port: at most 15 of `[a-z0-9-]`, a letter among them, no two hyphens in a row (IANA service name). */
export const isPortName = (name: string): boolean =>
  name.length <= 15 &&
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) &&
  /[a-z]/.test(name) &&
  !name.includes('--');
