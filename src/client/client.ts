import type { ActionEvent, ActionId, ActionInput, ActionResult, ActionView } from '../actions/index.ts';
import type { ErrorReport } from '../core/errors/index.ts';
import { lines } from './lines.ts';

/** Sends one request to the control API: over the loopback port in a page, over the control socket in a terminal. */
export type Transport = (request: {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}) => Promise<{ readonly status: number; readonly body: AsyncIterable<Uint8Array> }>;

/** A failure that the engine reported, with its code, place and remedy in every language. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(report.message.en);
    this.report = report;
  }
}

export interface CallOptions<Event> {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
}

/** The typed control API. Every method throws ClientError for what the engine refused, and the transport's error otherwise. */
export interface Client {
  /** Runs an action to its end. Aborting cancels it in the engine. */
  call<Id extends ActionId>(
    id: Id,
    input: ActionInput<Id>,
    options?: CallOptions<ActionEvent<Id>>,
  ): Promise<ActionResult<Id>>;
  /** All actions as data, for palettes, key help and buttons. */
  catalogue(): Promise<readonly ActionView[]>;
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncIterable<Message> {
  for await (const line of lines(body)) if (line !== '') yield JSON.parse(line) as Message;
}

type Message = { event: unknown } | { result: unknown } | { error: ErrorReport };

/** Builds a client on a transport. The same code serves the page, the terminal console and the command line. */
export function createClient(transport: Transport): Client {
  return {
    async call(id, input, options = {}) {
      const { body } = await transport({
        method: 'POST',
        path: `/api/v1/actions/${id}`,
        body: JSON.stringify(input),
        ...(options.signal ? { signal: options.signal } : {}),
      });
      for await (const message of linesOf(body)) {
        if ('error' in message) throw new ClientError(message.error);
        if ('result' in message) return message.result as never;
        options.onEvent?.(message.event as never);
      }
      throw new Error('the engine closed the connection before it answered');
    },
    async catalogue() {
      const { body } = await transport({ method: 'GET', path: '/api/v1/actions' });
      for await (const message of linesOf(body)) {
        if ('error' in message) throw new ClientError(message.error);
        if ('result' in message) return message.result as readonly ActionView[];
      }
      throw new Error('the engine closed the connection before it answered');
    },
  };
}
