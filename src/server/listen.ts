import { DrydockError } from '../core/errors/index.ts';

export const LOOPBACK = '127.0.0.1';

export interface Wish {
  /** Asked for by the user: nothing else will do. Otherwise the next free port is taken. */
  readonly port: number;
  readonly exact: boolean;
  /** Address to listen on; absent: loopback. */
  readonly address?: string;
}

interface Place {
  readonly what: string;
  readonly option: string;
  readonly host: string;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/**
 * Listens on the wished port, or on a free one where it is taken and nobody insisted.
 * Errors: ENGINE_PORT_TAKEN, ENGINE_PORT_REFUSED.
 */
export async function listenOn(
  wish: Wish,
  place: Place,
  listen: (port: number) => Promise<unknown>,
): Promise<void> {
  try {
    await listen(wish.port);
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') {
      throw new DrydockError(
        'ENGINE_PORT_REFUSED',
        { ...place, port: wish.port, detail: error instanceof Error ? error.message : String(error) },
        { cause: error },
      );
    }
    if (wish.exact)
      throw new DrydockError('ENGINE_PORT_TAKEN', { ...place, port: wish.port }, { cause: error });
    await listen(0);
  }
}
