import type { InstanceDetailView } from '../../../src/actions/index.ts';
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
