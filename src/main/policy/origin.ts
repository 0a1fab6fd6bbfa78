const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The origin of a console address: plain HTTP on this machine with a port. Undefined for anything else. */
export function consoleOrigin(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const fits = url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname) && url.port !== '';
  return fits && url.username === '' && url.password === '' ? url.origin : undefined;
}

/** True for addresses of that origin; `about:blank`, files, data and other schemes have another. */
export const isOf = (origin: string, address: string): boolean =>
  URL.canParse(address) && new URL(address).origin === origin && new URL(address).protocol === 'http:';
