import type { ServerOptions } from 'node:http';

/**
 * How patient the registry's HTTP server is (threats R-24). A head must be complete in five seconds, and Node looks
 * every second: its default of thirty would make that thirty-five. Bodies may take as long as bytes keep coming;
 * `ociIdleMs` without one ends the connection (`server.timeout`).
 */
export const ociServerOptions: ServerOptions = {
  headersTimeout: 5_000,
  requestTimeout: 0,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
};

/** A connection on which nothing moves for so long is closed. Milliseconds. */
export const ociIdleMs = 60_000;

/** Connections at a time; more are refused. */
export const ociMaxConnections = 1_000;
