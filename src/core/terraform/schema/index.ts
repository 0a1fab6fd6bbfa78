export { checkBody } from './check.ts';
export type * from './given.ts';
export { withProviders } from './provider-json.ts';
export { createSchemas, providerOf, schemasFrom } from './registry.ts';
export type * from './types.ts';
