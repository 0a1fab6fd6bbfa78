import type { LintView, PlanView, ProjectDetailView, ProjectView } from '../../../src/actions/index.ts';
import type { Answers, FieldOption, FormField, FormState } from '../../../src/core/form/types.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { text } from '../../../src/core/text.ts';
import { nodes } from './rehearsal.ts';

const at = (line: number, column: number, length: number) => ({
  start: { line, column, offset: 0 },
  end: { line, column: column + length, offset: length },
});

export const projects: readonly ProjectView[] = [
  {
    dir: '/work/packages/hello-cluster',
    name: 'hello-cluster',
    packageId: 'pkg-h4k2m9xq',
    sample: true,
    addedAt: '2026-11-18T09:12:44Z',
    missing: false,
  },
  {
    dir: '/work/packages/clb-demo',
    name: 'clb-demo',
    packageId: 'pkg-8d0s7e1c',
    sample: false,
    addedAt: '2026-11-19T14:40:02Z',
    missing: false,
  },
  {
    dir: '/work/packages/trusted-log',
    name: 'trusted-log',
    packageId: 'pkg-2vbq0r5t',
    sample: false,
    addedAt: '2026-11-19T15:02:31Z',
    missing: false,
  },
  // A name that tries to look like another and to reach a terminal: it is data and shown as data.
  {
    dir: '/work/packages/evil',
    name: 'safe\u202Egnp.exe\u001b[2J<img src=x onerror=alert(1)>',
    packageId: null,
    sample: false,
    addedAt: '2026-11-20T08:00:00Z',
    missing: true,
  },
];

export const projectDetail = (dir: string): ProjectDetailView => ({
  ...(projects.find((each) => each.dir === dir) ?? {
    dir,
    name: dir,
    packageId: null,
    sample: false,
    addedAt: '',
    missing: false,
  }),
  kind: 'container',
  args: 7,
  resources: nodes.length,
  outputs: ['admin_password', 'cluster_id', 'main'],
  charts: [{ path: 'software/chart', name: 'hello-cluster', version: '1.4.2' }],
  specs: [
    {
      key: 'edition',
      name: 'Edition',
      values: [
        { value: 'std', name: 'Standard' },
        { value: 'pro', name: 'Professional' },
      ],
    },
    {
      key: 'seats',
      name: 'Seats',
      values: [
        { value: '10', name: '10' },
        { value: '100', name: '100' },
        { value: '0', name: 'unlimited' },
      ],
    },
  ],
  files: [
    { path: 'package.yaml', bytes: 4211 },
    { path: 'infrastructure/cluster.tf', bytes: 3120 },
    { path: 'infrastructure/database.tf', bytes: 1894 },
    { path: 'infrastructure/variable.tf', bytes: 2033 },
    { path: 'infrastructure/output.tf', bytes: 412 },
    { path: 'software/chart/Chart.yaml', bytes: 183 },
    { path: 'software/chart/values.yaml', bytes: 1211 },
    { path: 'software/chart/templates/deployment.yaml', bytes: 2750 },
    { path: 'software/chart/templates/helpers.yaml', bytes: 988 },
  ],
});

