import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';
import { staticString } from '../static-json.ts';
import { itemsOf } from '../terraform.ts';

const ANYWHERE = new Set(['0.0.0.0/0', '::/0', 'all']);
const EVERY_PORT = /^(ALL|[01]-65535)$/i;
const OPEN_LITE = /^ACCEPT#(0\.0\.0\.0\/0|::\/0)#ALL#ALL$/i;

export const tf130 = defineRule(
  'TF130',
  'warning',
  text('Security groups do not let everything in', '安全组不放通全部流量'),
  function* ({ tf }) {
    for (const { resource, body } of tf.resourceParts) {
      if (!resource.type.startsWith('tencentcloud_security_group')) continue;
      const file = resource.file;
      const message = text(
        'This lets anyone on the internet reach every port: name the ports, or the sources.',
        '此规则允许互联网上任何人访问所有端口:请限定端口或来源。',
      );
      for (const list of ['ingress']) {
        const attribute = body.attributes.get(list);
        for (const item of attribute ? itemsOf(attribute.expr) : []) {
          const rule = staticString(item);
          if (rule !== undefined && OPEN_LITE.test(rule)) yield { message, file, range: item.range };
        }
      }
      const read = (name: string) => {
        const attribute = body.attributes.get(name);
        return attribute && staticString(attribute.expr);
      };
      const source = body.attributes.get('cidr_ip') ?? body.attributes.get('cidr_block');
      const from = source && staticString(source.expr);
      if (source === undefined || from === undefined || !ANYWHERE.has(from.toLowerCase())) continue;
      const direction = read('type') ?? 'ingress';
      const all = (value: string | undefined) =>
        value === undefined || value === '' || value.toUpperCase() === 'ALL';
      const refuses = (read('policy') ?? read('action') ?? 'accept').toLowerCase() === 'drop';
      if (direction !== 'ingress' || refuses || isEgressBlock(body, resource)) continue;
      const port = read('port_range') ?? read('port');
      const isAll = all(read('ip_protocol') ?? read('protocol')) ? all(port) : EVERY_PORT.test(port ?? '');
      if (isAll) yield { message, file, range: source.expr.range };
    }
  },
);

/** A nested `egress` block of a rule set. */
const isEgressBlock = (
  body: unknown,
  resource: { block: { body: { blocks: readonly { type: string; body: unknown }[] } } },
): boolean => resource.block.body.blocks.some((block) => block.type === 'egress' && block.body === body);
