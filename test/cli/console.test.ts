import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, drydock, drydockJson } from '../helpers/cli.ts';
import { describeShared, sharedPath } from '../helpers/shared.ts';
import { describeTool, tool } from '../helpers/tools.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-console-'));
  writeFileSync(
    join(dir, 'main.tf'),
    'variable "secret" {\n  default   = "s"\n  sensitive = true\n}\nvariable "open" { type = string }\nlocals { total = 2 + 3 }\n',
  );
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const empty = (): string => join(dir, 'none');
interface Answer {
  readonly id: unknown;
  readonly value?: unknown;
  readonly error?: { readonly summary: string; readonly detail: string; readonly range: string };
}
const ask = async (lines: readonly string[], args: readonly string[] = [], cwd = dir): Promise<Answer[]> => {
  const { stdout } = await drydock(['console', ...args, '--ndjson'], { input: `${lines.join('\n')}\n`, cwd });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
};

describe('drydock console --expr', () => {
  it('evaluates in the scope of a package, its form answered', async () => {
    const args = ['console', 'data/sample', '--expr', 'var.app_target.region'];
    const { stdout, stderr, status } = await drydock(args);
    expect([status, stdout, stderr]).toEqual([0, '"ap-guangzhou"\n', 'string\n']);
  });

  it('evaluates in a folder of Terraform files; variables without a value are unknown, secrets are not shown', async () => {
    expect((await drydock(['console', dir, '--expr', '[local.total, var.secret, var.open]'])).stdout).toBe(
      '[\n  5,\n  (sensitive value),\n  (known after apply),\n]\n',
    );
    expect(await drydockJson(['console', dir, '--expr', 'var.open'])).toEqual({
      value: null,
      type: 'string',
      unknown: true,
      sensitive: false,
    });
  });

  it('answers a mistake with its words, place and status 1', async () => {
    const { stdout, stderr, status } = await drydock(['console', dir, '--expr', 'local.nothing']);
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toContain('Reference to undeclared local value  1:1-1:14');
    expect((await drydock(['console', dir, '--expr', '1 +', '--json'])).stdout).toContain('"range":"1:');
  });

  it('keeps numbers of any size', async () => {
    const { stdout } = await drydock([
      'console',
      dir,
      '--json',
      '--expr',
      '123456789012345678901234567890 + 1',
    ]);
    expect(stdout).toContain('"value":123456789012345678901234567891,');
  });

  it('reads lines where no expression is given', async () => {
    const { stdout, stderr, status } = await drydock(['console', dir], {
      input: '1+1\n\nnope(\nlocal.total\n',
    });
    expect(stdout).toBe('2\n5\n');
    expect(status).toBe(1);
    expect(stderr).toContain('1:');
  });

  it('refuses a package whose Terraform does not parse, with the place', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'drydock-broken-'));
    writeFileSync(join(broken, 'main.tf'), 'locals {\n  a = \n}\n');
    const { stderr, status } = await drydock(['console', broken, '--expr', '1']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^TF_MODULE_INVALID {2}main\.tf:2:/);
    rmSync(broken, { recursive: true });
  });
});

