import { resolve } from 'node:path';
import type { Command } from 'commander';
import { findAction } from '../../actions/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import type { Scope } from '../../core/terraform/index.ts';
import { type Lang, text } from '../../core/text.ts';
import { readFields } from '../fields.ts';
import { say, tr } from '../io.ts';
import { dataDir } from '../product.ts';
import type { ActionExtra, CommandContext } from './native.ts';

const words = {
  ndjson: text(
    'requests from standard input, one JSON object per line: {id, expr, mode?, vars?, files?}',
    '从标准输入读取请求,每行一个 JSON:{id, expr, mode?, vars?, files?}',
  ),
  hint: text('An expression per line; Ctrl-D ends.', '每行一个表达式,Ctrl-D 结束。'),
};

/** Without an expression the console reads them: from requests, or from lines that a person types. */
export const consoleExtra: ActionExtra = {
  declare: (command: Command, lang: Lang) => void command.option('--ndjson', words.ndjson[lang]),
  async take(args, options, context) {
    if (options.ndjson === true) return requests(args, options, context);
    return options.expr === undefined ? prompt(args, options, context) : undefined;
  },
};

/** The scope of the package that the command line names, loaded once. */
async function scopeOf(
  args: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Scope> {
  const [{ packageScope }, { parseInput }] = await Promise.all([
    import('../../actions/run/console.ts'),
    import('../../actions/index.ts'),
  ]);
  const action = findAction('console');
  if (!action) throw new Error('no console action');
  const input = parseInput(action, { ...readFields(action, args, options), expr: '-' });
  return packageScope(input as never, { dataDir: dataDir(), signal });
}

async function requests(
  args: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
  { io, signal }: CommandContext,
): Promise<number> {
  const [{ answerLine, emptyScope, readableId }, { environment }, { answerLines }] = await Promise.all([
    import('../../core/terraform/index.ts'),
    import('../../actions/run/console.ts'),
    import('./ndjson.ts'),
  ]);
  const here = args[0] === undefined || args[0] === '.';
  let scope: Scope | undefined;
  // Requests that bring their own variables need no package, and there may be none here.
  const load = async (): Promise<Scope> => {
    try {
      return await scopeOf(args, options, signal);
    } catch (error) {
      if (here && error instanceof DrydockError && error.code.startsWith('PKG_'))
        return emptyScope(environment);
      throw error;
    }
  };
  if (!here) scope = await load();
  return answerLines(process.stdin, io.out, {
    signal,
    answer: (line) => {
      if (scope || /"vars"|"files"/.test(line))
        return answerLine(line, environment, scope && (() => scope as Scope));
      return load().then((loaded) => {
        scope = loaded;
        return answerLine(line, environment, () => loaded);
      });
    },
    tooLong: (beginning, limit) =>
      `{"id":${readableId(beginning)},"error":${JSON.stringify({
        summary: 'Invalid request',
        detail: `the line is longer than ${limit} characters`,
        range: '',
      })}}`,
  });
}

async function prompt(
  args: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
  { io, signal }: CommandContext,
): Promise<number> {
  const [{ createInterface }, { explain }, { printAnswer }] = await Promise.all([
    import('node:readline'),
    import('../../core/terraform/index.ts'),
    import('../present/console.ts'),
  ]);
  const scope = await scopeOf(args, options, signal);
  const typed = process.stdin.isTTY === true && io.tty;
  if (typed) say(io, io.color.dim(`${resolve(String(args[0] ?? '.'))}  ${tr(io, words.hint)}`));
  const lines = createInterface({
    input: process.stdin,
    ...(typed ? { output: process.stdout, prompt: '> ' } : {}),
    terminal: typed,
  });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  lines.on('SIGINT', () => lines.close());
  if (typed) lines.prompt();
  let failed = false;
  for await (const line of lines) {
    if (line.trim() === 'exit') break;
    if (line.trim() !== '') {
      const { answer, shown } = explain(line, scope, options.template === true ? 'template' : 'expression');
      const status = printAnswer('error' in answer ? answer : { ...answer, shown }, io);
      failed ||= status !== 0;
    }
    if (typed) lines.prompt();
  }
  lines.close();
  if (typed) say(io);
  return signal.aborted ? 130 : failed && !typed ? 1 : 0;
}
