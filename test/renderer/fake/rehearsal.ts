import type { PlanNode, RehearsalEvent, RehearsalEventBody } from '../../../src/core/install/events.ts';
import { text } from '../../../src/core/text.ts';

const node = (
  address: string,
  file: string,
  line: number,
  dependsOn: readonly string[] = [],
  fidelity: PlanNode['fidelity'] = 'full',
): PlanNode => ({
  address,
  type: address.split('.')[0] ?? '',
  name: address.split('.').slice(1).join('.'),
  dependsOn,
  place: { file, range: { start: { line, column: 1, offset: 0 }, end: { line, column: 10, offset: 9 } } },
  fidelity,
});

const cluster = 'infrastructure/cluster.tf';
const database = 'infrastructure/database.tf';

/** The resources of the sample, in plan order. */
export const nodes: readonly PlanNode[] = [
  node('random_password.db', database, 3),
  node('random_password.admin', cluster, 4),
  node('tencentcloud_security_group.nodes', cluster, 9),
  node('tencentcloud_security_group_rule.http', cluster, 15, ['tencentcloud_security_group.nodes']),
  node('tencentcloud_security_group_rule.https', cluster, 24, ['tencentcloud_security_group.nodes']),
  node('tencentcloud_kubernetes_cluster.main', cluster, 34, ['tencentcloud_security_group.nodes']),
  node('tencentcloud_mysql_instance.main', database, 8, [
    'random_password.db',
    'tencentcloud_security_group.nodes',
  ]),
  node('tencentcloud_redis_instance.cache', database, 31, ['random_password.db'], 'partial'),
  node('tencentcloud_clb_instance.edge', cluster, 70, ['tencentcloud_security_group.nodes']),
  node('tencentcloud_clb_listener.http', cluster, 81, ['tencentcloud_clb_instance.edge']),
  node('cloudapp_helm_app.hello', cluster, 96, [
    'tencentcloud_kubernetes_cluster.main',
    'tencentcloud_mysql_instance.main',
    'tencentcloud_redis_instance.cache',
    'random_password.admin',
  ]),
  node('cloudapp_tke_service.web', cluster, 118, [
    'cloudapp_helm_app.hello',
    'tencentcloud_clb_listener.http',
  ]),
];

const seconds: Readonly<Record<string, number>> = {
  random_password: 1,
  tencentcloud_security_group: 3,
  tencentcloud_security_group_rule: 2,
  tencentcloud_kubernetes_cluster: 412,
  tencentcloud_mysql_instance: 331,
  tencentcloud_redis_instance: 95,
  tencentcloud_clb_instance: 14,
  tencentcloud_clb_listener: 8,
  cloudapp_helm_app: 126,
  cloudapp_tke_service: 21,
};

/** Turns bodies with times into numbered events in the order of time. */
const numbered = (bodies: readonly (readonly [number, RehearsalEventBody])[]): readonly RehearsalEvent[] =>
  [...bodies].sort((a, b) => a[0] - b[0]).map(([at, body], index) => ({ seq: index + 1, at, ...body }));

function begin(id: string, project: string, resources: readonly PlanNode[]): [number, RehearsalEventBody][] {
  return [
    [0, { type: 'started', id, project, packageId: 'pkg-h4k2m9xq', seed: 1, speed: 60 }],
    [0, { type: 'phase', phase: 'form' }],
    [0, { type: 'form', fields: [], chosen: 'auto' }],
    [0, { type: 'phase', phase: 'plan' }],
    [0, { type: 'plan', resources, outputs: ['admin_password', 'cluster_id', 'main'] }],
    [0, { type: 'phase', phase: 'resources' }],
  ];
}

/** When each resource is created: as soon as what it depends on is there. */
function* creations(resources: readonly PlanNode[]): Generator<readonly [PlanNode, number, number]> {
  const ends = new Map<string, number>();
  for (const each of resources) {
    const from = Math.max(0, ...each.dependsOn.map((on) => ends.get(on) ?? 0));
    const took = 1000 * (seconds[each.type] ?? 5);
    ends.set(each.address, from + took);
    yield [each, from, took];
  }
}

