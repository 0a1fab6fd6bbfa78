import type { InstanceDetailView, OperationPreviewView, PriceBookView } from '../../../src/actions/index.ts';
import type { CostEstimate } from '../../../src/core/cost/types.ts';
import { text } from '../../../src/core/text.ts';

/** What happened to the fake instance, newest first. */
export const history: Pick<InstanceDetailView, 'revisions' | 'drift' | 'loses' | 'leftBehind'> = {
  revisions: [
    {
      revision: 3,
      operation: 'upgrade',
      status: 'succeeded',
      packageId: 'pkg-h4k2m9xq',
      dir: '/work/packages/hello-cluster',
      answers: { backups: true },
      counts: { 'no-op': 10, update: 1, replace: 1 },
      loses: [{ address: 'tencentcloud_mysql_instance.main', what: text('its databases', '其中的数据库') }],
      leftBehind: [],
      took: 412_000,
      storedAt: '2026-11-20T15:22:10Z',
    },
    {
      revision: 2,
      operation: 'upgrade',
      status: 'failed',
      packageId: 'pkg-h4k2m9xq',
      dir: '/work/packages/hello-cluster',
      answers: { backups: true },
      counts: { 'no-op': 11 },
      loses: [],
      leftBehind: [],
      failure: {
        code: 'SIM_IMMUTABLE_FIELD',
        message: text(
          'Kubernetes refuses the upgrade: spec.selector of Deployment/web cannot be changed.',
          'Kubernetes 拒绝此次升级:Deployment/web 的 spec.selector 不可修改。',
        ),
      },
      took: 30_000,
      storedAt: '2026-11-20T14:22:10Z',
    },
    {
      revision: 1,
      operation: 'install',
      status: 'succeeded',
      packageId: 'pkg-h4k2m9xq',
      dir: '/work/packages/hello-cluster',
      answers: {},
      counts: { create: 12 },
      loses: [],
      leftBehind: [],
      took: 912_000,
      storedAt: '2026-11-20T13:22:10Z',
    },
  ],
  drift: [{ address: 'tencentcloud_security_group.nodes', kind: 'deleted', values: {} }],
  loses: [{ address: 'tencentcloud_mysql_instance.main', what: text('its databases', '其中的数据库') }],
  leftBehind: [
    {
      address: 'cloudapp_helm_app.app',
      name: 'PersistentVolumeClaim/default/data-db-0',
      why: text('Kubernetes keeps the claims of a StatefulSet', 'Kubernetes 会保留 StatefulSet 的存储声明'),
    },
  ],
};

const place = {
  file: 'infrastructure/deployment.tf',
  range: { start: { line: 16, column: 3, offset: 0 }, end: { line: 16, column: 30, offset: 27 } },
};

const book = { name: 'built in', file: '/opt/drydock/data/prices/tencentcloud.yaml', prices: 2 };

/** An estimate with one figure and one gap. */
export const estimate: CostEstimate = {
  resources: [
    {
      address: 'tencentcloud_instance.web',
      type: 'tencentcloud_instance',
      region: 'ap-seoul',
      priced: 'all',
      lines: [
        {
          component: 'machine',
          count: 1,
          charge: 'postpaid',
          facts: { instance_type: 'SA2.MEDIUM4' },
          hourly: 0.04,
          monthly: 29.2,
          currency: 'USD',
          source: 'a recorded answer',
          date: '2026-10-31',
          confidence: 'medium',
        },
      ],
    },
    {
      address: 'tencentcloud_mysql_instance.main',
      type: 'tencentcloud_mysql_instance',
      region: 'ap-seoul',
      priced: 'none',
      lines: [{ component: 'instance', count: 1, charge: 'prepaid', facts: {} }],
    },
  ],
  totals: [{ currency: 'USD', hourly: 0.04, monthly: 29.2 }],
  billable: 2,
  priced: 1,
  partly: 0,
  coverage: text('1 of 2 resources priced', '2 个资源中 1 个有价格'),
  dates: ['2026-10-31', '2026-10-31'],
  confidence: 'medium',
  book,
};

export const priceBook: PriceBookView = {
  name: 'built in',
  file: book.file,
  builtIn: true,
  prices: [
    {
      resource: 'tencentcloud_instance',
      component: 'machine',
      where: { instance_type: 'SA2.MEDIUM4' },
      charge: 'postpaid',
      amount: 0.04,
      currency: 'USD',
      per: 'hour',
      unit: 1,
      source: 'a recorded answer',
      date: '2026-10-31',
      confidence: 'medium',
    },
  ],
};

/** What an operation on the fake instance would do. */
export function preview(operation: string): OperationPreviewView {
  const removes = operation === 'uninstall';
  return {
    instance: 'cloudapp-2gwvcfb1',
    operation: operation as OperationPreviewView['operation'],
    failures: [],
    assumptions: [],
    findings: [],
    cost: { before: estimate, after: estimate, difference: [{ currency: 'USD', hourly: 0, monthly: 0 }] },
    diff: {
      instance: 'cloudapp-2gwvcfb1',
      operation: operation as OperationPreviewView['operation'],
      revision: 4,
      steps: [
        {
          address: 'tencentcloud_kubernetes_cluster.main',
          type: 'tencentcloud_kubernetes_cluster',
          action: removes ? 'delete' : 'replace',
          risk: 'loses-data',
          createFirst: false,
          changes: removes
            ? []
            : [
                {
                  path: 'cluster_cidr',
                  before: '172.16.0.0/16',
                  after: '172.30.0.0/16',
                  known: true,
                  forces: true,
                  place,
                  because: [],
                },
              ],
          loses: [text('everything in the cluster', '集群内的全部内容')],
          downtime: { least: 241, most: 630, ground: text('deleted before made anew', '先删后建') },
          place,
        },
      ],
      releases: removes
        ? []
        : [
            {
              address: 'cloudapp_helm_app.app',
              release: 'helm-1',
              chart: 'software/chart',
              unchanged: 3,
              objects: [
                {
                  object: 'Deployment/web',
                  namespace: 'default',
                  change: 'changed',
                  paths: ['spec.selector.matchLabels.tier'],
                  immutable: ['spec.selector'],
                  source: 'software/chart/templates/web.yaml',
                },
              ],
            },
          ],
      outputs: [],
      drift: [],
      counts: {
        'no-op': 4,
        create: 0,
        update: 0,
        replace: removes ? 0 : 1,
        delete: removes ? 5 : 0,
        forget: 0,
      },
      loses: [],
      leftBehind: removes ? history.leftBehind : [],
    },
  };
}

/** What an operation answers: only its plan where only that was asked for. */
export const operated = (input: Readonly<Record<string, unknown>>) => ({
  ...preview('upgrade'),
  instance: String(input.id),
  status: input.planOnly === true ? 'planned' : 'succeeded',
  outputs: [],
  loses: [],
  leftBehind: [],
});
