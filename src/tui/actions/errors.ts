import { ClientError } from '../../client/index.ts';
import { text } from '../../core/text.ts';
import type { ErrorReport } from '../contract.ts';

/** Whatever a call threw, as a report: the engine's own, or that the engine did not answer. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof ClientError) return error.report;
  return {
    code: 'ENGINE_UNREACHABLE',
    message: text('The engine did not answer.', '引擎没有响应。'),
    remedy: text(
      'Start it with `drydock up`; the console reconnects by itself.',
      '使用 `drydock up` 启动引擎,控制台会自动重新连接。',
    ),
    exit: 3,
    data: { detail: error instanceof Error ? error.message : String(error) },
  };
}
