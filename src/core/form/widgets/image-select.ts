import { text } from '../../text.ts';
import { findInstanceType, type MachineImage } from '../../world/index.ts';
import { choiceWidget, stringAt } from './choice.ts';
import { string, strings } from './config.ts';
import type { WidgetContext } from './widget.ts';

/** `TencentOS` and `TencentOS Server` name the same platform, whichever of the two a package writes. */
function ofPlatform(image: MachineImage, wanted: readonly string[] | undefined): boolean {
  const own = image.platform.toLowerCase();
  return (
    wanted?.some((each) => own.startsWith(each.toLowerCase()) || each.toLowerCase().startsWith(own)) ?? true
  );
}

function images({ world, config }: WidgetContext): MachineImage[] {
  const regions = strings(config, 'region', 'regions');
  const platforms = strings(config, 'platforms', 'platform');
  const machine = findInstanceType(world, string(config, 'instanceType') ?? '');
  return world.images.filter(
    (image) =>
      (regions === undefined || image.region === undefined || regions.includes(image.region)) &&
      (machine === undefined || machine.type.arch === image.arch) &&
      ofPlatform(image, platforms),
  );
}

/** 7. CVM image: `{image_id}`; only images that the chosen machine type can start. */
export const imageSelect = choiceWidget({
  name: 'image-select',
  title: text('CVM image', '云服务器镜像'),
  evidenced: true,
  otherNames: ['cvm-image-select'],
  properties: ['region', 'regions', 'instanceType', 'platforms', 'platform'],
  idPaths: [['image_id']],
  options: (context) =>
    images(context).map((image) => ({
      key: image.id,
      label: image.name,
      hint: `${image.platform} · ${image.arch}${image.region ? ` · ${image.region}` : ''}`,
      value: { image_id: image.id },
    })),
  assume(given) {
    const id = stringAt(given, ['image_id']);
    return id && /^img-[0-9a-z]+$/.test(id) ? { image_id: id } : undefined;
  },
});