export const lintView = (root: string, dialect: LintView['dialect']): LintView => ({
  root,
  dialect,
  report: '',
  diagnostics: [
    {
      code: 'PKG_POLICY_MISSING_ACTION',
      severity: 'error',
      message: text(
        'The runtime role does not allow `cdb:CreateDBInstance`, which tencentcloud_mysql_instance.main needs.',
        '运行角色未授权 `cdb:CreateDBInstance`,而 tencentcloud_mysql_instance.main 需要该权限。',
      ),
      file: 'package.yaml',
      range: at(41, 9, 24),
      fix: { title: text('Add the action to role.policy', '将该操作加入 role.policy'), edits: [] },
    },
    {
      code: 'TF_ZONE_HARD_CODED',
      severity: dialect === 'terraform' ? 'error' : 'warning',
      message: text(
        'The zone "ap-guangzhou-3" is written in, so the package installs in one zone only.',
        '可用区 "ap-guangzhou-3" 被写死,安装包只能安装在该可用区。',
      ),
      file: 'infrastructure/database.tf',
      range: at(12, 23, 16),
    },
    {
      code: 'CHART_IMAGE_LATEST',
      severity: 'info',
      message: text(
        'Image tag "latest" means another image tomorrow.',
        '镜像标签 "latest" 明天可能指向另一个镜像。',
      ),
      file: 'software/chart/values.yaml',
      range: at(7, 10, 6),
    },
  ],
  counts: dialect === 'terraform' ? { error: 2, warning: 0, info: 1 } : { error: 1, warning: 1, info: 1 },
  excerpts: {
    'package.yaml': { 40: '    - action:', 41: '        - cvm:RunInstances', 42: '      effect: allow' },
    'infrastructure/database.tf': {
      11: '  engine_version    = "8.0"',
      12: '  availability_zone = "ap-guangzhou-3"',
      13: '  charge_type       = "POSTPAID"',
    },
    'software/chart/values.yaml': { 6: 'image:', 7: '    tag: latest' },
  },
});

const option = (key: string, label: string, value: Json, more: Partial<FieldOption> = {}): FieldOption => ({
  key,
  label,
  value,
  ...more,
});

const zones: Readonly<Record<string, readonly string[]>> = {
  'ap-guangzhou': ['ap-guangzhou-3', 'ap-guangzhou-4', 'ap-guangzhou-6'],
  'ap-shanghai': ['ap-shanghai-2', 'ap-shanghai-5'],
};

const network = (region: string, zone: string): JsonObject => ({
  region,
  availability_zone: zone,
  vpc: { id: `vpc-${region.slice(3, 7)}01`, cidr_block: '10.0.0.0/16' },
  subnet: { id: `subnet-${zone.slice(-6)}`, zone },
});

const machines = (zone: string): readonly FieldOption[] => [
  option('S5.MEDIUM4', 'S5.MEDIUM4', { instance_type: 'S5.MEDIUM4', zone }, { hint: '2 CPU · 4 GiB' }),
  option('S5.LARGE8', 'S5.LARGE8', { instance_type: 'S5.LARGE8', zone }, { hint: '4 CPU · 8 GiB' }),
  option(
    'S5.4XLARGE64',
    'S5.4XLARGE64',
    { instance_type: 'S5.4XLARGE64', zone },
    { hint: '16 CPU · 64 GiB', disabled: text('sold out', '已售罄') },
  ),
];

const autoValues: Answers = {
  network: network('ap-guangzhou', 'ap-guangzhou-3'),
  machine: { instance_type: 'S5.MEDIUM4', zone: 'ap-guangzhou-3' },
  disk: { disk_type: 'CLOUD_BSSD', disk_size: 50 },
  password: 'Auto-0k!7xQz2',
  domain: 'demo.example.com',
  backups: true,
};

const field = (
  index: number,
  part: Partial<FormField> & Pick<FormField, 'name' | 'label' | 'widget' | 'input'>,
): FormField => ({
  index,
  optional: false,
  visible: true,
  options: [],
  evidenced: true,
  limits: {},
  ...part,
});

const wanted = { code: 'FORM_REQUIRED', message: text('An answer is required.', '必须填写。') };

