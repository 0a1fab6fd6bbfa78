import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { actionCatalogue, actions, actionView, findAction } from '../../actions/index.ts';
import type { Engine } from '../../core/engine/index.ts';
import { DrydockError, toDrydockError } from '../../core/errors/index.ts';
import type { Json } from '../../core/json.ts';
import type { Lang } from '../../core/text.ts';
import { openApiDocument } from './openapi.ts';
import { refuse, respond, sendLine } from './respond.ts';

/** An input carries at most one file's text (32 MiB, see contentSchema), quoted as JSON. */
const BODY_LIMIT = 40 * 1024 * 1024;

const langOf = (request: FastifyRequest): Lang =>
  (request.headers['accept-language'] ?? '').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

/**
 * The control API on a Fastify instance: every action of the registry as `POST /api/v1/actions/<id>`, the catalogue,
 * and the OpenAPI document. The caller adds who may come in and starts the listener.
 */
export function controlApp(engine: Engine, running: Set<Promise<void>>): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 60_000,
    forceCloseConnections: true,
  });
  // Only JSON comes in: a page of another origin can send text/plain without asking, JSON it cannot (threats ).
  app.removeContentTypeParser('text/plain');

  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const known =
      error instanceof DrydockError || status >= 500
        ? toDrydockError(error, { what: 'request' })
        : new DrydockError('INPUT_INVALID', {
            field: 'body',
            detail: error instanceof Error ? error.message : 'not valid',
          });
    if (known.code === 'INTERNAL') engine.log(error);
    void reply.code(known.code === 'INPUT_INVALID' ? status : known.http).send({ error: known.report() });
  });

  app.get('/api/v1/actions', (_request, reply) => {
    reply.hijack();
    sendLine(reply.raw, 200, { result: actionCatalogue() });
  });

  app.get('/api/v1/openapi.json', () => openApiDocument(actions.map((each) => [each, actionView(each)])));

  app.post<{ Params: { id: string }; Body: Json }>('/api/v1/actions/:id', (request, reply) => {
    const action = findAction(request.params.id);
    reply.hijack();
    if (!action) return refuse(reply.raw, new DrydockError('ACTION_UNKNOWN', { id: request.params.id }));
    const work = respond(action, request.body ?? {}, engine, langOf(request), reply.raw).finally(() =>
      running.delete(work),
    );
    running.add(work);
    return;
  });
  return app;
}
