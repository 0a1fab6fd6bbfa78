import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from '../core/registry/index.ts';
import type { ChartHandler } from './charts/index.ts';
import { LOOPBACK, listenOn, type Wish } from './listen.ts';
import {
  createActivityObserver,
  createOciHandler,
  ociIdleMs,
  ociMaxConnections,
  ociServerOptions,
} from './oci/index.ts';
import { isOutside } from './outside.ts';

/** The HTTP server of the registry: the OCI routes straight on node:http, nothing between the socket and the store. */
function createRegistryServer(registry: Registry, address: string, log: (error: unknown) => void): Server {
  // Beyond loopback nobody knows by what names the machine is called; a login is asked for there instead.
  const options = isOutside(address) ? {} : { hosts: ['127.0.0.1', 'localhost', '[::1]'] };
  const handle = createOciHandler(registry, options);
  let charts: Promise<ChartHandler> | undefined;
  const chartHandler = (): Promise<ChartHandler> => {
    charts ??= import('./charts/index.ts').then((module) => module.createChartHandler(registry, options));
    return charts;
  };
  const observe = createActivityObserver(registry);
  const server = createServer(ociServerOptions, (request, response) => {
    if (registry.activity.watched) observe(request, response);
    handle(request, response)
      .then(async (handled) => {
        if (handled) return;
        const handleCharts = await chartHandler();
        if (await handleCharts(request, response)) return;
        response.writeHead(404, { 'content-type': 'text/plain' });
        response.end(
          'Drydock registry: the API is under /v2/, Helm charts are under /chartrepo/<namespace>\n',
        );
      })
      .catch((error: unknown) => {
        log(error);
        response.destroy();
      });
  });
  server.timeout = ociIdleMs;
  server.maxConnections = ociMaxConnections;
  return server;
}

export interface RegistryListener {
  /** Host and port as image names have them. */
  readonly name: string;
  /** Address and port that other machines reach, where they do. */
  readonly outside?: string;
  readonly close: () => Promise<void>;
}

/** Starts to serve the registry. Errors: ENGINE_PORT_*, REGISTRY_EXPOSED. */
export async function openRegistryListener(
  registry: Registry,
  wish: Wish,
  log: (error: unknown) => void,
): Promise<RegistryListener> {
  const { address = LOOPBACK } = wish;
  if (isOutside(address)) registry.access.expose(address);
  const server = createRegistryServer(registry, address, log);
  await listenOn(wish, { what: 'registry', option: '--registry-port', host: address }, async (port) => {
    server.listen(port, address);
    await once(server, 'listening');
  });
  const { port } = server.address() as AddressInfo;
  return {
    name: `${nameable(address)}:${port}`,
    ...(isOutside(address) ? { outside: `${address.includes(':') ? `[${address}]` : address}:${port}` } : {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An address as image names have it; a listener on every address is also on loopback. */
function nameable(address: string): string {
  if (address === '0.0.0.0' || address === '::') return LOOPBACK;
  return address.includes(':') ? `[${address}]` : address;
}
