export {
  type Access,
  type Account,
  type AccountWithSecret,
  covers,
  type Grant,
  type GrantAction,
  grantText,
  type Identity,
  type IssuedToken,
  type Policy,
  parseGrant,
  parseScopes,
  type Scope,
  TOKEN_SERVICE,
} from './access/index.ts';
export type * from './activity/index.ts';
export type { BackupOptions, BackupProgress, BackupReport } from './backup.ts';
export type * from './browse-types.ts';
export { type ChartEntry, ChartStore } from './charts/chart-store.ts';
export type { CheckOptions, CheckProgress, CheckReport, DamagedBlob } from './check.ts';
export { createRegistry, type RegistryOptions } from './create-registry.ts';
export type { DamageFound } from './damage.ts';
export {
  type Digest,
  type DigestAlgorithm,
  digestAlgorithm,
  digestHex,
  digestOf,
  isDigestAlgorithm,
  parseDigest,
} from './digest.ts';
export {
  archiveBytes,
  type ExportOptions,
  type ExportProgress,
  type ExportResult,
  exportImage,
  exportStream,
} from './export/export-image.ts';
export { type LayoutChoice, layoutOf } from './export/layout-parts.ts';
export { RESERVE_BYTES } from './gc/reserve.ts';
export type * from './gc-types.ts';
export { aliasProblem, cloudHostAliases, type HostAlias, localRepositories } from './host-aliases.ts';
export {
  type BuildImage,
  type BuildLayer,
  type BuiltBlob,
  type BuiltImage,
  buildImage,
  type ImageConfig,
} from './image/build.ts';
export { type PushOptions, type PushProgress, type PushResult, pushImage } from './image/push.ts';
export type { TarEntry } from './image/tar-writer.ts';
export { type ImageReference, parseImageReference } from './image-reference.ts';
export { type ImportOptions, importImage } from './import/import-image.ts';
export type { ImportLimits } from './import/limits.ts';
export type { ImportedImage, ImportProgress, ImportResult } from './import/store.ts';
export { importStream, type StreamOptions } from './import/stream-source.ts';
export { parseTarget, placeOf } from './import/target-name.ts';
export { defaultLimits, type RegistryLimits } from './limits.ts';
export { isRepositoryName, isTag } from './names.ts';
export type * from './registry.ts';
export { restoreHome } from './restore-home.ts';
export type * from './restore-types.ts';
export type { TransferLimits } from './transfer/limits.ts';
export { parseRemoteName, type RemoteName } from './transfer/remote-name.ts';
export { createTransfers, type TransferOptions } from './transfer/transfers.ts';
export type * from './transfer/types.ts';
export type { ImageLookup, Platform } from './types.ts';
export type { UsagePoint } from './usage-history.ts';
export type { WhyPath, WhyReport, WhyRoot, WhyStep } from './why.ts';
