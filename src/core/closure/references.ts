/** The parts of an image name that findings are about. */
export interface ImageParts {
  readonly host: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Splits an image name as container engines do; names that are none come out as well as they can. */
export function imageParts(image: string): ImageParts {
  const [name = '', digest] = image.split('@', 2);
  const first = name.split('/')[0] ?? '';
  const host = name.includes('/') && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return { host, tag: colon === -1 ? undefined : last.slice(colon + 1), digest };
}

/** Hosts that a customer's nodes cannot reach whatever their network: a machine of one's own, private addresses, bare names. */
export function isPrivateHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return (
    /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(name) ||
    /\.(local|localhost|internal|lan|test|invalid|example)$/.test(name) ||
    !/[.:]/.test(name)
  );
}

/** A value of an environment variable that names an image. */
export function looksLikeImage(name: string, value: string): boolean {
  return (
    /(^|_)IMAGE(_NAME|_URI|_REF)?$/.test(name) &&
    value.length < 300 &&
    /^[a-z0-9][a-z0-9._-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)+(:[\w][\w.-]*)?(@sha256:[0-9a-f]{64})?$/.test(value)
  );
}
