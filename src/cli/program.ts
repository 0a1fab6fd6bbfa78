import { Command, CommanderError } from 'commander';
import { type AnyAction, actions } from '../actions/index.ts';
import { text } from '../core/text.ts';
import { extraOf, nativeCommands } from './commands/index.ts';
import { declareFields, readFields } from './fields.ts';
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
  examples: text('Examples', '示例'),
  exits: text(
    'Exit status: 0 success, 1 the checked thing failed, 2 wrong usage, 3 environment, 130 cancelled',
    '退出码:0 成功,1 被检查的对象不通过,2 用法错误,3 环境问题,130 已取消',
  ),
  first: text(
    'New here? `drydock start` sets up a sample project and rehearses its install.',
    '初次使用?`drydock start` 会创建示例项目并演练安装。',
  ),
  groups: {
    project: text('Package projects', '安装包项目'),
    rehearsal: text('Rehearsals that run in the engine', '引擎中的演练'),
    instance: text('What rehearsals left', '演练产生的实例'),
    license: text('Licences', '许可证'),
    registry: text('The embedded OCI registry', '内置 OCI 镜像仓库'),
    image: text('Image files', '镜像文件'),
    world: text('The simulated account', '模拟账号'),
  },
};

export interface GlobalOptions {
  readonly json: boolean;
  readonly home: string;
  readonly io: Io;
}

/** What a command hands back to main: the work, to be run under its signal. */
export type Job = (context: GlobalOptions & { readonly signal: AbortSignal }) => Promise<number>;

/** Builds the whole command line from the action registry and hands the chosen job to `take`. */
export function buildProgram(
  argv: readonly string[],
  version: string,
  take: (job: Job, options: GlobalOptions) => void,
): Command {
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

  prepare(program).description(words.about[lang]).version(version, '-V, --version', words.version[lang]);
  program.addHelpText('after', `\n${words.first[lang]}\n${words.exits[lang]}`);

  for (const command of nativeCommands(lang)) {
    const made = prepare(command.declare(new Command(command.name)));
    program.addCommand(made);
    made.action((...args: unknown[]) => {
      const positional = args.slice(0, -2);
      take((context) => command.run(positional, made.opts(), context), options(made));
    });
  }
  for (const action of actions) {
    const parent = parentOf(program, action, (name) =>
      prepare(new Command(name)).description(words.groups[name as keyof typeof words.groups]?.[lang] ?? ''),
    );
    const made = prepare(new Command(action.cli.words.at(-1)));
    made.summary(action.title[lang]).description(action.help[lang]);
    declareFields(made, action, lang);
    made.addHelpText('after', examplesOf(action, words.examples[lang], lang));
    const extra = extraOf(action.id);
    extra?.declare(made, lang);
    parent.addCommand(made);
    made.action((...args: unknown[]) => {
      const given = made.opts();
      const positional = args.slice(0, -2);
      take(async (context) => {
        const own = await extra?.take?.(positional, given, context);
        if (own !== undefined) return own;
        const { runAction } = await import('./run.ts');
        const input = readFields(action, positional, given);
        return runAction(action, extra?.input?.(input) ?? input, context);
      }, options(made));
    });
  }
  return program;
}

/** `--lang X` before commander has parsed anything, so that help itself is in that language. */
function earlyLang(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  if (at === -1) return undefined;
  return argv[at]?.split('=')[1] ?? argv[at + 1];
}

function parentOf(program: Command, action: AnyAction, make: (name: string) => Command): Command {
  const group = action.cli.words[0];
  if (action.cli.words.length === 1 || group === undefined) return program;
  const known = program.commands.find((each) => each.name() === group);
  if (known) return known;
  const made = make(group);
  program.addCommand(made);
  return made;
}

function examplesOf(action: AnyAction, title: string, lang: 'en' | 'zh-CN'): string {
  const width = Math.max(...action.cli.examples.map((example) => example.line.length));
  const lines = action.cli.examples.map(
    (example) => `  ${example.line.padEnd(width)}  ${example.does[lang]}`,
  );
  return `\n${title}:\n${lines.join('\n')}`;
}

export { CommanderError };
