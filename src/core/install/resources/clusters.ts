import type { ClusterSpec } from '../../cluster/index.ts';
import type { JsonObject } from '../../json.ts';
import type { Failure } from '../events.ts';
import { blocks, firstText, isEmpty, number } from '../values.ts';
import type { Made, WorldView } from '../world-view.ts';
import type { Behaviour } from './behaviour.ts';
import { checkQuota } from './checks.ts';
import { clusterNodes } from './cluster-nodes.ts';
import { checkMachine } from './machines.ts';
import { checkCidr, checkCidrPlace, checkPlacement } from './network-checks.ts';
import type { Subject } from './subject.ts';

const workers = (args: JsonObject): readonly JsonObject[] => blocks(args, 'worker_config');
const workerCount = (block: JsonObject): number => number(block.count) ?? 1;

function checkWorkers(subject: Subject): Failure | undefined {
  const all = subject.args.worker_config;
  for (const block of workers(subject.args)) {
    const path = (name: string) =>
      Array.isArray(all) ? `worker_config.${all.indexOf(block)}.${name}` : `worker_config.${name}`;
    const count = workerCount(block);
    const zone = firstText(block.availability_zone) ?? subject.zone;
    const failed =
      checkQuota(subject, 'cvm.instances', count) ??
      checkPlacement(
        subject,
        {
          vpc: 'vpc_id',
          subnet: path('subnet_id'),
          ...(isEmpty(block.availability_zone) ? {} : { zone: path('availability_zone') }),
        },
        count,
      ) ??
      checkMachine(subject, { type: path('instance_type'), image: path('img_id'), zone, count });
    if (failed) return failed;
  }
  return undefined;
}

/** The range for pods and services must not lie in the network that the cluster stands in. */
const checkClusterCidr = (subject: Subject): Failure | undefined => {
  const vpc = subject.view.vpc(subject.text('vpc_id') ?? '');
  return (
    checkCidr(subject, 'cluster_cidr') ??
    checkCidrPlace(subject, 'cluster_cidr', undefined, vpc ? [{ name: vpc.id, cidr: vpc.cidr }] : [])
  );
};

const tke: Behaviour = {
  types: ['tencentcloud_kubernetes_cluster'],
  fidelity: 'full',
  idPrefix: 'cls',
  seconds: [240, 420],
  quota: 'tke.clusters',
  needs: ['vpc_id', 'worker_config.instance_type', 'worker_config.subnet_id'],
  refers: {
    vpc_id: 'vpc',
    subnet_ids: 'subnet',
    'worker_config.subnet_id': 'subnet',
    'worker_config.security_group_ids': 'security-group',
    'worker_config.img_id': 'machine-image',
    'worker_config.key_ids': 'key-pair',
  },
  check: (subject) => checkClusterCidr(subject) ?? checkWorkers(subject),
  attributes: (subject, random) => ({
    cluster_name: subject.nameOr('cluster_name'),
    cluster_version: subject.text('cluster_version') ?? '1.30.0',
    cluster_node_num: workers(subject.args).reduce((sum, block) => sum + workerCount(block), 0),
    domain: `${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.ccs.example.net`,
    user_name: 'admin',
    password: '',
    kube_config: `apiVersion: v1\nkind: Config\nclusters: []\n`,
  }),
};

const eks: Behaviour = {
  types: ['tencentcloud_eks_cluster'],
  fidelity: 'full',
  idPrefix: 'cls',
  seconds: [120, 240],
  quota: 'tke.clusters',
  needs: ['vpc_id', 'subnet_ids'],
  refers: { vpc_id: 'vpc', subnet_ids: 'subnet', service_subnet_id: 'subnet' },
  check: (subject) => {
    const vpc = subject.view.vpc(subject.text('vpc_id') ?? '');
    const ids = subject.args.subnet_ids;
    const count = Array.isArray(ids) ? ids.length : 1;
    for (let i = 0; vpc && i < count; i++) {
      const failed = checkPlacement(subject, {
        vpc: 'vpc_id',
        subnet: Array.isArray(ids) ? `subnet_ids.${i}` : 'subnet_ids',
      });
      if (failed) return failed;
    }
    return undefined;
  },
  attributes: (subject) => ({ cluster_name: subject.nameOr('cluster_name'), kube_config: '' }),
};

const nodePool: Behaviour = {
  types: [
    'tencentcloud_kubernetes_node_pool',
    'tencentcloud_kubernetes_native_node_pool',
    'tencentcloud_kubernetes_serverless_node_pool',
    'tencentcloud_kubernetes_scale_worker',
    'tencentcloud_kubernetes_cluster_attachment',
  ],
  fidelity: 'partial',
  idPrefix: 'np',
  seconds: [60, 180],
  needs: ['cluster_id'],
  refers: { vpc_id: 'vpc', subnet_ids: 'subnet' },
};

export const clusters: readonly Behaviour[] = [tke, eks, nodePool];

/** Where a chart's pods run. */
export interface ClusterSite {
  readonly region: string;
  /** Undefined when the cluster is one that the world does not list. */
  readonly vpc: string | undefined;
  readonly arches: ReadonlySet<'amd64' | 'arm64'>;
  /** True when every node has a public address of its own. */
  readonly publicNodes: boolean;
  readonly kubeVersion: string;
  /** What says so: the machine types of the nodes. */
  readonly nodes: string;
  readonly made: Made | undefined;
  /** The cluster before anything is installed. */
  readonly spec: ClusterSpec;
}

const version = (given: unknown): string => {
  const read = typeof given === 'string' ? /\d+\.\d+(\.\d+)?/.exec(given)?.[0] : undefined;
  return `v${read === undefined ? '1.30.0' : read.split('.').length === 2 ? `${read}.0` : read}`;
};

/** What is known of the cluster with an id. Serverless clusters run amd64 pods. */
export function siteOf(view: WorldView, cluster: string, region: string): ClusterSite {
  const made = view.made(cluster);
  const args = made?.attributes ?? {};
  const kubeVersion = version(args.cluster_version ?? args.k8s_version);
  const { spec, names, arches, publicNodes } = clusterNodes(view, made, kubeVersion, made?.region ?? region);
  return {
    region: made?.region ?? region,
    vpc: firstText(args.vpc_id),
    arches,
    publicNodes,
    kubeVersion,
    nodes: names,
    made,
    spec,
  };
}