/** The linkage of the sample's form: the machine waits for the network; days show only with backups. */
export function form(answers: unknown): FormState {
  const given =
    answers === 'auto' || answers === undefined ? autoValues : (answers as { values: Answers }).values;
  const net = given.network as JsonObject | undefined;
  const zone = typeof net?.availability_zone === 'string' ? net.availability_zone : undefined;
  const password = given.password;
  const weak = typeof password === 'string' && password.length < 8;
  const fields: FormField[] = [
    field(0, {
      name: 'network',
      label: 'Network',
      widget: 'subnet-select',
      input: 'choice',
      description: 'Where the cluster and the database will live.',
      options: Object.entries(zones).flatMap(([region, list]) =>
        list.map((each) =>
          option(`subnet-${each.slice(-6)}`, `${each} / subnet-${each.slice(-6)}`, network(region, each), {
            hint: '10.0.0.0/20',
          }),
        ),
      ),
      ...(net ? { value: net } : { error: wanted }),
    }),
    field(1, {
      name: 'machine',
      label: 'Machine type of the nodes',
      widget: 'cvm-instance-type-select',
      input: 'choice',
      ...(zone
        ? { options: machines(zone) }
        : { incomplete: text('Choose a network first.', '请先选择网络。') }),
      ...(given.machine === undefined ? { error: wanted } : { value: given.machine }),
    }),
    field(2, {
      name: 'disk',
      label: 'Data disk',
      widget: 'disk-select',
      input: 'disk',
      options: [
        option('CLOUD_BSSD', 'Balanced SSD', { disk_type: 'CLOUD_BSSD', disk_size: 50 }),
        option('CLOUD_SSD', 'SSD', { disk_type: 'CLOUD_SSD', disk_size: 50 }),
      ],
      limits: { minDiskSize: 50 },
      ...(given.disk === undefined ? { error: wanted } : { value: given.disk }),
    }),
    field(3, {
      name: 'password',
      label: 'Database password',
      widget: 'secret',
      input: 'password',
      ...(password === undefined ? { error: wanted } : { value: password }),
      ...(weak
        ? { error: { code: 'FORM_VALIDATOR', message: text('At least 8 characters.', '至少 8 个字符。') } }
        : {}),
    }),
    field(4, {
      name: 'domain',
      label: 'Domain',
      widget: 'domain-input',
      input: 'text',
      optional: true,
      ...(given.domain === undefined ? {} : { value: given.domain }),
    }),
    field(5, {
      name: 'backups',
      label: 'Daily backups',
      widget: 'switch',
      input: 'boolean',
      optional: true,
      value: given.backups ?? false,
    }),
    field(6, {
      name: 'days',
      label: 'Days that backups are kept',
      widget: 'input-number',
      input: 'number',
      visible: given.backups === true,
      limits: { min: 1, max: 90 },
      value: given.days ?? 7,
    }),
    field(7, {
      name: 'settings',
      label: 'Settings',
      widget: 'cam-policy',
      input: 'json',
      optional: true,
      evidenced: false,
      ...(given.settings === undefined ? {} : { value: given.settings }),
    }),
  ];
  const complete = fields.every((each) => !each.visible || each.error === undefined);
  const answered = fields.filter((each) => each.visible && each.value !== undefined);
  return {
    fields,
    complete,
    answers: Object.fromEntries(answered.map((each) => [each.name, each.value ?? null])),
    diagnostics: [],
  };
}

export const plan = (root: string, answers: unknown): PlanView => ({
  root,
  complete: true,
  resources: nodes.map((node) => ({
    address: node.address,
    type: node.type,
    name: node.name,
    mode: 'managed',
    action: 'create',
    dependsOn: node.dependsOn,
    args: { name: `hello-${node.name}`, availability_zone: 'ap-guangzhou-3', tags: { app: 'hello-cluster' } },
    unknown: node.dependsOn.length > 0 ? { vpc_id: true } : {},
    file: node.place.file,
    line: node.place.range?.start.line ?? 1,
  })),
  outputs: [
    { name: 'admin_password', sensitive: true, known: false, value: null },
    { name: 'cluster_id', sensitive: false, known: false, value: null },
    { name: 'main', sensitive: false, known: true, value: 'http://demo.example.com' },
  ],
  diagnostics: [],
  form: form(answers),
});
