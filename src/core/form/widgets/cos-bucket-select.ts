import { text } from '../../text.ts';
import { choiceWidget, stringAt } from './choice.ts';
import { allowedRegions, regionAttributes } from './config.ts';

/**
 * 4. COS bucket: `{region, region_id, bucket, app_id}`. `bucket` carries the -APPID suffix, as COS itself and the
 * resource of a CAM policy (`uid/APPID:BUCKET/*`) name a bucket [inferred].
 */
export const cosBucketSelect = choiceWidget({
  name: 'cos-bucket-select',
  title: text('COS bucket', '对象存储桶'),
  evidenced: true,
  otherNames: ['bucket-select', 'cos-select'],
  properties: ['regions', 'supportedRegionIds'],
  idPaths: [['bucket']],
  options: ({ world, config }) => {
    const regions = new Map(allowedRegions(world, config).map((region) => [region.id, region]));
    return world.buckets.flatMap((bucket) => {
      const region = regions.get(bucket.region);
      if (!region) return [];
      const name = `${bucket.name}-${bucket.appId}`;
      const value = { ...regionAttributes(region), bucket: name, app_id: bucket.appId };
      return [{ key: name, label: bucket.name, hint: region.id, value }];
    });
  },
  assume(given, { world, config }) {
    const region = allowedRegions(world, config).find((each) => each.id === stringAt(given, ['region']));
    const bucket = stringAt(given, ['bucket']);
    if (!region || !bucket) return undefined;
    return {
      ...regionAttributes(region),
      bucket,
      app_id: stringAt(given, ['app_id']) ?? world.account.appId,
    };
  },
});
