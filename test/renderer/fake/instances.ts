import type {
  InstanceDetailView,
  InstanceView,
  LicenseInspectView,
  LicenseVerdictView,
  LicenseView,
} from '../../../src/actions/index.ts';
import { text } from '../../../src/core/text.ts';
import { history } from './lifecycle.ts';
import { nodes } from './rehearsal.ts';

export const instances: readonly InstanceView[] = [
  {
    id: 'cloudapp-2gwvcfb1',
    project: 'hello-cluster',
    dir: '/work/packages/hello-cluster',
    packageId: 'pkg-h4k2m9xq',
    status: 'succeeded',
    createdAt: '2026-11-20T15:22:10Z',
    resources: 12,
    revision: 3,
    operation: 'upgrade',
    drifted: 1,
    license: '100000000001:pkg-h4k2m9xq:cloudapp-2gwvcfb1:1',
    main: 'http://118.25.10.44',
  },
  {
    id: 'cloudapp-9k1m3v7x',
    project: 'trusted-log',
    dir: '/work/packages/trusted-log',
    packageId: 'pkg-2vbq0r5t',
    status: 'succeeded',
    createdAt: '2026-11-19T10:02:44Z',
    resources: 8,
    revision: 1,
    operation: 'install',
    drifted: 0,
    main: 'http://118.25.10.9',
  },
  {
    id: 'cloudapp-0d4f6h8j',
    project: 'clb-demo',
    dir: '/work/packages/clb-demo',
    packageId: 'pkg-8d0s7e1c',
    status: 'failed',
    createdAt: '2026-11-18T20:41:00Z',
    resources: 3,
    revision: 1,
    operation: 'install',
    drifted: 0,
  },
];

export function instanceDetail(id: string, reveal: boolean): InstanceDetailView {
  const instance = instances.find((each) => each.id === id) ?? instances[0];
  if (!instance) throw new Error('no instance');
  return {
    ...instance,
    ...history,
    seed: 1,
    answers: {
      backups: true,
      domain: 'demo.example.com',
      network: { region: 'ap-guangzhou', availability_zone: 'ap-guangzhou-3' },
    },
    outputs: [
      {
        name: 'admin_password',
        sensitive: true,
        value: reveal ? 'Zx9!mQ72pL' : '******',
        description: 'First password of the administrator',
      },
      { name: 'cluster_id', sensitive: false, value: 'cls-8f2k1m0q' },
      { name: 'main', sensitive: false, value: 'http://118.25.10.44', description: 'Address of the console' },
    ],
    assumptions: [
      {
        code: 'SIM_IMAGE_ASSUMED',
        text: text(
          'Image hello/worker:2.1 is taken to exist elsewhere.',
          '镜像 hello/worker:2.1 按存在于别处处理。',
        ),
      },
    ],
    resourceList: nodes.map((node, index) => ({
      address: node.address,
      type: node.type,
      id: `${node.name.slice(0, 3)}-${(index * 7919 + 4711).toString(36)}`,
      state: 'created',
      region: 'ap-guangzhou',
      fidelity: node.fidelity,
      attributes: { name: `hello-${node.name}`, availability_zone: 'ap-guangzhou-3' },
    })),
    workloads: [{ object: 'Deployment/hello-web', state: 'ready' }],
  };
}

export const licenses: readonly LicenseView[] = [
  {
    id: '100000000001:pkg-h4k2m9xq:cloudapp-2gwvcfb1:1',
    instance: 'cloudapp-2gwvcfb1',
    packageId: 'pkg-h4k2m9xq',
    type: 'Development',
    mode: 'Subscription',
    status: 'Active',
    issuedAt: '2026-11-20T15:22:10Z',
    expiresAt: '2026-12-20T15:22:10Z',
  },
  {
    id: '100000000001:pkg-2vbq0r5t:cloudapp-9k1m3v7x:1',
    instance: 'cloudapp-9k1m3v7x',
    packageId: 'pkg-2vbq0r5t',
    type: 'Development',
    mode: 'Permanent',
    status: 'Active',
    issuedAt: '2026-11-19T10:02:44Z',
  },
  {
    id: '100000000001:pkg-8d0s7e1c:cloudapp-0d4f6h8j:2',
    instance: 'cloudapp-0d4f6h8j',
    packageId: 'pkg-8d0s7e1c',
    type: 'Development',
    mode: 'Subscription',
    status: 'Expired',
    issuedAt: '2026-09-01T00:00:00Z',
    expiresAt: '2026-10-01T00:00:00Z',
  },
];

export const licenseText =
  '{"Response":{"License":{"LicenseId":"100000000001:pkg-h4k2m9xq:cloudapp-2gwvcfb1:1","LicenseType":"Development","LicenseMode":"Subscription","LicenseStatus":"Active","SoftwarePackageId":"pkg-h4k2m9xq","AuthorizedCloudappId":"cloudapp-2gwvcfb1","BillingMode":4,"LifeSpan":30,"LifeSpanUnit":"D"},"Timestamp":"2026-11-20T15:22:10Z","Signature":"m0Vq…","RequestId":"drydock-1"}}';

/** Valid is only the very text that was issued. */
export function verdict(given: string): LicenseVerdictView {
  const at = '2026-11-20T18:00:00.000Z';
  if (given === licenseText) {
    return {
      verdict: 'valid',
      summary: text(
        'Signed with this data directory’s key and active.',
        '由该数据目录的密钥签名,且处于有效状态。',
      ),
      reasons: [],
      key: 'own',
      at,
    };
  }
  if (!given.startsWith('{')) {
    return {
      verdict: 'unknown',
      summary: text('This is not a licence response that can be read.', '无法识别为许可证响应。'),
      reasons: [{ code: 'LICENSE_UNREADABLE', message: text('Not JSON.', '不是 JSON。') }],
      at,
    };
  }
  return {
    verdict: 'invalid',
    summary: text('The signature does not fit what the licence says.', '签名与许可证内容不符。'),
    reasons: [
      {
        code: 'LICENSE_ALTERED',
        message: text(
          'LifeSpan was altered after signing: the register says 30.',
          'LifeSpan 在签名后被改动:登记值为 30。',
        ),
      },
      { code: 'LICENSE_EXPIRED', message: text('It expired on 2026-12-20.', '已于 2026-12-20 过期。') },
    ],
    at,
  };
}

export const inspected: LicenseInspectView = {
  form: 'response',
  fields: [
    {
      name: 'LicenseId',
      title: text('Licence id', '许可证编号'),
      value: '100000000001:pkg-h4k2m9xq:cloudapp-2gwvcfb1:1',
      meaning: text('Customer, package, instance and number.', '客户、安装包、实例与序号。'),
    },
    {
      name: 'LicenseMode',
      title: text('Mode', '授权模式'),
      value: 'Subscription',
      meaning: text('Ends after its life span unless renewed.', '到期后若未续期则终止。'),
    },
    { name: 'BillingMode', title: text('Billing', '计费方式'), value: 4, meaning: text('4: free', '4:免费') },
    {
      name: 'LifeSpan',
      title: text('Life span', '有效期'),
      value: 30,
      meaning: text('In units of LifeSpanUnit (D: days).', '单位见 LifeSpanUnit(D:天)。'),
    },
  ],
  unknownFields: [],
  notes: [],
  at: '2026-11-20T18:00:00.000Z',
  state: 'Active',
  stateText: text('active', '有效'),
};
