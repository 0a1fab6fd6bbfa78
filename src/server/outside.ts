import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { BlockList, isIP, isIPv6, type Socket } from 'node:net';

const own = new BlockList();
own.addSubnet('127.0.0.0', 8, 'ipv4');
own.addAddress('::1', 'ipv6');

/** Whether an address is another machine's. */
export const isOutside = (address: string): boolean => !own.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

const CHANNEL = 'net.client.socket';

/** Counts the connections to other machines that this process tries to open, by whatever library, from now on. */
export function watchOutside(): { readonly count: () => number; readonly end: () => void } {
  let count = 0;
  const attempt = (address: string): void => {
    // A socket or pipe of this machine is tried by its path: the Docker engine's, for one.
    if (isIP(address) !== 0 && isOutside(address)) count += 1;
  };
  const listener = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', attempt);
  };
  subscribe(CHANNEL, listener);
  return { count: () => count, end: () => unsubscribe(CHANNEL, listener) };
}
