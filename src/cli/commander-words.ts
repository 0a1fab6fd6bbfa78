import { type CommanderError, Help, type HelpConfiguration } from 'commander';
import type { Lang, LocalText } from '../core/text.ts';

/** Commander's own headings, in Chinese. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法:',
  'Arguments:': '参数:',
  'Options:': '选项:',
  'Global Options:': '全局选项:',
  'Commands:': '命令:',
};

/** What commander puts behind a description: `(choices: "a", "b", default: x)`. */
const TAIL = /\(((?:choices|default|preset|env): [^\n]*)\)$/;
const tailZh = (description: string): string =>
  description.replace(
    TAIL,
    (_, inner: string) =>
      `(${inner.replace(/(^|, )choices: /, '$1可选:').replace(/(^|, )default: /, '$1默认:')})`,
  );

/** Help in the reader's language: commander's own words are English. */
export function helpWords(lang: Lang): HelpConfiguration {
  if (lang === 'en') return {};
  const base = new Help();
  return {
    styleTitle: (title) => TITLES[title] ?? title,
    optionDescription: (option) => tailZh(base.optionDescription(option)),
    argumentDescription: (argument) => tailZh(base.argumentDescription(argument)),
    styleUsage: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '[命令]'),
    subcommandTerm: (command) => base.subcommandTerm(command).replace('[options]', '[选项]'),
  };
}

/** What commander says of a wrong command line, and the same in Chinese. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^missing required argument '(.*)'$/, '缺少必需的参数“$1”'],
  [/^option '(.*)' argument missing$/, '选项“$1”缺少取值'],
  [/^required option '(.*)' not specified$/, '未指定必需的选项“$1”'],
  [/^unknown option '(.*?)'$/, '未知的选项“$1”'],
  [/^unknown option '(.*?)' \(Did you mean (?:one of )?(.*)\?\)$/, '未知的选项“$1”,是否想用 $2?'],
  [/^unknown command '(.*?)'$/, '未知的命令“$1”'],
  [/^unknown command '(.*?)' \(Did you mean (?:one of )?(.*)\?\)$/, '未知的命令“$1”,是否想用 $2?'],
  [
    /^too many arguments(?: for '.*?')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/,
    '参数过多:应为 $1 个,实际 $2 个:$3',
  ],
  [
    /^option '(.*?)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/,
    '选项“$1”的取值“$2”无效,可选:$3',
  ],
  [/^option '(.*?)' argument '(.*)' is invalid\.\s*(.*)$/, '选项“$1”的取值“$2”无效。$3'],
  [/^command-argument value '(.*)' is invalid for argument '(.*?)'\.\s*(.*)$/, '参数“$2”的取值“$1”无效。$3'],
];

/** A commander error as one sentence in both languages. */
export function usageText({ message }: Pick<CommanderError, 'message'>): LocalText {
  const en = message
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
  const known = SAID.find(([pattern]) => pattern.test(en));
  return { en, 'zh-CN': known ? en.replace(known[0], known[1]) : en };
}
