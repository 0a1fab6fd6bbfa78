import { text } from '../../text.ts';
import { pullPath, VPC_PULL_REGIONS } from '../../world/index.ts';
import { worldName } from '../failure.ts';
import type { Fillings } from '../template.ts';
import type { Installation } from './installation.ts';

/**
 * Hosts that the five regions' networks reach privately: the CloudApp registry (provider guide, installation FAQ 1), the
 * shared personal registry, and the embedded one. An enterprise instance of the provider's is none of them.
 */
const PLATFORM_HOST =
  /^cloudapp(-tcr)?\.tencentcloudcr\.com$|^ccr\.ccs\.tencentyun\.com$|^(localhost|127\.0\.0\.1)(:\d+)?$/;

export const isPlatformHost = (host: string): boolean => PLATFORM_HOST.test(host);

/**
 * An enterprise instance that the provider runs. It is closed to the internet and to every network until its owner lets
 * addresses in or links a network to it, and its namespaces are private (TCR enterprise guide: access control, namespaces).
 */
export const isOwnInstance = (host: string): boolean =>
  /^[^.]+\.tencentcloudcr\.com$/.test(host) && !isPlatformHost(host);

/** The registry of an image name, as container engines read it. */
export function hostOf(image: string): string {
  const first = image.split('/')[0] ?? '';
  return image.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

/** A fault closes what ways out there are; a NAT gateway that the package makes is a new one. */
const isCutOff = ({ run, site }: Installation, image: string): boolean =>
  run.faults.strikes('no-egress', site.vpc, site.region, image) && !run.view.hasNat(site.vpc ?? '');

/** How the nodes reach an image's registry: privately, over the internet, or not at all. */
export function routeTo(installation: Installation, image: string): 'vpc' | 'egress' | 'none' {
  const { run, site } = installation;
  if (isCutOff(installation, image)) return 'none';
  const path = pullPath(run.view.world, site.region, site.vpc ?? '', { publicIp: site.publicNodes });
  if (path === 'vpc' && PLATFORM_HOST.test(hostOf(image))) return 'vpc';
  if (site.publicNodes || site.vpc === undefined) return 'egress';
  const vpc = run.view.vpc(site.vpc);
  if (vpc) return vpc.egress === 'nat' ? 'egress' : 'none';
  return run.view.closed ? 'none' : 'egress';
}

/** What the failure of an image without a route says: the network, what is wrong with it, the other ways out. */
export function noRoute(installation: Installation, image: string): Fillings {
  const { run, site } = installation;
  const network = run.view.made(site.vpc ?? '')?.address ?? site.vpc ?? site.region;
  const name = image.split('/').at(-1) ?? image;
  const cut = isCutOff(installation, image);
  const otherwise = !PLATFORM_HOST.test(hostOf(image))
    ? text(`, or push ${name} to the CloudApp registry`, `,或将 ${name} 推送到云应用镜像仓库`)
    : VPC_PULL_REGIONS.includes(site.region)
      ? ''
      : text(
          ', or install in Guangzhou, Shanghai, Beijing, Nanjing or Chengdu',
          ',或安装到广州、上海、北京、南京、成都',
        );
  return {
    network,
    region: site.region,
    world: worldName(run.view.world.name),
    orRegion: otherwise,
    route: cut
      ? text(
          'is cut off by a fault: it reaches no registry, neither privately nor over the internet',
          '因故障被隔离:无法通过内网或公网访问任何镜像仓库',
        )
      : text('has no NAT gateway', '没有 NAT 网关'),
  };
}
