import { type ActionView, actionCatalogue } from '../../actions/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { type Lang, text } from '../../core/text.ts';
import { say } from '../io.ts';
import type { NativeCommand } from './native.ts';

const about = text('print shell completion: bash, zsh or fish', '输出命令补全脚本:bash、zsh 或 fish');

const NATIVE = ['start', 'up', 'tui', 'gui', 'desktop', 'completion'];
const GLOBAL = ['--json', '--lang', '--home', '--help'];

/** `eval "$(drydock completion bash)"`. */
export const completionCommand = (lang: Lang): NativeCommand => ({
  name: 'completion',
  declare: (command) => command.description(about[lang]).argument('<shell>', 'bash | zsh | fish'),
  async run([shell], _options, { io }) {
    const script = completionScript(String(shell), actionCatalogue());
    if (script === undefined) {
      throw new DrydockError('USAGE', {
        detail: `completion knows bash, zsh and fish, not "${String(shell)}"`,
        command: 'drydock completion',
      });
    }
    say(io, script);
    return 0;
  },
});

const flag = (name: string): string => `--${name.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`)}`;

const flagsOf = (view: ActionView): readonly string[] => [
  ...view.fields.filter((field) => !view.positional.includes(field.name)).map((field) => flag(field.name)),
  ...GLOBAL,
];

/** Options with fixed values, and the values, for all commands: `--format` has those of every command that takes it. */
function choicesOf(views: readonly ActionView[]): ReadonlyMap<string, ReadonlySet<string>> {
  const choices = new Map<string, Set<string>>([['--lang', new Set(['en', 'zh-CN'])]]);
  for (const field of views.flatMap((view) => view.fields)) {
    for (const value of field.choices ?? field.suggestions ?? []) {
      const name = flag(field.name);
      choices.set(name, (choices.get(name) ?? new Set()).add(value));
    }
  }
  return choices;
}

/** The completion script of a shell, from the action catalogue; undefined for shells we do not know. */
export function completionScript(shell: string, views: readonly ActionView[]): string | undefined {
  if (shell === 'bash') return bash(views);
  if (shell === 'zsh') return `autoload -U +X bashcompinit && bashcompinit\n${bash(views)}`;
  if (shell === 'fish') return fish(views);
  return undefined;
}

const firstWords = (views: readonly ActionView[]): readonly string[] => [
  ...new Set([...NATIVE, ...views.map((view) => view.words[0] ?? '')]),
];

function bash(views: readonly ActionView[]): string {
  const groups = new Map<string, string[]>();
  for (const { words } of views) {
    if (words.length > 1) groups.set(words[0] ?? '', [...(groups.get(words[0] ?? '') ?? []), words[1] ?? '']);
  }
  const cases = [...groups].map(
    ([group, words]) => `    ${group}) [ "$COMP_CWORD" -eq 2 ] && words="${words.join(' ')}" ;;`,
  );
  const flags = views.map((view) => `    "${view.words.join(' ')}") flags="${flagsOf(view).join(' ')}" ;;`);
  const values = [...choicesOf(views)].map(([name, all]) => `    ${name}) words="${[...all].join(' ')}" ;;`);
  return `_drydock() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" flags="${GLOBAL.join(' ')}"
  [ "$COMP_CWORD" -eq 1 ] && words="${firstWords(views).join(' ')}"
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${flags.filter((line) => line.includes(' ') && /"\S+ \S+"\)/.test(line)).join('\n')}
    *) case "\${COMP_WORDS[1]}" in
${flags.filter((line) => /"\S+"\)/.test(line) && !/"\S+ \S+"\)/.test(line)).join('\n')}
    esac ;;
  esac
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    completion) words="bash zsh fish" ;;
${values.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi ;;
  esac
}
complete -o filenames -F _drydock drydock`;
}

function fish(views: readonly ActionView[]): string {
  const quote = (words: string): string => `'${words.replaceAll("'", "\\'")}'`;
  const lines = NATIVE.map((name) => `complete -c drydock -n __fish_use_subcommand -a ${name}`);
  for (const view of views) {
    const [first = '', second] = view.words;
    if (second === undefined) {
      lines.push(`complete -c drydock -n __fish_use_subcommand -a ${first} -d ${quote(view.title.en)}`);
    } else {
      lines.push(`complete -c drydock -n __fish_use_subcommand -a ${first}`);
      lines.push(
        `complete -c drydock -n '__fish_seen_subcommand_from ${first}' -a ${second} -d ${quote(view.title.en)}`,
      );
    }
    for (const name of flagsOf(view)) {
      lines.push(
        `complete -c drydock -n '__fish_seen_subcommand_from ${second ?? first}' -l ${name.slice(2)}`,
      );
    }
  }
  return [...new Set(lines)].join('\n');
}
