import { createServer, type Server } from 'node:http';
import type { Engine } from '../core/engine/index.ts';
import { createOciHandler } from './oci/index.ts';

/** A client that sends its request's head slower than this is cut off (threats R-24). */
const HEADERS_MS = 5_000;
/** A connection on which nothing moves for so long is closed; bodies may take as long as they keep coming. */
const IDLE_MS = 60_000;

/** The HTTP server of the registry: the OCI routes straight on node:http, nothing between the socket and the store. */
export function createRegistryServer(engine: Engine): Server {
  const handle = createOciHandler(engine.registry, { hosts: ['127.0.0.1', 'localhost', '[::1]'] });
  const server = createServer(
    { requestTimeout: 0, headersTimeout: HEADERS_MS, keepAliveTimeout: IDLE_MS },
    (request, response) => {
      handle(request, response)
        .then((handled) => {
          if (handled) return;
          response.writeHead(404, { 'content-type': 'text/plain' });
          response.end('Drydock registry: the API is under /v2/\n');
        })
        .catch((error: unknown) => {
          engine.log(error);
          response.destroy();
        });
    },
  );
  server.timeout = IDLE_MS;
  return server;
}
