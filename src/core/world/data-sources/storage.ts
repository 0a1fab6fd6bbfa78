import type { Disk, FileSystem } from '../things/types.ts';
import { listed } from './ask.ts';
import { byProject, hasTags, known, type Listing, plainTags, sourceOf } from './lister.ts';
import { disksOf, fileSystemsOf, madeBuckets } from './made/index.ts';
import type { DataSource } from './types.ts';

const fileSystems: Listing<FileSystem> = {
  type: 'tencentcloud_cfs_file_systems',
  list: 'file_system_list',
  all: fileSystemsOf,
  id: (each) => each.id,
  by: {
    file_system_id: (each, asked) => each.id === asked,
    name: (each, asked) => each.name === asked,
    availability_zone: (each, asked) => each.zone === asked,
    vpc_id: (each, asked) => each.vpc === asked,
    subnet_id: (each, asked) => each.subnet === asked,
  },
  row: (each) =>
    known({
      file_system_id: each.id,
      name: each.name,
      availability_zone: each.zone,
      protocol: each.protocol,
      access_group_id: each.accessGroup,
      storage_type: each.storageType,
      status: 'available',
      mount_ip: each.ip,
      fs_id: each.fsId,
    }),
};

const disks = (type: string): Listing<Disk> => ({
  type,
  list: 'storage_list',
  all: disksOf,
  id: (each) => each.id,
  by: {
    storage_id: (each, asked) => each.id === asked,
    storage_name: (each, asked) => each.name === asked,
    availability_zone: (each, asked) => each.zone === asked,
    storage_type: (each, asked) => each.type === asked,
    storage_usage: (each, asked) => each.usage === asked,
    project_id: byProject,
  },
  byAny: {
    charge_type: (each, asked) => asked.includes(each.chargeType),
    storage_state: (each, asked) => asked.includes(each.instance === '' ? 'UNATTACHED' : 'ATTACHED'),
  },
  row: (each) =>
    known({
      storage_id: each.id,
      storage_name: each.name,
      availability_zone: each.zone,
      storage_type: each.type,
      storage_size: each.size,
      storage_usage: each.usage,
      project_id: each.project,
      attached: each.instance !== '',
      instance_id: each.instance,
      encrypt: each.encrypted,
      charge_type: each.chargeType,
      status: each.instance === '' ? 'UNATTACHED' : 'ATTACHED',
      tags: plainTags(each.tags),
    }),
});

const buckets: DataSource = {
  type: 'tencentcloud_cos_buckets',
  owned: true,
  by: ['bucket_prefix', 'tags'],
  answer: (asked, account) => {
    const prefix = asked.text('bucket_prefix') ?? '';
    const own = account.world.buckets.map((each) => ({
      name: `${each.name}-${each.appId}`,
      tags: each.tags ?? {},
    }));
    const items = [...own, ...madeBuckets(account)]
      .filter(({ name, tags }) => name.startsWith(prefix) && hasTags(tags, asked.args.tags))
      // The provider writes its own region into the address, whatever the bucket's is.
      .map(({ name, tags }) => ({
        bucket: name,
        cos_bucket_url: `${name}.cos.${asked.region ?? ''}.myqcloud.com`,
        ...(Object.keys(tags).length > 0 ? { tags: plainTags(tags) } : {}),
      }));
    return listed('bucket_list', ['bucketlist', prefix], items);
  },
};

/** What keeps data: file systems, disks and buckets. */
export const storage: readonly DataSource[] = [
  sourceOf(fileSystems),
  sourceOf(disks('tencentcloud_cbs_storages')),
  sourceOf(disks('tencentcloud_cbs_storages_set')),
  buckets,
];
