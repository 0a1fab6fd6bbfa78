/** The policy the window holds the console to, whatever the answer says: files of its own origin, no inline script or style. */
export const WINDOW_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

type Headers = Readonly<Record<string, string[]>>;

/** Response headers with the window's policy in place of any other spelling of it. */
export function withPolicy(headers: Headers | undefined): Record<string, string[]> {
  const others = Object.entries(headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== 'content-security-policy',
  );
  return { ...Object.fromEntries(others), 'content-security-policy': [WINDOW_CSP] };
}