describe('drydock console --ndjson', () => {
  it('answers each request with exact numbers, unknown values and errors', async () => {
    const answers = await ask([
      '{"id":1,"expr":"a * 2","vars":{"a":1e2}}',
      '{"id":"u","expr":"[x, 1]","vars":{"x":{"__unknown":"string"}}}',
      '{"id":[2],"expr":"hi ${name}","mode":"template","vars":{"name":"you"}}',
      '{"id":3,"expr":"file(\\"a.txt\\")","vars":{},"files":{"a.txt":"A"}}',
      '{"id":4,"expr":"missing","vars":{}}',
    ]);
    expect(answers).toEqual([
      { id: 1, value: 200, type: 'number', unknown: false, sensitive: false },
      { id: 'u', value: [null, 1], type: ['tuple', ['string', 'number']], unknown: true, sensitive: false },
      { id: [2], value: 'hi you', type: 'string', unknown: false, sensitive: false },
      { id: 3, value: 'A', type: 'string', unknown: false, sensitive: false },
      {
        id: 4,
        error: {
          summary: 'Unknown variable',
          detail: expect.stringContaining('missing') as string,
          range: '1:1-1:8',
        },
      },
    ]);
  });

  it('uses the package where a request has no variables, and nothing where there is no package', async () => {
    expect((await ask(['{"id":1,"expr":"local.total"}'], [dir]))[0]?.value).toBe(5);
    expect((await ask(['{"id":1,"expr":"local.total"}']))[0]?.value).toBe(5);
    const bare = mkdtempSync(join(tmpdir(), 'drydock-bare-'));
    const answers = await ask(['{"id":1,"expr":"local.total"}', '{"id":2,"expr":"max(1,2)"}'], [], bare);
    expect(answers.map(({ id, value }) => [id, value])).toEqual([
      [1, undefined],
      [2, 2],
    ]);
    rmSync(bare, { recursive: true });
  });

  it('answers lines that are no requests, with their id where it can be read', async () => {
    const answers = await ask([
      '{"id":7,"expr":"1"',
      '{"expr":"1", "id" : "x\\"y", nonsense',
      'nonsense',
      '[1]',
      '{"id":8}',
      '{"id":9,"expr":"1","mode":"other"}',
      `{"id":10,"expr":"1","vars":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      `{"id":11,"expr":${JSON.stringify('('.repeat(50_000))}}`,
      '{"id":12,"expr":"1"}',
    ]);
    expect(answers.map(({ id }) => id)).toEqual([7, 'x"y', null, null, 8, 9, 10, 11, 12]);
    expect(answers.map(({ error }) => error !== undefined)).toEqual([...Array(8).fill(true), false]);
  });

  it('refuses a line that is too long and goes on', async () => {
    const answers = await ask([
      `{"id":1,"expr":"1","vars":{"x":"${'y'.repeat(17 * 1024 * 1024)}"}}`,
      '{"id":2,"expr":"2","vars":{}}',
    ]);
    expect(answers[0]).toMatchObject({ id: 1, error: { summary: 'Invalid request' } });
    expect(answers[1]).toMatchObject({ id: 2, value: 2 });
  });

  it('answers a line before the next one comes, characters cut in two included', async () => {
    const child = spawn(process.execPath, [bin, 'console', '--ndjson'], { cwd: dir });
    const answers: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => answers.push(chunk.toString('utf8')));
    const bytes = Buffer.from('{"id":1,"expr":"\\"é\\"","vars":{}}\n');
    const half = bytes.indexOf(0xc3) + 1;
    child.stdin.write(bytes.subarray(0, half));
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.stdin.write(bytes.subarray(half));
    await expect.poll(() => answers.join(''), { timeout: 10_000 }).toContain('"value":"é"');
    child.stdin.end('{"id":2,"expr":"2","vars":{}}');
    await new Promise((resolve) => child.on('close', resolve));
    expect(answers.join('').trim().split('\n')).toHaveLength(2);
  });

  it('answers thousands of lines in order', async () => {
    const count = 5000;
    const lines = Array.from({ length: count }, (_, n) => `{"id":${n},"expr":"x + ${n}","vars":{"x":1}}`);
    const answers = await ask(lines);
    expect(answers.map(({ value }) => value)).toEqual(lines.map((_, n) => n + 1));
  });
});

describeTool(
  'terraform',
  'the console prints what terraform console prints',
  () => {
    it.each([
      '1/3',
      '"a\\nb"',
      '"tab\\tq\\"\\\\ é 世界 \\u200b \\u001b"',
      '[1, "a", true, null]',
      '{a = 1, b = {c = []}, "x y" = {}}',
      'tolist(["a", "b\\nc"])',
      'toset([])',
      'tomap({a = "x"})',
      'tostring(null)',
      'var.secret',
      '{k = "l1\\nl2", l = ["m1\\nEOT\\nm2"], s = var.secret}',
      '1e-7',
    ])('%s', async (expr) => {
      const own = mkdtempSync(join(tmpdir(), 'drydock-tf-'));
      writeFileSync(join(own, 'main.tf'), 'variable "secret" {\n  default   = "s"\n  sensitive = true\n}\n');
      writeFileSync(join(own, 'rc'), '');
      const child = spawn(tool('terraform') ?? '', ['console'], {
        cwd: own,
        env: { PATH: process.env.PATH, TF_CLI_CONFIG_FILE: join(own, 'rc'), CHECKPOINT_DISABLE: '1' },
      });
      child.stdin.end(`${expr}\n`);
      let wanted = '';
      for await (const chunk of child.stdout) wanted += String(chunk);
      expect((await drydock(['console', own, '--expr', expr])).stdout).toBe(wanted);
      rmSync(own, { recursive: true });
    });
  },
  'if-present',
);

describeShared('HCL reference cases by the command line', () => {
  it('agree in value, type, summary and range', async () => {
    const text = readFileSync(sharedPath('corpus/hcl/cases.json'), 'utf8');
    const cases = JSON.parse(text) as (Answer & Record<string, unknown>)[];
    // Numbers go over as they are written, which JSON.parse would round: cases with such numbers are compared in core.
    const plain = cases.filter((each) => !/\d{16}|e\+?\d/i.test(JSON.stringify(each)));
    const answers = await ask(
      plain.map(({ id, expr, mode, vars, files }) => JSON.stringify({ id, expr, mode, vars, files })),
      [],
      empty().slice(0, -5),
    );
    const wrong = plain.flatMap((each, at) => {
      const got = answers[at];
      if (got === undefined || got.id !== each.id) return [`${String(each.id)}: not answered`];
      if (each.caveat) return [];
      if (each.errorSummary !== undefined) {
        const same =
          got.error?.summary === each.errorSummary &&
          (each.errorPos === undefined || got.error?.range === each.errorPos);
        return same ? [] : [`${String(each.id)}: ${JSON.stringify(got)}`];
      }
      if (each.unknown) return (got as { unknown?: boolean }).unknown ? [] : [`${String(each.id)}: known`];
      return JSON.stringify(got.value) === JSON.stringify(each.expected)
        ? []
        : [`${String(each.id)}: ${JSON.stringify(got)}`];
    });
    console.log(`HCL cases by the command line: ${plain.length - wrong.length} of ${plain.length} agree`);
    expect(plain.length).toBeGreaterThan(300);
    expect(wrong).toEqual([]);
  });
});

describe('variables of a plain module', () => {
  it('come from TF_VAR_, files beside it, and the command line, in this order', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-vars-'));
    writeFileSync(join(dir, 'main.tf'), 'variable "a" {}\nvariable "b" {}\nvariable "c" {}\n');
    writeFileSync(join(dir, 'terraform.tfvars'), 'b = "file"\nc = "file"\n');
    writeFileSync(join(dir, 'more.txt'), 'c = "more"\n');
    const env = { TF_VAR_a: 'env', TF_VAR_b: 'env' };
    const line = ['console', dir, '--expr', 'join(" ", [var.a, var.b, var.c])'];
    const ask = async (...args: string[]): Promise<string> =>
      (await drydock([...line, ...args], { env })).stdout.trim();
    try {
      expect(await ask()).toBe('"env file file"');
      expect(await ask('--var-file', join(dir, 'more.txt'))).toBe('"env file more"');
      expect(await ask('--var-file', join(dir, 'more.txt'), '--var', 'c=cli', '--var', 'a=x=y')).toBe(
        '"x=y file cli"',
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
