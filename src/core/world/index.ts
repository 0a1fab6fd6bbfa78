export { instanceTypeByName, sizeByName, VPC_PULL_REGIONS } from './catalog.ts';
export { type Cidr, cidrContains, cidrsOverlap, parseCidr, parseIpv4 } from './cidr.ts';
export { catalogWorld, defaultWorld, emptyWorld } from './default-world.ts';
export { type LoadedWorld, loadWorld } from './load-world.ts';
export {
  certificateCovers,
  certificateFault,
  findCertificate,
  findImage,
  findInstanceType,
  findRegion,
  findSecurityGroup,
  findSubnet,
  findVpc,
  findZone,
  hasImage,
  nameCovers,
  regionOf,
  stockOf,
  subnetsOf,
} from './lookup.ts';
export { nearest } from './nearest.ts';
export { pullPath } from './pull-path.ts';
export type * from './types.ts';
export { finding, readYamlFile, type YamlFile } from './yaml-file.ts';
