import { type Client, createClient } from '../client/index.ts';
import { socketTransport } from '../client/socket-transport.ts';
import { DrydockError } from '../core/errors/index.ts';
import { readEndpoint } from '../server/endpoint/index.ts';
import { attach } from './access.ts';

/**
 * A client for a face that stays open: of the running engine, or of one started in this process with its control
 * socket, so that other faces can join. `close` stops only an engine of our own.
 */
export async function openClient(home: string): Promise<{ client: Client; close: () => Promise<void> }> {
  const running = await attach(home);
  if (running)
    return { client: createClient(socketTransport(running.endpoint.socket)), close: async () => undefined };
  const { startHost } = await import('../server/index.ts');
  const host = await startHost({ home, registry: { port: 5180, exact: false } });
  const endpoint = readEndpoint(home);
  if (!endpoint) throw new DrydockError('ENGINE_NOT_RUNNING', { home });
  return { client: createClient(socketTransport(endpoint.socket)), close: () => host.close() };
}
