import { describe, expect, it } from 'vitest';
import {
  displayWidth,
  formatJson,
  formatText,
  type LintResult,
  lint,
  rules,
  sarifLog,
} from '../../../../src/core/package/index.ts';
import { packageOf } from '../lint/case.ts';

const ESC = '\u001b';
const result = lint(
  packageOf({
    id: '${packageId}',
    yaml: 'args:\n  - { label: 网络, name: 网络, widget: subnet-selct } # 注释\n',
    tf: '# 中文😀\nresource "x_y" "a" { vpc_id = "vpc-nnk6bcjt" }\n',
  }),
  { dialect: 'cloudapp' },
);

describe('formatText', () => {
  it('gives place, severity, code, message, and marks the place', () => {
    const lines = formatText(result, 'en').split('\n');
    const at = lines.findIndex((line) => line.includes('TF122'));
    expect(lines[at]).toMatch(/^infrastructure\/main\.tf:2:31 {2}warning {2}TF122 {2}"vpc-nnk6bcjt"/);
    expect(lines[at + 1]).toBe('  2 | resource "x_y" "a" { vpc_id = "vpc-nnk6bcjt" }');
    expect(lines[at + 2]).toBe(`    | ${' '.repeat(30)}${'^'.repeat(14)}`);
    expect(lines.at(-2)).toMatch(/^\d+ errors?, \d+ warnings?, \d+ notes?\.$/);
  });

  it('puts the mark under wide characters', () => {
    const lines = formatText(result, 'zh-CN').split('\n');
    const at = lines.findIndex((line) => line.includes('PKG117'));
    const code = lines[at + 1] ?? '';
    const mark = lines[at + 2] ?? '';
    const before = code.slice(0, code.indexOf('subnet-selct'));
    expect(mark.indexOf('^')).toBe(displayWidth(before));
    expect(lines[at]).toContain('警告');
    expect(lines[at + 3]).toContain('修复:');
  });

  it('says so when there is nothing', () => {
    const none: LintResult = { diagnostics: [], dialect: 'cloudapp', texts: new Map() };
    expect(formatText(none, 'en')).toBe('No findings.\n');
    expect(formatText(none, 'zh-CN')).toBe('未发现问题。\n');
  });

  it('colours only when asked, and lets no control character of a package through', () => {
    const nasty = lint(
      packageOf({
        yaml: `args:\n  - { name: "a${ESC}[2Jb\u202e", label: x, widget: "x${ESC}]0;t\\a" }\n`,
        tf: `variable "x" {}\n# ${ESC}[31m\nresource "x_y" "a" { vpc_id = "vpc-nnk6bcjt" /* ${ESC}[2J \u009b */ }`,
        files: { [`A${ESC}.txt`]: '', [`a${ESC}.txt`]: '' },
      }),
      { dialect: 'cloudapp' },
    );
    for (const lang of ['en', 'zh-CN'] as const) {
      expect(formatText(nasty, lang)).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
    }
    expect(formatText(result, 'en', { color: true })).toContain(`${ESC}[33m`);
  });

  it('cuts very long lines around the place', () => {
    const long = lint(
      packageOf({
        tf: `locals { a = "${'x'.repeat(5000)}", }\nresource "x_y" "a" { b = "${'y'.repeat(3000)}", vpc_id = "vpc-nnk6bcjt" }`,
      }),
      { dialect: 'cloudapp' },
    );
    for (const line of formatText(long, 'en').split('\n')) expect(line.length).toBeLessThan(260);
  });
});

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['网络', 4],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['ア', 2],
    ['ｱ', 1],
    ['，', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => expect(displayWidth(text)).toBe(width));
});

describe('formatJson', () => {
  it('is one JSON document with counts and both languages', () => {
    const report = JSON.parse(formatJson(result));
    expect(report.dialect).toBe('cloudapp');
    expect(report.summary.error + report.summary.warning + report.summary.info).toBe(
      report.diagnostics.length,
    );
    expect(report.diagnostics[0].message['zh-CN']).toBeTruthy();
  });
});

describe('sarifLog', () => {
  const log = sarifLog(result, 'en', { version: '1.2.3', prefix: '.cloudapp/' });
  const [run] = log.runs;

  it('has what SARIF 2.1.0 requires', () => {
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toMatch(/sarif.*2\.1\.0\.json$/);
    expect(run?.tool.driver).toMatchObject({ name: 'drydock', version: '1.2.3' });
    for (const rule of run?.tool.driver.rules ?? []) {
      expect(rule.id).toBeTruthy();
      expect(rule.help.text).toBeTruthy();
      expect(rule.shortDescription.text).toBeTruthy();
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
    }
    expect(run?.tool.driver.rules).toHaveLength(rules.length);
    for (const each of run?.results ?? []) {
      expect(each.message.text).toBeTruthy();
      expect(run?.tool.driver.rules[each.ruleIndex]?.id).toBe(each.ruleId);
      const { region, artifactLocation } = each.locations[0]?.physicalLocation ?? {};
      expect(artifactLocation?.uri).not.toMatch(/^\/|^[a-z]+:|\\/i);
      if (region) {
        expect(region.startLine).toBeGreaterThanOrEqual(1);
        expect(region.startColumn).toBeGreaterThanOrEqual(1);
        expect(region.endLine > region.startLine || region.endColumn >= region.startColumn).toBe(true);
      }
    }
  });

  it('counts columns in UTF-16 units and encodes paths', () => {
    const marked = run?.results.find((each) => each.ruleId === 'PKG117');
    const line = '  - { label: 网络, name: 网络, widget: subnet-selct } # 注释';
    expect(marked?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: '.cloudapp/package.yaml' },
      region: {
        startLine: 3,
        startColumn: line.indexOf('subnet-selct') + 1,
        endColumn: line.indexOf('subnet-selct') + 13,
      },
    });
    expect(marked?.fixes?.[0]?.artifactChanges[0]?.replacements[0]?.insertedContent.text).toBe(
      'subnet-select',
    );
    const odd = lint(packageOf({ files: { 'Ä b.txt': '', 'ä b.txt': '' } }), { dialect: 'cloudapp' });
    expect(
      sarifLog(odd, 'en', { version: '1' }).runs[0]?.results.map(
        (each) => each.locations[0]?.physicalLocation.artifactLocation.uri,
      ),
    ).toContain('%C3%A4%20b.txt');
  });
});
