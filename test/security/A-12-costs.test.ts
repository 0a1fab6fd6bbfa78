import { describe, expect, it } from 'vitest';
import { createPlan, createSchemas, loadModule, moduleValues } from '../../src/core/terraform/index.ts';

const output = (expr: string): string => `output "o" {\n  value = ${expr}\n}\n`;
/** `local.s` has 64,000 characters, `local.m` 6.4 million. */
const LONG = `locals {
  s = join("", [for i in range(1000) : "${'x'.repeat(64)}"])
  m = join("", [for i in range(100) : local.s])
  l = [for a in range(400) : range(1000)]
}
`;
const each = (expr: string): string => LONG + output(`length([for i in range(1000) : ${expr}])`);
const cubed = (what: string): string => `[for a in range(700) : [for b in range(700) : ${what}]]`;

const GREEDY: Readonly<Record<string, string>> = {
  'an element for every character': LONG + output('length(split("", local.m))'),
  'a match for every character': LONG + output('length(regexall("x", local.m))'),
  'a replacement a thousand times as long': LONG + output('length(replace(local.m, "x", local.s))'),
  'replacement by pattern': LONG + output('length(replace(local.m, "/x/", local.s))'),
  'one list joined from a long text': LONG + output('join("", [for i in range(1000) : local.m])'),
  'hashes again and again': each('sha512(local.m)'),
  'reversal again and again': each('strrev(local.m)'),
  'parts again and again': each('substr(local.m, 1000, 5)'),
  'base64 again and again': each('base64encode(local.m)'),
  'compression again and again': each('base64gzip(local.m)'),
  'titles again and again': each('title(local.m)'),
  'texts that are kept': each('"${local.m}${i}"'),
  'JSON again and again': each('jsonencode(local.l)'),
  'comparison again and again': each('local.l == [for a in range(400) : range(1000)]'),
  'conversion again and again': each('tolist(local.l)'),
  'ranges of ranges': output(`length(${cubed('range(1000)')})`),
  'a number that is squared forty times': `locals {\n  a0 = 99999999999999999999\n${Array.from({ length: 40 }, (_, i) => `  a${i + 1} = local.a${i} * local.a${i}`).join('\n')}\n}\n${output('local.a40')}`,
  'merges of merges in YAML': output(
    'length(yamldecode(join("", concat(["m0: &m0 {k: 0}\\n"], [for i in range(1000) : "m${i+1}: &m${i+1} {<<: *m${i}, k${i}: 0}\\n"]))))',
  ),
  'one loop in each of three hundred locals': `locals {\n${Array.from({ length: 300 }, (_, i) => `  l${i} = length(${cubed('b')})`).join('\n')}\n}\n`,
  'one loop in each of three thousand instances': `resource "terraform_data" "a" {\n  count = 3000\n  input = length(${cubed('b')})\n}\n`,
  'blocks in blocks in blocks': `resource "terraform_data" "a" {
  dynamic "a" {
    for_each = range(1000)
    content {
      dynamic "b" {
        for_each = range(1000)
        content {
          dynamic "c" {
            for_each = range(1000)
            content {
              x = 1
            }
          }
        }
      }
    }
  }
}
`,
};

const plan = (text: string) => {
  const { module } = loadModule([{ path: 'main.tf', text }], { dialect: 'terraform' });
  return createPlan({
    module,
    variables: {},
    dialect: 'terraform',
    schemas: createSchemas(),
    files: new Map(),
    clock: () => new Date(0),
    random: () => 0.5,
  });
};

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

