export type * from './browse-types.ts';
export { createRegistry, type RegistryOptions } from './create-registry.ts';
export {
  type Digest,
  type DigestAlgorithm,
  digestAlgorithm,
  digestHex,
  digestOf,
  isDigestAlgorithm,
  parseDigest,
} from './digest.ts';
export type * from './gc-types.ts';
export type * from './registry.ts';
export type { ImageLookup, Platform } from './types.ts';
