import { createServer, type Server } from 'node:http';
import type { Engine } from '../core/engine/index.ts';
import { createChartHandler } from './charts/index.ts';
import {
  createActivityObserver,
  createOciHandler,
  ociIdleMs,
  ociMaxConnections,
  ociServerOptions,
} from './oci/index.ts';
import { isOutside } from './outside.ts';

/** The HTTP server of the registry: the OCI routes straight on node:http, nothing between the socket and the store. */
export function createRegistryServer(engine: Engine, address: string): Server {
  // Beyond loopback nobody knows by what names the machine is called; a login is asked for there instead.
  const options = isOutside(address) ? {} : { hosts: ['127.0.0.1', 'localhost', '[::1]'] };
  const handle = createOciHandler(engine.registry, options);
  const handleCharts = createChartHandler(engine.registry, options);
  const observe = createActivityObserver(engine.registry);
  const server = createServer(ociServerOptions, (request, response) => {
    if (engine.registry.activity.watched) observe(request, response);
    handle(request, response)
      .then(async (handled) => {
        if (handled || (await handleCharts(request, response))) return;
        response.writeHead(404, { 'content-type': 'text/plain' });
        response.end(
          'Drydock registry: the API is under /v2/, Helm charts are under /chartrepo/<namespace>\n',
        );
      })
      .catch((error: unknown) => {
        engine.log(error);
        response.destroy();
      });
  });
  server.timeout = ociIdleMs;
  server.maxConnections = ociMaxConnections;
  return server;
}
