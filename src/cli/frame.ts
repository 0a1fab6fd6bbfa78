import { Command } from 'commander';
import { type Lang, text } from '../core/text.ts';
import { helpWords } from './commander-words.ts';
import type { NativeCommand } from './commands/native.ts';
import { homeFrom } from './home.ts';
import { createIo, type Io, langFrom } from './io.ts';

const words = {
  about: text(
    'Build, check and rehearse cloud marketplace packages offline.',
    '离线构建、检查并演练云市场安装包。',
  ),
  json: text('print JSON (NDJSON where it streams)', '输出 JSON(流式命令输出 NDJSON)'),
  lang: text('language: en or zh-CN', '语言:en 或 zh-CN'),
  home: text(
    'data directory (default: DRYDOCK_HOME or the platform’s own place)',
    '数据目录(默认 DRYDOCK_HOME 或系统约定位置)',
  ),
  version: text('print the version', '输出版本'),
  help: text('show help', '显示帮助'),
  exits: text(
    'Exit status: 0 success, 1 the checked thing failed, 2 wrong usage, 3 environment, 130 cancelled',
    '退出码:0 成功,1 被检查的对象不通过,2 用法错误,3 环境问题,130 已取消',
  ),
  first: text(
    'New here? `drydock start` sets up a sample project and rehearses its install.',
    '初次使用?`drydock start` 会创建示例项目并演练安装。',
  ),
};

export interface GlobalOptions {
  readonly json: boolean;
  readonly home: string;
  readonly io: Io;
}

/** What a command hands back to main: the work, to be run under its signal. */
export type Job = (context: GlobalOptions & { readonly signal: AbortSignal }) => Promise<number>;

export type TakeJob = (job: Job, options: GlobalOptions) => void;

/** What every command line of ours has, however many commands are in it. */
export interface Frame {
  readonly lang: Lang;
  readonly program: Command;
  /** Gives a command the options that all have. */
  readonly prepare: (command: Command) => Command;
  /** What was given for those. */
  readonly options: (command: Command) => GlobalOptions;
  readonly addNative: (command: NativeCommand) => void;
}

export function frameOf(argv: readonly string[], version: string, take: TakeJob): Frame {
  const lang = langFrom(earlyLang(argv), process.env);
  const program = new Command('drydock');
  const prepare = (command: Command): Command =>
    command
      .exitOverride()
      .option('--json', words.json[lang])
      .option('--lang <lang>', words.lang[lang])
      .option('--home <dir>', words.home[lang])
      .helpOption('-h, --help', words.help[lang])
      .helpCommand(false)
      .showHelpAfterError(false)
      .configureHelp(helpWords(lang))
      .configureOutput({ writeErr: () => undefined });
  const options = (command: Command): GlobalOptions => {
    const given = command.optsWithGlobals<{ json?: boolean; lang?: string; home?: string }>();
    const json = given.json === true;
    return {
      json,
      home: homeFrom(given.home, process.env),
      io: createIo({ lang: langFrom(given.lang, process.env), json }),
    };
  };
  const addNative = (command: NativeCommand): void => {
    const made = prepare(command.declare(new Command(command.name)));
    program.addCommand(made);
    made.action((...args: unknown[]) => {
      const positional = args.slice(0, -2);
      take((context) => command.run(positional, made.opts(), context), options(made));
    });
  };
  prepare(program).description(words.about[lang]).version(version, '-V, --version', words.version[lang]);
  program.addHelpText('after', `\n${words.first[lang]}\n${words.exits[lang]}`);
  return { lang, program, prepare, options, addNative };
}

/** `--lang X` before commander has parsed anything, so that help itself is in that language. */
export function earlyLang(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  if (at === -1) return undefined;
  return argv[at]?.split('=')[1] ?? argv[at + 1];
}
