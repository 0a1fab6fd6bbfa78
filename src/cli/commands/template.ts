import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { DrydockError } from '../../core/errors/index.ts';
import type { JsonObject } from '../../core/json.ts';
import { type Lang, text } from '../../core/text.ts';
import { readContent } from '../fields.ts';
import type { ActionExtra } from './native.ts';

const words = {
  second: text(
    'with two words, the first names the release, as of `helm template NAME CHART`',
    '给出两个词时,前者为 Release 名称,同 `helm template NAME CHART`',
  ),
  ndjson: text(
    'snippets from standard input, one JSON object per line: {id, tpl, valuesYaml?}',
    '从标准输入读取模板片段,每行一个 JSON:{id, tpl, valuesYaml?}',
  ),
};

/** Options that name the release as a first word does. */
const NAMED = ['release', 'nameTemplate', 'generateName'] as const;

/** One `-f` may name several files with commas between them, as of helm. */
const filesOf = (given: unknown): readonly string[] =>
  typeof given !== 'string' ? [] : given.includes(',') && !existsSync(given) ? given.split(',') : [given];

async function fileLine(given: unknown): Promise<unknown> {
  const { setFilePaths } = await import('../../core/helm/index.ts');
  const line = String(given);
  return { line, files: setFilePaths(line).map(readContent) };
}

/** Milliseconds for one snippet. */
const SNIPPET_TIME = 10_000;

/** Values files are read here; snippets come by standard input; a word before the chart is the release's name. */
export const templateExtra: ActionExtra = {
  declare: (command: Command, lang: Lang) =>
    void command
      .usage('[options] [name] [chart]')
      .argument('[name chart]', words.second[lang])
      .option('--ndjson', words.ndjson[lang]),
  args([first, second], options) {
    if (second === undefined) return { args: [first], options };
    const taken = NAMED.find((name) => options[name] !== undefined);
    if (taken !== undefined) {
      const flag = { release: '--release', nameTemplate: '--name-template', generateName: '--generate-name' }[
        taken
      ];
      throw new DrydockError('USAGE', {
        detail: `cannot set ${flag} and also specify a name`,
        command: 'drydock template',
      });
    }
    return { args: [second], options: { ...options, release: first } };
  },
  input: async (input) => ({
    ...input,
    ...(Array.isArray(input.values) ? { values: input.values.flatMap(filesOf).map(readContent) } : {}),
    ...(Array.isArray(input.setFile) ? { setFile: await Promise.all(input.setFile.map(fileLine)) } : {}),
  }),
  async take(_args, options, { io, signal }) {
    if (options.ndjson !== true) return undefined;
    const [{ renderSnippet }, { readableId }, { answerLines }] = await Promise.all([
      import('../../core/helm/index.ts'),
      import('../../core/terraform/index.ts'),
      import('./ndjson.ts'),
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
