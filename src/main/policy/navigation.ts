import { isOf } from './origin.ts';

/**
 * Hosts that a link may lead to, in the person's own browser, after they were asked. The page itself draws no link from
 * the text of a package.
 */
export const EXTERNAL_HOSTS: ReadonlySet<string> = new Set([
  'cloud.tencent.com',
  'console.cloud.tencent.com',
  'www.tencentcloud.com',
]);

/** Whether the window may go there: the console itself and nothing else (threats E-3). */
export const mayNavigate = (origin: string, address: string): boolean => isOf(origin, address);

/** Whether the window may load this: its own origin, and what it made itself for workers and pictures. */
export const mayRequest = (origin: string, address: string): boolean =>
  isOf(origin, address) || address.startsWith(`blob:${origin}/`) || address.startsWith('data:image/');

/** What to do with an address that wants out: `ask` the person, or `refuse` (threats E-7). */
export function externalDecision(address: string): 'ask' | 'refuse' {
  if (address.length > 2048 || !URL.canParse(address)) return 'refuse';
  const url = new URL(address);
  const fits =
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    EXTERNAL_HOSTS.has(url.hostname);
  return fits ? 'ask' : 'refuse';
}
