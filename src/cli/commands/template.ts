import type { Command } from 'commander';
import type { JsonObject } from '../../core/json.ts';
import { type Lang, text } from '../../core/text.ts';
import { readContent } from '../fields.ts';
import type { ActionExtra } from './native.ts';

const words = {
  ndjson: text(
    'snippets from standard input, one JSON object per line: {id, tpl, valuesYaml?}',
    '从标准输入读取模板片段,每行一个 JSON:{id, tpl, valuesYaml?}',
  ),
};

/** Milliseconds for one snippet. */
const SNIPPET_TIME = 10_000;

/** Values files are read here; snippets come by standard input. */
export const templateExtra: ActionExtra = {
  declare: (command: Command, lang: Lang) => void command.option('--ndjson', words.ndjson[lang]),
  input: (input) =>
    Array.isArray(input.values)
      ? { ...input, values: input.values.map((file) => readContent(String(file))) }
      : input,
  async take(_args, options, { io, signal }) {
    if (options.ndjson !== true) return undefined;
    const [{ renderSnippet }, { readableId }, { answerLines }, { DrydockError }] = await Promise.all([
      import('../../core/helm/index.ts'),
      import('../../core/terraform/index.ts'),
      import('./ndjson.ts'),
      import('../../core/errors/index.ts'),
    ]);
    const failure = (id: string, error: string): string => `{"id":${id},"error":${JSON.stringify(error)}}`;
    return answerLines(process.stdin, io.out, {
      signal,
      answer: (line) => {
        const request = objectOf(line);
        if (!request) return failure(readableId(line), 'a request is a JSON object on one line');
        const id = JSON.stringify(request.id ?? null);
        const { tpl, valuesYaml } = request;
        if (typeof tpl !== 'string') return failure(id, 'the request has no text "tpl"');
        try {
          const output = renderSnippet(tpl, {
            ...(typeof valuesYaml === 'string' ? { valuesYaml } : {}),
            limits: { time: SNIPPET_TIME },
            signal,
          });
          return `{"id":${id},"output":${JSON.stringify(output)}}`;
        } catch (error) {
          if (!(error instanceof DrydockError)) throw error;
          return failure(id, String(error.data.message ?? error.message));
        }
      },
      tooLong: (beginning, limit) =>
        failure(readableId(beginning), `the line is longer than ${limit} characters`),
    });
  },
};

function objectOf(line: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
