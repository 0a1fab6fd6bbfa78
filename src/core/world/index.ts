export { nearest } from '../nearest.ts';
export { instanceTypeByName, VPC_PULL_REGIONS } from './catalog.ts';
export { type Cidr, cidrContains, cidrsOverlap, parseCidr } from './cidr.ts';
export {
  type Account as DataAccount,
  answerData,
  answeredDataSources,
  answeredFrom,
  type DataAnswer,
  type DataQuestion,
  LISTED_RESOURCES,
  type MadeObject,
} from './data-sources/index.ts';
export { defaultWorld } from './default-world.ts';
export { type LoadedWorld, loadWorld } from './load-world.ts';
export {
  certificateCovers,
  certificateFault,
  findCertificate,
  findInstanceType,
  findRegion,
  findZone,
  hasImage,
  regionOf,
  stockOf,
  subnetsOf,
} from './lookup.ts';
export { overlayWorld } from './overlay.ts';
export { pullPath } from './pull-path.ts';
export type * from './types.ts';
export { finding, readYamlFile, type YamlFile } from './yaml-file.ts';
