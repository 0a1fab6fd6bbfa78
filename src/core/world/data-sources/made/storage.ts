import type { Disk, FileSystem, Tags } from '../../things/types.ts';
import type { Account } from '../types.ts';
import { inRegion, of, place, tagsOf, text, whole } from './read.ts';

export const fileSystemsOf = (account: Account, region: string): readonly FileSystem[] =>
  inRegion(
    [
      ...account.world.fileSystems,
      ...of(account, 'cfs_file_system', (each): FileSystem => {
        const { attributes: at } = each;
        return {
          ...place(each, 'name'),
          protocol: text(at.protocol) || 'NFS',
          storageType: text(at.storage_type) || 'SD',
          accessGroup: text(at.access_group_id),
          ip: text(at.mount_ip),
          fsId: text(at.fs_id),
        };
      }),
    ],
    region,
  );

export const disksOf = (account: Account, region: string): readonly Disk[] =>
  inRegion(
    [
      ...account.world.disks,
      ...of(
        account,
        'cbs_storage',
        ({ region: where, attributes: at }): Disk => ({
          id: text(at.id),
          name: text(at.storage_name),
          region: where,
          zone: text(at.availability_zone),
          project: whole(at.project_id),
          tags: tagsOf(at.tags),
          type: text(at.storage_type),
          size: whole(at.storage_size),
          usage: 'DATA_DISK',
          instance: '',
          encrypted: at.encrypt === true,
          chargeType: text(at.charge_type) || 'POSTPAID_BY_HOUR',
        }),
      ),
    ],
    region,
  );

/** Buckets that were made, by their whole name. */
export const madeBuckets = (account: Account): readonly { readonly name: string; readonly tags: Tags }[] =>
  of(account, 'cos_bucket', ({ attributes: at }) => ({
    name: text(at.bucket) || text(at.id),
    tags: tagsOf(at.tags),
  }));
