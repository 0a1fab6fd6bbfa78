import { invoke } from '../actions/index.ts';
import type { Lang } from '../core/text.ts';
import type { HostOptions } from '../server/index.ts';
import type { Access } from './access.ts';

/** An engine in this process, with its listeners, as an Access. */
export async function hostAccess(
  home: string,
  listeners: Pick<HostOptions, 'registry' | 'console'>,
  lang: Lang,
): Promise<{ access: Access; close: () => Promise<void>; stopped: Promise<void> }> {
  const { startHost } = await import('../server/index.ts');
  const host = await startHost({ home, ...listeners });
  const access: Access = {
    attached: false,
    call: (action, input, { signal, onEvent }) =>
      invoke(action, input, {
        engine: host.engine,
        dataDir: host.engine.dataDir,
        signal,
        lang,
        emit: onEvent,
      }),
    close: () => host.close(),
  };
  return { access, close: () => host.close(), stopped: host.stopRequested };
}
