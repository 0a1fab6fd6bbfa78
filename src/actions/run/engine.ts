import type { Change } from '../../core/engine/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import type { ActionContext } from '../action.ts';
import type { StatusView } from '../views.ts';

export async function status(_input: object, { engine }: ActionContext<never>): Promise<StatusView> {
  const { registry, outside, cloud } = engine.addresses;
  const url = engine.consoleUrl();
  return {
    version: engine.version,
    home: engine.home,
    pid: engine.pid,
    running: true,
    startedAt: engine.startedAt,
    registry: registry ? { address: registry, ...(outside === undefined ? {} : { outside }) } : null,
    console: url ? { url } : null,
    cloud: cloud ? { address: cloud } : null,
    outsideConnections: engine.outsideConnections(),
  };
}

export async function stop(_input: object, { engine }: ActionContext<never>): Promise<null> {
  engine.requestStop();
  return null;
}

/** Streams until the caller leaves or the engine stops. */
export async function watch(_input: object, { engine, signal, emit }: ActionContext<Change>): Promise<null> {
  const end = engine.changes.subscribe(emit);
  try {
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    end();
  }
  throw new DrydockError('CANCELLED', { what: 'engine.watch' });
}
