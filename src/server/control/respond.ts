import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AnyAction, invoke } from '../../actions/index.ts';
import type { Engine } from '../../core/engine/index.ts';
import { type DrydockError, toDrydockError } from '../../core/errors/index.ts';
import type { Json } from '../../core/json.ts';
import type { Lang } from '../../core/text.ts';

/** Sends one answer line; used where nothing has been streamed yet. */
export function sendLine(response: ServerResponse, status: number, line: unknown): void {
  const body = `${JSON.stringify(line)}\n`;
  response.writeHead(status, {
    'content-type': 'application/x-ndjson',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

/** How many bytes of events may wait for a slow reader before its request is given up. */
const BACKLOG_LIMIT = 16 * 1024 * 1024;

/**
 * Runs an action and answers with NDJSON: `{event}` lines while it runs, then one `{result}` or `{error}`.
 * The caller going away cancels the action.
 */
export async function respond(
  action: AnyAction,
  input: Json,
  engine: Engine,
  lang: Lang,
  response: ServerResponse,
): Promise<void> {
  const cancel = new AbortController();
  const gone = (): void => {
    if (!response.writableFinished) cancel.abort();
  };
  response.on('close', gone);
  const write = (line: unknown): void => {
    if (!response.headersSent) {
      response.writeHead(200, {
        'content-type': 'application/x-ndjson',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
    response.write(`${JSON.stringify(line)}\n`);
    if (response.writableLength > BACKLOG_LIMIT) cancel.abort();
  };
  try {
    const emit = (event: unknown): void => write({ event });
    const result = await invoke(action, input, {
      engine,
      dataDir: engine.dataDir,
      signal: cancel.signal,
      lang,
      emit,
    });
    if (response.headersSent) write({ result });
    else sendLine(response, 200, { result });
  } catch (error) {
    const known = toDrydockError(error, { what: action.id, log: `${engine.home}/logs/engine.log` });
    if (known.code === 'INTERNAL') engine.log(error);
    if (response.headersSent) write({ error: known.report() });
    else sendLine(response, known.http, { error: known.report() });
  } finally {
    response.off('close', gone);
    if (!response.writableEnded) {
      if (response.writableNeedDrain) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      response.end();
    }
  }
}

/** The error line of a request that never reached an action. */
export function refuse(response: ServerResponse, error: DrydockError): void {
  sendLine(response, error.http, { error: error.report() });
}
