import { isJsonObject, type Json } from '../../json.ts';
import { type LocalText, text } from '../../text.ts';
import { nearest } from '../../world/index.ts';
import { fieldError, show } from '../field-error.ts';
import { number, string } from './config.ts';
import type { Accepted, Widget, WidgetContext } from './widget.ts';

const DISK_TYPES: readonly { readonly type: string; readonly name: LocalText }[] = [
  { type: 'CLOUD_PREMIUM', name: text('Premium cloud disk', '高性能云硬盘') },
  { type: 'CLOUD_BSSD', name: text('General-purpose SSD', '通用型 SSD 云硬盘') },
  { type: 'CLOUD_SSD', name: text('SSD cloud disk', 'SSD 云硬盘') },
  { type: 'CLOUD_HSSD', name: text('Enhanced SSD', '增强型 SSD 云硬盘') },
];

/** Sizes in GiB that the Terraform provider accepts for system disks (20-2048) and data disks (10-32000). */
function limits({ config }: WidgetContext): { min: number; max: number; start: number } {
  const system = string(config, 'usage') !== 'data';
  const [least, max] = system ? [20, 2048] : [10, 32_000];
  const min = Math.max(least, number(config, 'minDiskSize') ?? 0);
  return { min, max, start: Math.max(50, min) };
}

/** `CLOUD_SSD`, `CLOUD_SSD:100`, `{disk_type, disk_size}` or one of the two attributes. */
function read(answer: Json, start: number): { type: Json; size: Json } | undefined {
  if (typeof answer === 'string') {
    const [type = '', size] = answer.split(':');
    return { type, size: size === undefined ? start : Number(size) };
  }
  if (!isJsonObject(answer)) return undefined;
  const size = answer.disk_size ?? start;
  return {
    type: answer.disk_type ?? DISK_TYPES[0]?.type ?? '',
    size: typeof size === 'string' ? Number(size) : size,
  };
}

function accept(answer: Json, context: WidgetContext): Accepted {
  const { min, max, start } = limits(context);
  const given = read(answer, start);
  if (!given) {
    const expected = 'CLOUD_SSD:100 | {disk_type, disk_size}';
    return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected }) };
  }
  const types = DISK_TYPES.map(({ type }) => type);
  if (typeof given.type !== 'string' || !types.includes(given.type)) {
    const near = nearest(String(given.type), types).join(', ') || types.join(', ');
    return { error: fieldError('FORM_ANSWER_NOT_OFFERED', { given: show(given.type), near }) };
  }
  if (
    typeof given.size !== 'number' ||
    !Number.isInteger(given.size) ||
    given.size < min ||
    given.size > max
  ) {
    return { error: fieldError('FORM_RANGE', { given: `disk_size ${show(given.size)}`, min, max }) };
  }
  return { value: { disk_type: given.type, disk_size: given.size } };
}

/** 6. Cloud disk: `{disk_type, disk_size}`, size in GiB and at least `minDiskSize`. */
export const diskSelect: Widget = {
  name: 'disk-select',
  title: text('Cloud disk', '云硬盘'),
  evidenced: true,
  otherNames: ['cbs-select', 'cloud-disk-select'],
  input: 'disk',
  properties: ['usage', 'cvmConfig', 'minDiskSize'],
  options: (context) =>
    DISK_TYPES.map(({ type, name }) => ({
      key: type,
      label: name.en,
      hint: name['zh-CN'],
      value: { disk_type: type, disk_size: limits(context).start },
    })),
  limits: (context) => {
    const { min, max } = limits(context);
    return { min, max, unit: 'GiB' };
  },
  accept,
};
