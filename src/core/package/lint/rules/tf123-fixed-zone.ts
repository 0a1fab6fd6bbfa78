import { text } from '../../../text.ts';
import { possibleValues } from '../id-kinds.ts';
import { defineRule } from '../rule.ts';
import { staticString } from '../static-json.ts';

const ZONE = /^(ap|na|eu|sa|me|af|us)-[a-z]+(-[a-z]+)*-\d+$/;
const REGION = /^(ap|na|eu|sa|me|af|us)-[a-z]+(-[a-z]+)*$/;
const CHOOSES_PLACE = new Set(['subnet-select', 'region-and-zone-select']);

export const tf123 = defineRule(
  'TF123',
  'warning',
  text('The place is the one that the customer chooses', '部署位置由客户选择'),
  function* ({ tf, model }) {
    const chooser = model.args.find((arg) => CHOOSES_PLACE.has(arg.widget));
    if (chooser === undefined) return;
    for (const { attribute, file, owner } of tf.sites) {
      const isZone = /(^|_)(availability_)?zone$/.test(attribute.name) && owner.kind === 'resource';
      const isRegion =
        attribute.name === 'region' && (owner.kind === 'provider' || owner.kind === 'resource');
      if (!isZone && !isRegion) continue;
      for (const value of possibleValues(attribute.expr)) {
        const place = staticString(value);
        if (place === undefined || !(isZone ? ZONE : REGION).test(place)) continue;
        yield {
          message: text(
            `"${place}" is fixed, while the customer chooses the place with "${chooser.name}".`,
            `"${place}" 是固定值,而客户通过 "${chooser.name}" 选择部署位置。`,
          ),
          file,
          range: value.range,
        };
      }
    }
  },
);
