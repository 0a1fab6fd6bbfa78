export { loadMigrations } from './assets.ts';
export { type Endpoint, readEndpoint } from './endpoint/index.ts';
export { type Host, type HostOptions, startHost } from './host.ts';
export type { Wish } from './listen.ts';
