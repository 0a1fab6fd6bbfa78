export { type CallOptions, type Client, ClientError, createClient, type Transport } from './client.ts';
export { lines } from './lines.ts';