export function script(
  id: string,
  project: string,
  resources: readonly PlanNode[] = nodes,
): readonly RehearsalEvent[] {
  const bodies = begin(id, project, resources);
  let end = 0;
  for (const [each, from, took] of creations(resources)) {
    end = Math.max(end, from + took);
    bodies.push(
      [from, { type: 'resource', address: each.address, state: 'creating' }],
      [
        from,
        {
          type: 'log',
          level: 'info',
          address: each.address,
          text: text(`${each.address}: Creating...`, `${each.address}:正在创建……`),
        },
      ],
      [
        from + took,
        {
          type: 'resource',
          address: each.address,
          state: 'created',
          id: `${each.name.slice(0, 4)}-${took.toString(36)}x9`,
          took,
        },
      ],
      [
        from + took,
        {
          type: 'log',
          level: 'info',
          address: each.address,
          text: text(
            `${each.address}: Creation complete after ${took / 1000}s`,
            `${each.address}:创建完成,用时 ${took / 1000} 秒`,
          ),
        },
      ],
    );
  }
  bodies.push(
    [
      end,
      {
        type: 'assumed',
        assumption: {
          code: 'SIM_IMAGE_ASSUMED',
          text: text(
            'Image ccr.ccs.tencentyun.com/hello/worker:2.1 is not in the embedded registry; it is taken to exist elsewhere.',
            '内置仓库中没有镜像 ccr.ccs.tencentyun.com/hello/worker:2.1,按存在于别处处理。',
          ),
          place: {
            file: 'software/chart/values.yaml',
            range: { start: { line: 12, column: 3, offset: 0 }, end: { line: 12, column: 9, offset: 6 } },
          },
        },
      },
    ],
    [end, { type: 'phase', phase: 'chart' }],
    [
      end,
      {
        type: 'chart',
        release: 'hello',
        address: 'cloudapp_helm_app.hello',
        objects: [
          { kind: 'Secret', name: 'hello-db', source: 'hello-cluster/templates/secret.yaml', hook: false },
          {
            kind: 'ConfigMap',
            name: 'hello-settings',
            source: 'hello-cluster/templates/config.yaml',
            hook: false,
          },
          { kind: 'Service', name: 'hello-web', source: 'hello-cluster/templates/service.yaml', hook: false },
          {
            kind: 'Deployment',
            name: 'hello-web',
            source: 'hello-cluster/templates/deployment.yaml',
            hook: false,
          },
          {
            kind: 'Deployment',
            name: 'hello-worker',
            source: 'hello-cluster/templates/worker.yaml',
            hook: false,
          },
          { kind: 'Job', name: 'hello-migrate', source: 'hello-cluster/templates/migrate.yaml', hook: true },
        ],
      },
    ],
    [end, { type: 'phase', phase: 'images' }],
    [
      end,
      {
        type: 'image',
        image: '127.0.0.1:5100/hello/web:1.4.2',
        object: 'Deployment/hello-web',
        status: 'found',
        digest: 'sha256:aa',
        platforms: [
          { os: 'linux', architecture: 'amd64' },
          { os: 'linux', architecture: 'arm64' },
        ],
        wanted: { os: 'linux', architecture: 'amd64' },
      },
    ],
    [
      end,
      {
        type: 'image',
        image: 'ccr.ccs.tencentyun.com/hello/worker:2.1',
        object: 'Deployment/hello-worker',
        status: 'assumed',
        platforms: [],
        wanted: { os: 'linux', architecture: 'amd64' },
      },
    ],
    [end, { type: 'phase', phase: 'workloads' }],
    [end + 4000, { type: 'workload', object: 'Deployment/hello-web', state: 'pulling', ready: 0, wanted: 2 }],
    [end + 15_000, { type: 'workload', object: 'Deployment/hello-web', state: 'ready', ready: 2, wanted: 2 }],
    [
      end + 16_000,
      { type: 'workload', object: 'Deployment/hello-worker', state: 'ready', ready: 1, wanted: 1 },
    ],
    [
      end + 22_000,
      { type: 'workload', object: 'Job/hello-migrate', state: 'completed', ready: 1, wanted: 1 },
    ],
    [end + 22_000, { type: 'phase', phase: 'outputs' }],
    [
      end + 22_000,
      {
        type: 'outputs',
        outputs: [
          {
            name: 'admin_password',
            sensitive: true,
            value: '******',
            description: 'First password of the administrator',
          },
          { name: 'cluster_id', sensitive: false, value: 'cls-8f2k1m0q' },
          {
            name: 'main',
            sensitive: false,
            value: 'http://118.25.10.44',
            description: 'Address of the console',
          },
        ],
      },
    ],
    [
      end + 22_001,
      {
        type: 'finished',
        status: 'succeeded',
        instance: 'cloudapp-2gwvcfb1',
        counts: {
          resources: resources.length,
          created: resources.length,
          failed: 0,
          objects: 6,
          images: 2,
          assumptions: 1,
        },
      },
    ],
  );
  return numbered(bodies);
}

