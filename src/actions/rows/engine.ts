import { z } from 'zod';
import type { Change } from '../../core/engine/index.ts';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';

export const engineStatus = defineAction({
  id: 'engine.status',
  title: text('Engine status', '引擎状态'),
  help: text(
    'Says whether the engine runs, and the addresses of the console and the registry.',
    '显示引擎是否运行,以及控制台与镜像仓库的地址。',
  ),
  input: z.object({}),
  needs: 'running',
  streams: false,
  cli: {
    words: ['status'],
    examples: [{ line: 'drydock status --json', does: text('addresses for a script', '供脚本使用的地址') }],
  },
  face: { screen: 'engine', key: 's', ambient: true },
  load: async () => (await import('../run/engine.ts')).status,
});

export const engineStop = defineAction({
  id: 'engine.stop',
  title: text('Stop the engine', '停止引擎'),
  help: text(
    'Stops the engine of this data directory; running rehearsals are cancelled and kept.',
    '停止该数据目录的引擎;正在进行的演练会被取消并保留记录。',
  ),
  input: z.object({}),
  needs: 'running',
  streams: false,
  cli: { words: ['down'], examples: [{ line: 'drydock down', does: text('stop the engine', '停止引擎') }] },
  face: {
    screen: 'engine',
    key: 'X',
    confirm: text(
      'Stop the engine? Every open console loses its connection.',
      '停止引擎?所有打开的控制台都会断开。',
    ),
  },
  load: async () => (await import('../run/engine.ts')).stop,
});

export const engineWatch = defineAction<'engine.watch', z.ZodObject<Record<never, never>>, null, Change>({
  id: 'engine.watch',
  title: text('Watch changes', '监听变化'),
  help: text(
    'Streams a line whenever a project, rehearsal, instance, licence or image changes.',
    '当项目、演练、实例、许可证或镜像发生变化时输出一行。',
  ),
  input: z.object({}),
  needs: 'running',
  streams: true,
  cli: {
    words: ['watch'],
    examples: [
      { line: 'drydock watch --json', does: text('one JSON line a change', '每次变化输出一行 JSON') },
    ],
  },
  face: { screen: 'engine', key: 'w', ambient: true },
  load: async () => (await import('../run/engine.ts')).watch,
});
