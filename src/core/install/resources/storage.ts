import { privateIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import { checkPlacement } from './network-checks.ts';

const fileSystem: Behaviour = {
  types: ['tencentcloud_cfs_file_system'],
  fidelity: 'partial',
  idPrefix: 'cfs',
  seconds: [15, 40],
  quota: 'cfs.fileSystems',
  refers: { vpc_id: 'vpc', subnet_id: 'subnet' },
  check: (subject) => checkPlacement(subject, { vpc: 'vpc_id', subnet: 'subnet_id' }),
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    mount_ip: privateIp(subject, random),
    fs_id: random.chars(8, 'abcdefghijklmnopqrstuvwxyz0123456789'),
  }),
};

/** A small thing of the file or block storage: an id and a name. */
const part = (type: string, idPrefix: string, needs: readonly string[] = []): Behaviour => ({
  types: [type],
  fidelity: 'partial',
  idPrefix,
  seconds: [2, 8],
  needs,
});

const disk: Behaviour = {
  types: ['tencentcloud_cbs_storage'],
  fidelity: 'partial',
  idPrefix: 'disk',
  seconds: [5, 12],
  quota: 'cbs.disks',
  needs: ['storage_type', 'storage_size'],
  attributes: (subject) => ({
    storage_name: subject.nameOr('storage_name'),
    storage_status: 'UNATTACHED',
    attached: false,
  }),
};

const bucket: Behaviour = {
  types: ['tencentcloud_cos_bucket'],
  fidelity: 'partial',
  idPrefix: '',
  seconds: [2, 6],
  quota: 'cos.buckets',
  needs: ['bucket'],
  attributes: (subject) => ({
    id: subject.text('bucket') ?? '',
    cos_bucket_url: `https://${subject.text('bucket') ?? ''}.cos.${subject.region}.myqcloud.com`,
  }),
};

export const storage: readonly Behaviour[] = [
  fileSystem,
  part('tencentcloud_cfs_access_group', 'pgroup'),
  part('tencentcloud_cfs_access_rule', 'rule', ['access_group_id']),
  part('tencentcloud_cfs_auto_snapshot_policy', 'asp'),
  part('tencentcloud_cfs_auto_snapshot_policy_attachment', 'asp'),
  part('tencentcloud_cfs_snapshot', 'snap', ['file_system_id']),
  disk,
  part('tencentcloud_cbs_storage_attachment', 'disk', ['storage_id', 'instance_id']),
  bucket,
];
