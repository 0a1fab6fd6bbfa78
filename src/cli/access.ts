import type { ActionContext, AnyAction } from '../actions/index.ts';
import { invoke } from '../actions/index.ts';
import { ClientError, createClient } from '../client/index.ts';
import { socketTransport } from '../client/socket-transport.ts';
import { DrydockError } from '../core/errors/index.ts';
import type { Lang } from '../core/text.ts';
import { type Endpoint, readEndpoint } from '../server/endpoint/index.ts';
import { dataDir } from './product.ts';

/** Runs actions, wherever the engine is. */
export interface Access {
  /** True when another process has the engine. */
  readonly attached: boolean;
  call(
    action: AnyAction,
    input: unknown,
    options: { signal: AbortSignal; onEvent: (event: unknown) => void },
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** Pure work on files: nothing is started, nothing is opened. */
export function filesOnly(lang: Lang): Access {
  const engine = new Proxy({} as ActionContext<unknown>['engine'], {
    get: (_target, name) => {
      throw new Error(`a files action touched the engine: ${String(name)}`);
    },
  });
  return {
    attached: false,
    call: (action, input, { signal, onEvent }) =>
      invoke(action, input, { engine, dataDir: dataDir(), signal, lang, emit: onEvent }),
    close: async () => undefined,
  };
}

/** The client of a running engine; undefined when none answers. */
export async function attach(home: string): Promise<{ access: Access; endpoint: Endpoint } | undefined> {
  const endpoint = readEndpoint(home);
  if (!endpoint) return undefined;
  const client = createClient(socketTransport(endpoint.socket));
  try {
    await client.catalogue();
  } catch (error) {
    if (error instanceof ClientError) throw error;
    return undefined;
  }
  const access: Access = {
    attached: true,
    call: (action, input, options) => client.call(action.id as never, input as never, options as never),
    close: async () => undefined,
  };
  return { access, endpoint };
}

const STEP_MS = 100;
const PATIENCE_MS = 6_000;

/**
 * The engine of a data directory: the running one, else one in this process for as long as the command takes.
 * While another process is just starting or stopping it is waited for. Errors: ENGINE_UNREACHABLE, STORE_*.
 */
export async function openEngine(home: string, lang: Lang): Promise<Access> {
  const { hostAccess } = await import('./host-access.ts');
  for (let waited = 0; ; waited += STEP_MS) {
    const attached = await attach(home);
    if (attached) return attached.access;
    try {
      return (await hostAccess(home, {}, lang)).access;
    } catch (error) {
      const busy = error instanceof DrydockError && error.code === 'ENGINE_RUNNING';
      if (!busy) throw error;
      if (waited >= PATIENCE_MS) {
        throw new DrydockError('ENGINE_UNREACHABLE', {
          home,
          pid: error.data.pid ?? 0,
          detail: 'no answer on its socket',
        });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
