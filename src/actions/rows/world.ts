import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { worldField } from '../schemas.ts';

export const worldShow = defineAction({
  id: 'world.show',
  title: text('World', '世界'),
  help: text(
    'Shows the simulated account: regions, networks, machine types with stock, images, certificates, quotas.',
    '显示模拟账号:地域、网络、机型与库存、镜像、证书、配额。',
  ),
  input: z.object({ world: worldField }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['world', 'show'],
    examples: [{ line: 'drydock world show --json', does: text('the default world', '默认世界') }],
  },
  face: { screen: 'world', key: 'l', ambient: true },
  load: async () => (await import('../run/world.ts')).show,
});
