import type { ValueShape, WidgetInfo } from './widget.ts';

const object = (attributes: Record<string, ValueShape>): ValueShape => ({ object: attributes });
const strings: ValueShape = { list: 'string' };
const region = { region: 'string', region_id: 'string' } as const;

const known = (
  name: string,
  properties: readonly string[],
  output: ValueShape,
): readonly [string, WidgetInfo] => [name, { name, evidenced: true, properties, output }];

const guessed = (name: string, output: ValueShape = 'any'): readonly [string, WidgetInfo] => [
  name,
  { name, evidenced: false, properties: [], output },
];

/** Every widget string that is known or guessed (facts section 3). */
export const widgets: ReadonlyMap<string, WidgetInfo> = new Map([
  known(
    'region-and-zone-select',
    ['regions', 'supportedRegionIds'],
    object({ ...region, zone: 'string', zone_id: 'string' }),
  ),
  known(
    'subnet-select',
    ['regions', 'supportedRegionIds'],
    object({
      ...region,
      availability_zone: 'string',
      vpc_id: 'string',
      subnet_id: 'string',
      vpc: object({ id: 'string', cidr_block: 'string', default_route_table_id: 'string' }),
      subnet: object({ id: 'string', zone: 'string', zone_id: 'string', cidr_block: 'string' }),
    }),
  ),
  known(
    'security-group-select',
    ['regions'],
    object({
      ...region,
      security_group_id: 'string',
      security_group: object({ id: 'string' }),
      security_groups: strings,
    }),
  ),
  known('cos-bucket-select', [], object({ ...region, bucket: 'string', app_id: 'string' })),
  known(
    'cvm-instance-type-select',
    ['region', 'zone', 'chargeType', 'cpu', 'memory'],
    object({ ...region, zone: 'string', instance_type: 'string' }),
  ),
  known(
    'disk-select',
    ['usage', 'cvmConfig', 'minDiskSize'],
    object({ disk_type: 'string', disk_size: 'number' }),
  ),
  known('image-select', ['region', 'instanceType', 'platforms'], object({ image_id: 'string' })),
  known('certificate-select', [], object({ certId: 'string' })),
  known('ssh-key-pairs-select', [], object({ keyIds: strings })),
  known('domain-input', ['certId'], object({ domain: 'string' })),
  known('switch', [], 'bool'),
  known('secret', [], 'string'),
  known('select', ['options'], 'string'),
  known('input-number', ['min', 'max'], 'number'),
  known('input', [], 'string'),
  guessed('private-dns-select'),
  guessed('cidr-input'),
  guessed('cam-policy'),
  guessed('checkbox'),
  guessed('secret-textarea', 'string'),
  guessed('textarea', 'string'),
]);

/** What `var.<name>` holds for a widget; `any` for a widget that is not known. */
export const widgetOutput = (widget: string): ValueShape => widgets.get(widget)?.output ?? 'any';
