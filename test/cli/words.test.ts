import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { usageText } from '../../src/cli/commander-words.ts';
import { readContent } from '../../src/cli/fields.ts';
import { buildProgram } from '../../src/cli/program.ts';
import type { unreadable } from '../../src/core/errors/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'drydock-words-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const program = (lang: string) => buildProgram(['--lang', lang], '0.0.0', () => undefined);
const helpOf = (lang: string, ...words: string[]): string =>
  words
    .reduce((at, word) => at.commands.find((each) => each.name() === word) ?? at, program(lang))
    .helpInformation();

async function refused(lang: string, ...argv: string[]) {
  try {
    await program(lang).parseAsync(argv, { from: 'user' });
  } catch (error) {
    return usageText(error as Error);
  }
  return undefined;
}

describe('the command line in Chinese', () => {
  it('has no heading and no note of commander in English', () => {
    for (const words of [
      [],
      ['registry'],
      ['registry', 'gc'],
      ['lint'],
      ['instance', 'show'],
      ['template'],
    ]) {
      const help = helpOf('zh-CN', ...words);
      expect(help).toContain('用法:');
      expect(help).not.toMatch(/^(Usage|Options|Commands|Arguments):/m);
      expect(help).not.toMatch(/\((choices|default): /);
    }
    expect(helpOf('zh-CN', 'lint')).toContain('可选:"text", "json", "sarif"');
    expect(helpOf('en', 'lint')).toMatch(/^Usage: .*\n[\s\S]*^Options:$/m);
  });

  it.each([
    [['registry', 'gcc'], '未知的命令“gcc”,是否想用 gc?'],
    [['lint', '--formt', 'x'], '未知的选项“--formt”,是否想用 --format?'],
    [['lint', '--format', 'nope', '.'], '选项“--format <value>”的取值“nope”无效,可选:text, json, sarif'],
    [['instance', 'show'], '缺少必需的参数“id”'],
    [['lint', '.', '--format'], '选项“--format <value>”缺少取值'],
    [['price', 'remove', '1', '2'], '参数过多:应为 1 个,实际 2 个:1, 2'],
  ])('says what is wrong with %j', async (argv, said) => {
    const text = await refused('zh-CN', ...argv);
    expect(text?.['zh-CN']).toBe(said);
    expect(text?.en).toMatch(/^[a-z].*'/);
  });
});

describe('a file that cannot be read', () => {
  it('says why in words', () => {
    const missing = (() => {
      try {
        readContent(join(dir, 'nowhere'));
      } catch (error) {
        return error as ReturnType<typeof unreadable>;
      }
      throw new Error('it was read');
    })();
    expect(missing.report().message.en).toBe(`${join(dir, 'nowhere')} cannot be read: there is no such file`);
    expect(missing.report().message['zh-CN']).toContain('文件不存在');
    expect(() => readContent(dir)).toThrow(/it is a folder/);
  });
});
