import { Command } from 'commander';
import { type AnyAction, actions } from '../actions/index.ts';
import { text } from '../core/text.ts';
import { extraOf, nativeCommands } from './commands/index.ts';
import { declareFields, readFields } from './fields.ts';
import { frameOf, type TakeJob } from './frame.ts';

const words = {
  examples: text('Examples', '示例'),
  groups: {
    project: text('Package projects', '安装包项目'),
    rehearsal: text('Rehearsals that run in the engine', '引擎中的演练'),
    instance: text('What rehearsals left', '演练产生的实例'),
    license: text('Licences', '许可证'),
    registry: text('The embedded OCI registry', '内置 OCI 镜像仓库'),
    image: text(
      'Copies of images: files, Docker, other registries',
      '镜像的导入、导出与同步:文件、Docker、其他仓库',
    ),
    scenario: text('Scenario files of a project', '项目的场景文件'),
    fault: text('Faults that a rehearsal can be given', '演练可注入的故障'),
    world: text('The simulated account', '模拟账号'),
    price: text('Lines of the price book', '价目表中的价格'),
  },
};

/** Builds the whole command line from the action registry and hands the chosen job to `take`. */
export function buildProgram(argv: readonly string[], version: string, take: TakeJob): Command {
  const { lang, program, prepare, options, addNative } = frameOf(argv, version, take);
  for (const command of nativeCommands(lang)) addNative(command);
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
        const said = extra?.args?.(positional, given) ?? { args: positional, options: given };
        const input = readFields(action, said.args, said.options);
        return runAction(action, (await extra?.input?.(input)) ?? input, context);
      }, options(made));
    });
  }
  return program;
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
