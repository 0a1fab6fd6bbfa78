import { text } from '../../text.ts';
import { choiceWidget, stringAt } from './choice.ts';

/** 8. Private DNS zone. String and shape are guesses: `{zone_id, domain}`. */
export const privateDnsSelect = choiceWidget({
  name: 'private-dns-select',
  title: text('Private DNS', '私有域解析'),
  evidenced: false,
  otherNames: [
    'private-dns',
    'private-zone-select',
    'private-domain-select',
    'privatedns-select',
    'dns-select',
  ],
  properties: [],
  idPaths: [['zone_id']],
  options: ({ world }) =>
    world.privateZones.map((zone) => ({
      key: zone.id,
      label: zone.domain,
      hint: zone.vpcs.join(', '),
      value: { zone_id: zone.id, domain: zone.domain },
    })),
  assume(given) {
    const id = stringAt(given, ['zone_id']);
    return id ? { zone_id: id, domain: stringAt(given, ['domain']) ?? null } : undefined;
  },
});
