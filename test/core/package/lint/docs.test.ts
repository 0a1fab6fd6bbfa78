import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../src/core/errors/index.ts';
import { rules } from '../../../../src/core/package/index.ts';

const root = resolve(import.meta.dirname, '../../../..');
const folder = resolve(root, 'docs/rules');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');

/** The index of docs/rules, from the rules. UPDATE_DOCS=1 writes it. */
function indexPage(): string {
  const rows = rules.map(({ code, title, severity }) => {
    const word =
      severity.cloudapp === severity.terraform
        ? severity.cloudapp
        : `${severity.cloudapp}; ${severity.terraform} in terraform`;
    return `| [${code}](${code}.md) | ${title.en} | ${title['zh-CN']} | ${word} |`;
  });
  return [
    '# Rules of `drydock lint`',
    '',
    'PKG: package.yaml and the folder. TF: Terraform files (TF_…: reading them). CHT: charts.',
    'A rule is named by what holds when it is silent.',
    '',
    '| code | what holds | 成立的条件 | severity |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

describe('docs/rules', () => {
  it('has a page for every rule and no other', () => {
    expect(pages.map((name) => name.replace(/\.md$/, '')).sort()).toEqual(
      rules.map((rule) => rule.code).sort(),
    );
  });

  it.each(rules.map((rule) => [rule.code, rule] as const))(
    '%s says why, shows it, and says how to mend',
    (code, rule) => {
      const page = readFileSync(resolve(root, rule.docs), 'utf8');
      expect(page.startsWith(`# ${code}: ${rule.title.en}\n`)).toBe(true);
      for (const part of [rule.title['zh-CN'], rule.severity.cloudapp, rule.severity.terraform])
        expect(page).toContain(part);
      expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual([
        'Why',
        'Example',
        'How to mend',
      ]);
    },
  );

  it('has an index of all rules', () => {
    const path = resolve(folder, 'README.md');
    if (process.env.UPDATE_DOCS === '1') writeFileSync(path, indexPage());
    expect(readFileSync(path, 'utf8')).toBe(indexPage());
  });

  it('has each code once', () => {
    expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
  });
});

describe('tests of rules', () => {
  const tested = readdirSync(resolve(import.meta.dirname, 'rules'))
    .map((name) => readFileSync(resolve(import.meta.dirname, 'rules', name), 'utf8'))
    .join('\n');
  const reading = /^(PKG10[0-5]|TF_.*)$/;
  it.each(rules.map((rule) => rule.code).filter((code) => !reading.test(code)))('%s has a case', (code) => {
    expect(tested).toContain(`'${code}'`);
  });
});

describe('codes of src/core/terraform', () => {
  it('that diagnostics carry are rules here', () => {
    const at = resolve(root, 'src/core/terraform');
    const codes = readdirSync(at, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(resolve(at, name), 'utf8').matchAll(/'(TF_[A-Z_]+)'/g)])
      .map((match) => match[1] ?? '');
    const known = new Set<string>([...rules.map((rule) => rule.code), ...Object.keys(catalogue)]);
    expect([...new Set(codes)].filter((code) => !known.has(code))).toEqual([]);
  });
});
