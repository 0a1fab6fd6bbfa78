import { request } from 'node:http';
import type { Transport } from './client.ts';

/** Transport over the engine's control socket (or named pipe), which only its owner may open. */
export const socketTransport =
  (socketPath: string): Transport =>
  ({ method, path, body, signal }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          socketPath,
          method,
          path,
          headers:
            body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
          ...(signal ? { signal } : {}),
        },
        (response) => resolve({ status: response.statusCode ?? 0, body: response }),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