describe('A-12: a few lines of configuration use up neither memory nor minutes', () => {
  it.each(Object.keys(GREEDY))(
    '%s',
    (name) => {
      const start = cpuSeconds();
      const errors = plan(GREEDY[name] ?? '').diagnostics.filter((d) => d.severity === 'error');
      expect(errors.map((d) => d.code).join()).toMatch(/TF_EVALUATION|TF_BLOCK|TF_TOO_MANY/);
      expect(cpuSeconds() - start).toBeLessThan(10);
    },
    60_000,
  );

  it.each([
    ['chomp', `chomp("${'\\n'.repeat(300_000)}x")`, 300_001],
    ['trimspace', `trimspace("x${' '.repeat(300_000)}x")`, 300_002],
  ])('%s is linear', (_name, expr, length) => {
    const start = cpuSeconds();
    const result = plan(output(`length(${expr})`));
    expect(result.diagnostics).toEqual([]);
    expect(JSON.stringify(result.plan?.outputs)).toContain(`"value":${length}`);
    expect(cpuSeconds() - start).toBeLessThan(3);
  });

  it('sets and lists of many objects are told apart by key, not one by one', () => {
    const many = 'flatten([for i in range(100) : [for j in range(100) : { a = "${i}-${j}" }]])';
    const start = cpuSeconds();
    expect(plan(output(`length(distinct(${many}))`)).diagnostics).toEqual([]);
    expect(plan(output(`length(setsubtract(toset(${many}), toset(${many})))`)).diagnostics).toEqual([]);
    expect(cpuSeconds() - start).toBeLessThan(4);
  });

  it('"did you mean" looks at so many names and no longer ones', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `  local_name_number_${i} = 1`).join('\n');
    const wrong = Array.from(
      { length: 200 },
      (_, i) => `output "o${i}" {\n  value = local.local_nome_namber_${i}\n}`,
    );
    const start = cpuSeconds();
    const { diagnostics } = plan(`locals {\n${names}\n}\n${wrong.join('\n')}\n`);
    expect(diagnostics.filter((d) => d.code === 'TF_REFERENCE_UNDECLARED')).toHaveLength(200);
    expect(cpuSeconds() - start).toBeLessThan(4);
  });

  it('three thousand resources that loop are far below the bound of a plan', () => {
    const tf = Array.from(
      { length: 3_000 },
      (_, i) =>
        `resource "terraform_data" "r${i}" {\n  input = { a = "x\${${i} + 1}", b = join(",", [for x in range(50) : tostring(x)]) }\n}\n`,
    ).join('');
    expect(plan(tf).diagnostics).toEqual([]);
  }, 60_000);

  const read = (text: string, path = 'main.tf') => {
    const start = cpuSeconds();
    const { module, diagnostics } = loadModule([{ path, text }], { dialect: 'terraform' });
    return {
      module,
      codes: new Set(diagnostics.map((d) => d.code)),
      many: diagnostics.length,
      took: cpuSeconds() - start,
    };
  };
  const MIB = 1024 * 1024;

  it.each([
    ['control characters', '\u0001\u0002'.repeat(MIB)],
    ['brackets', '}{)('.repeat(MIB / 2)],
    ['quotation marks', '"'.repeat(2 * MIB)],
    ['blocks that nobody knows', 'a {}\n'.repeat(400_000)],
    ['lines that are none', 'a\n'.repeat(MIB)],
  ])('megabytes of %s are refused soon, with one finding', (_name, text) => {
    const { codes: found, many, took } = read(text);
    expect([...found]).toEqual(['TF_FILE_TOO_LARGE']);
    expect(many).toBe(1);
    expect(took).toBeLessThan(2);
  });

  it('findings of one file are counted out', () => {
    expect(read('a {}\n'.repeat(90_000))).toMatchObject({
      codes: new Set(['TF_BLOCK_UNEXPECTED']),
      many: 200,
    });
    const texts = Array.from({ length: 50_000 }, (_, i) => `"a${i}": "\${"`);
    expect(read(`{"locals": {${texts.join()}}}`, 'main.tf.json')).toMatchObject({ many: 200 });
  });

  it.each([
    ['blocks in an array', `{"resource":{"a":{"b":[${'{},'.repeat(400_000)}{}]}}}`, 'TF_SYNTAX'],
    ['a text of megabytes', `{"locals":{"a":"${'x'.repeat(3 * MIB)}"}}`, 'TF_FILE_TOO_LARGE'],
  ])('JSON with %s is refused', (_name, text, code) => {
    const { codes: found, took } = read(text, 'main.tf.json');
    expect([...found]).toEqual([code]);
    expect(took).toBeLessThan(2);
  });

  it('"did you mean" is asked so many times and no more', () => {
    const wrong = Array.from({ length: 40_000 }, (_, i) => `  a${i} = local.y${i}\n`).join('');
    const start = cpuSeconds();
    const { diagnostics } = plan(`locals {\n${wrong}}\n`);
    expect(diagnostics).toHaveLength(40_000);
    expect(diagnostics[0]?.message.en).toContain('Did you mean "a0"?');
    expect(cpuSeconds() - start).toBeLessThan(4);
  });

  it('small numbers are kept once, however many lists hold them', () => {
    const before = process.memoryUsage().heapUsed;
    const { module } = loadModule(
      [{ path: 'main.tf', text: 'locals {\n  l = [for i in range(1000) : range(1000)]\n}\n' }],
      { dialect: 'terraform' },
    );
    const values = moduleValues({
      module,
      variables: {},
      dialect: 'terraform',
      schemas: createSchemas(),
      files: new Map(),
      clock: () => new Date(0),
      random: () => 0.5,
    });
    expect(values.locals.get('l')?.elements).toHaveLength(1000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * MIB);
  });
});
