import { type ActionView, type AnyAction, inputSchema } from '../../actions/index.ts';
import type { JsonObject } from '../../core/json.ts';

const problem = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'remedy', 'exit', 'data'],
      properties: {
        code: { type: 'string' },
        message: { $ref: '#/components/schemas/LocalText' },
        remedy: { $ref: '#/components/schemas/LocalText' },
        exit: { type: 'integer' },
        place: { type: 'object' },
        data: { type: 'object' },
      },
    },
  },
};

const path = (action: AnyAction, view: ActionView): JsonObject => ({
  post: {
    operationId: action.id,
    summary: view.title.en,
    description: `${view.help.en}\n\nCommand line: \`${view.cli}\``,
    tags: [view.face.screen],
    requestBody: { required: true, content: { 'application/json': { schema: inputSchema(action) } } },
    responses: {
      200: {
        description: action.streams
          ? 'NDJSON: {"event": …} lines while it runs, then one {"result": …} or {"error": …} line.'
          : 'One NDJSON line: {"result": …}.',
        content: { 'application/x-ndjson': { schema: { type: 'object' } } },
      },
      default: {
        description: 'One NDJSON line: {"error": …} with a code of docs/errors.md.',
        content: { 'application/x-ndjson': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  },
});

/** The control API as an OpenAPI 3.1 document, derived from the action registry. */
export function openApiDocument(rows: readonly (readonly [AnyAction, ActionView])[]): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Drydock control API',
      version: '1',
      description: 'Every operation of Drydock, over the control socket or the loopback port of the console.',
    },
    paths: Object.fromEntries(
      rows.map(([action, view]) => [`/api/v1/actions/${action.id}`, path(action, view)]),
    ),
    components: {
      schemas: {
        LocalText: { type: 'object', properties: { en: { type: 'string' }, 'zh-CN': { type: 'string' } } },
        Problem: problem,
      },
    },
  };
}