/** A machine type that is sold out: the failure with its whole chain. */
export function failedScript(id: string, project: string): readonly RehearsalEvent[] {
  const place = {
    file: 'infrastructure/cluster.tf',
    range: { start: { line: 41, column: 22, offset: 0 }, end: { line: 41, column: 47, offset: 25 } },
  };
  const bodies = begin(id, project, nodes);
  for (const address of [
    'random_password.db',
    'random_password.admin',
    'tencentcloud_security_group.nodes',
  ]) {
    bodies.push(
      [0, { type: 'resource', address, state: 'creating' }],
      [3000, { type: 'resource', address, state: 'created', took: 3000, id: 'sg-4k2' }],
    );
  }
  bodies.push(
    [3000, { type: 'resource', address: 'tencentcloud_kubernetes_cluster.main', state: 'creating' }],
    [3000, { type: 'resource', address: 'tencentcloud_mysql_instance.main', state: 'creating' }],
    [
      9000,
      {
        type: 'log',
        level: 'error',
        address: 'tencentcloud_kubernetes_cluster.main',
        text: text(
          '[TencentCloudSDKError] Code=ResourceInsufficient.SpecifiedInstanceType',
          '[TencentCloudSDKError] Code=ResourceInsufficient.SpecifiedInstanceType',
        ),
      },
    ],
    [9000, { type: 'resource', address: 'tencentcloud_kubernetes_cluster.main', state: 'failed' }],
    ...nodes
      .slice(7)
      .map((each): [number, RehearsalEventBody] => [
        9000,
        { type: 'resource', address: each.address, state: 'skipped' },
      ]),
    [
      9000,
      {
        type: 'failed',
        failure: {
          code: 'SIM_STOCK_SOLD_OUT',
          message: text(
            'Machine type S5.4XLARGE64 is sold out in ap-guangzhou-3.',
            '机型 S5.4XLARGE64 在 ap-guangzhou-3 已售罄。',
          ),
          remedy: text(
            'Choose S5.LARGE8 or S6.4XLARGE64, or the zone ap-guangzhou-6.',
            '请改选 S5.LARGE8、S6.4XLARGE64 或可用区 ap-guangzhou-6。',
          ),
          address: 'tencentcloud_kubernetes_cluster.main',
          causes: [
            {
              kind: 'source',
              text: text(
                'worker_config.instance_type is read from var.machine',
                'worker_config.instance_type 取自 var.machine',
              ),
              place,
            },
            {
              kind: 'value',
              text: text(
                'var.machine.instance_type = "S5.4XLARGE64"',
                'var.machine.instance_type = "S5.4XLARGE64"',
              ),
            },
            {
              kind: 'rule',
              text: text(
                'A node pool needs stock of its machine type in the zone of its subnet.',
                '节点池要求其子网所在可用区有该机型库存。',
              ),
            },
            {
              kind: 'world',
              text: text(
                'Stock of S5.4XLARGE64 in ap-guangzhou-3: 0',
                'S5.4XLARGE64 在 ap-guangzhou-3 的库存:0',
              ),
            },
          ],
          cure: {
            title: text('Write "S5.LARGE8" instead.', '改为 "S5.LARGE8"。'),
            changes: [],
            lifts: [],
          },
        },
      },
    ],
    [
      9001,
      {
        type: 'finished',
        status: 'failed',
        counts: { resources: 12, created: 3, failed: 1, objects: 0, images: 0, assumptions: 0 },
      },
    ],
  );
  return numbered(bodies);
}

/** A rehearsal of many resources and log lines, to see that the page stays quick. */
export function longScript(id: string, resources: number, lines: number): readonly RehearsalEvent[] {
  const many = Array.from({ length: resources }, (_, index) =>
    node(
      `tencentcloud_cbs_storage.disk[${index}]`,
      'infrastructure/disks.tf',
      index + 1,
      index % 10 === 0 ? [] : [`tencentcloud_cbs_storage.disk[${index - (index % 10)}]`],
    ),
  );
  const bodies = begin(id, '/work/packages/many', many);
  for (let line = 0; line < lines; line += 1)
    bodies.push([
      line,
      {
        type: 'log',
        level: 'info',
        address: many[line % resources]?.address ?? '',
        text: text(`line ${line}`, `第 ${line} 行`),
      },
    ]);
  for (const each of many)
    bodies.push([lines, { type: 'resource', address: each.address, state: 'created', took: 900 }]);
  return numbered(bodies);
}
