import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drydock, drydockJson } from '../helpers/cli.ts';
import { describeShared, sharedPath } from '../helpers/shared.ts';

let dir: string;
const write = (path: string, text: string): void => {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-template-'));
  write('web/Chart.yaml', 'apiVersion: v2\nname: web\nversion: 0.1.0\n');
  write('web/values.yaml', 'replicas: 1\n');
  write(
    'web/templates/a.yaml',
    'kind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}-{{ .Release.Namespace }}"}\ndata:\n  replicas: "{{ .Values.replicas }} {{ kindOf .Values.replicas }}"\n  upgrade: "{{ .Release.IsUpgrade }} {{ .Release.IsInstall }}"\n  kube: {{ .Capabilities.KubeVersion }} {{ .Capabilities.APIVersions.Has "x.io/v1" }}\n',
  );
  write(
    'web/templates/b.yaml',
    'kind: Secret\nmetadata: {name: b}\ndata: {password: {{ randAlphaNum 16 }} }\n',
  );
  write('web/templates/NOTES.txt', 'Hello {{ .Release.Name }}\n');
  write('web/crds/c.yaml', 'kind: CustomResourceDefinition\nmetadata: {name: c}\n');
  write('bad/Chart.yaml', 'apiVersion: v2\nname: bad\nversion: 0.1.0\n');
  write('bad/templates/a.yaml', 'kind: [{{ .Values.x }}\n');
  write('two/package.yaml', 'id: x\n');
  for (const name of ['one', 'other']) {
    write(`two/software/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`);
  }
  write('values.yaml', 'replicas: 2\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const print = async (...args: string[]): Promise<string> =>
  (await drydock(['template', join(dir, 'web'), ...args], { cwd: dir })).stdout;

describe('drydock template', () => {
  it('prints manifests with their sources, release-name and default', async () => {
    expect(await print('--show-only', 'templates/a.yaml')).toBe(
      '---\n# Source: web/templates/a.yaml\nkind: ConfigMap\nmetadata: {name: "release-name-default"}\ndata:\n  replicas: "1 float64"\n  upgrade: "false true"\n  kube: v1.29.0 false\n',
    );
  });

  it('takes release, namespace, values, sets, versions and upgrade', async () => {
    const text = await print(
      ...['--release', 'r', '--namespace', 'n', '--values', 'values.yaml', '--is-upgrade'],
      ...['--kube-version', '1.31', '--api-versions', 'x.io/v1', '--show-only', 'templates/a*'],
    );
    expect(text).toContain('"r-n"');
    expect(text).toContain('"2 float64"');
    expect(text).toContain('"true false"');
    expect(text).toContain('kube: v1.31.0 true');
    expect(await print('--values', 'values.yaml', '--set', 'replicas=3')).toContain('"3 int64"');
    expect(await print('--set', 'replicas=3', '--set-string', 'replicas=4')).toContain('"4 string"');
  });

  it('takes the words, letters and sets of helm', async () => {
    write('note.txt', 'a, b\n');
    write('more.yaml', 'more: true\n');
    write(
      'hooks/templates/a.yaml',
      'data: {{ toJson .Values | quote }}\nmetadata: {name: "{{ .Release.Name }}/{{ .Release.Namespace }}"}\n',
    );
    write('hooks/Chart.yaml', 'apiVersion: v2\nname: hooks\nversion: 0.1.0\n');
    write(
      'hooks/templates/h.yaml',
      'kind: Job\nmetadata: {name: setup, annotations: {helm.sh/hook: pre-install}}\n',
    );
    write(
      'hooks/templates/t.yaml',
      'kind: Pod\nmetadata: {name: check, annotations: {helm.sh/hook: test}}\n',
    );
    const run = async (...args: string[]): Promise<string> =>
      (await drydock(['template', ...args], { cwd: dir })).stdout;
    const text = await run(
      ...['shop', 'hooks', '-n', 'prod', '-f', 'values.yaml,more.yaml', '-s', 'templates/a.yaml'],
      ...[
        '--set-json',
        'j={"x":[1]}',
        '--set',
        'j.x[0]=2',
        '--set-file',
        'f=note.txt',
        '--set-literal',
        'l=p,q',
      ],
    );
    expect(text).toContain('name: "shop/prod"');
    expect(JSON.parse(JSON.parse(/data: (.*)/.exec(text)?.[1] ?? '""'))).toEqual({
      ...{ replicas: 2, more: true, j: { x: [2] }, f: 'a, b\n', l: 'p,q' },
    });
    expect(await run('hooks', '--name-template', 'r-{{ "AB" | lower }}')).toContain('name: "r-ab/default"');
    expect(await run('hooks')).toMatch(/name: check[\s\S]*name: setup/);
    expect(await run('hooks', '--skip-tests')).toMatch(/^(?![\s\S]*name: check)[\s\S]*name: setup/);
    expect(await run('hooks', '--no-hooks')).not.toMatch(/check|setup/);
    const refused = (...args: string[]) => drydock(['template', ...args], { cwd: dir });
    expect(await refused('shop', 'hooks', '--release', 'x')).toMatchObject({ status: 2 });
    expect(await refused('hooks', '--name-template', '{{ nothing }}')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('template: name-template:1: function "nothing" not defined'),
    });
    expect(await refused('hooks', '--set-file', 'a=gone')).toMatchObject({
      stderr: expect.stringContaining('gone'),
    });
  });

  it('draws real chances, and fixed ones with --stand-ins and --raw', async () => {
    const password = async (...args: string[]): Promise<string | undefined> =>
      /password: (\w+)/.exec(await print(...args))?.[1];
    expect(await password()).not.toBe(await password());
    expect(await password('--stand-ins')).toBe('aB3dE6gH9jaB3dE6');
    expect(await password('--raw')).toBe('aB3dE6gH9jaB3dE6');
  });

  it('adds definitions and notes where asked', async () => {
    expect(await print()).not.toContain('crds/c.yaml');
    expect(await print('--include-crds')).toMatch(/^---\n# Source: web\/crds\/c\.yaml\nkind: Custom/);
    expect(await print('--notes')).toMatch(/\nNOTES:\nHello release-name\n+$/);
  });

  it('reads archives, and packages with one chart', async () => {
    execFileSync('tar', ['-czf', join(dir, 'web.tgz'), '-C', dir, 'web']);
    const { stdout } = await drydock(['template', join(dir, 'web.tgz'), '--stand-ins']);
    expect(stdout).toBe(await print('--stand-ins'));
    const sample = ['--release', 'x', '--stand-ins'];
    const whole = await drydock(['template', 'data/sample', ...sample]);
    const chart = await drydock(['template', 'data/sample/.cloudapp/software/chart', ...sample]);
    expect(whole).toEqual(chart);
    expect(whole.status === 0 || whole.stderr.includes('HELM_')).toBe(true);
  });

  it('refuses in Helm’s words', async () => {
    const refused = async (...args: string[]): Promise<[number | null, string]> => {
      const { status, stderr } = await drydock(['template', ...args], { cwd: dir });
      return [status, stderr];
    };
    const [status, words] = await refused(join(dir, 'web'), '--show-only', 'templates/none.yaml');
    expect([status, words]).toEqual([
      1,
      expect.stringContaining('could not find template templates/none.yaml'),
    ]);
    expect(await refused(join(dir, 'bad'))).toEqual([
      1,
      expect.stringContaining('YAML parse error on bad/templates/a.yaml'),
    ]);
    expect(await refused(join(dir, 'web'), '--set', 'a')).toEqual([
      1,
      expect.stringContaining('failed parsing --set data: key "a" has no value'),
    ]);
    expect(await refused(join(dir, 'web', 'templates'))).toEqual([
      1,
      expect.stringContaining('Chart.yaml file is missing'),
    ]);
    expect(await refused(join(dir, 'gone'))).toEqual([
      expect.any(Number),
      expect.stringContaining('PKG_FOLDER_MISSING'),
    ]);
    expect(await refused(join(dir, 'two'))).toEqual([2, expect.stringContaining('HELM_CHART_AMBIGUOUS')]);
    expect(await refused(join(dir, 'web'), '--release', 'No!')).toEqual([
      2,
      expect.stringContaining('release'),
    ]);
    expect(await refused(join(dir, 'web'), '--values', 'gone.yaml')).toEqual([
      expect.any(Number),
      expect.stringContaining('FILE_UNREADABLE'),
    ]);
  });

  it('shows texts that are no manifests with --raw, and says so', async () => {
    const { stdout, stderr, status } = await drydock(['template', join(dir, 'bad'), '--raw']);
    expect(JSON.parse(stdout)).toEqual({ 'bad/templates/a.yaml': 'kind: []\n'.replace(']', '') });
    expect([status, stderr]).toEqual([1, expect.stringContaining('YAML parse error')]);
  });

  it('gives all of it as JSON', async () => {
    const view = await drydockJson<{ files: Record<string, string>; notes: string }>([
      'template',
      join(dir, 'web'),
    ]);
    expect(Object.keys(view.files)).toEqual([
      'web/templates/NOTES.txt',
      'web/templates/a.yaml',
      'web/templates/b.yaml',
    ]);
    expect(view.notes).toBe('Hello release-name\n');
  });
});

describe('drydock template --ndjson', () => {
  it('renders snippets line by line', async () => {
    const lines = [
      {
        id: 1,
        tpl: '{{ .Values.a | upper }} {{ .Release.Name }} {{ .Files.Get "files/b.conf" }}',
        valuesYaml: 'a: x',
      },
      { id: 'two', tpl: '{{ fail "no" }}' },
      { id: 3, tpl: '{{ .Values.none }}|' },
      { id: 4 },
      { id: 5, tpl: '{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}' },
    ].map((each) => JSON.stringify(each));
    const { stdout } = await drydock(['template', '--ndjson'], { input: `${lines.join('\n')}\n{"id":6,\n` });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown });
    expect(answers).toEqual([
      { id: 1, output: 'X demo k=v' },
      { id: 'two', error: 'execution error at (t/templates/case.txt:1:3): no' },
      { id: 3, output: '|' },
      { id: 4, error: expect.stringContaining('tpl') },
      { id: 5, error: expect.any(String) },
      { id: 6, error: expect.any(String) },
    ]);
  });
});

describeShared('reference charts by the command line', () => {
  it('a few of them agree in text and errors, chance included', async () => {
    const root = sharedPath('corpus', 'charts');
    const index = JSON.parse(readFileSync(join(root, 'INDEX.json'), 'utf8')) as {
      chart: string;
      status: string;
      nondeterministic: boolean;
    }[];
    const chosen = [
      ...index.filter((each) => each.status === 'error'),
      ...index.filter((each) => each.nondeterministic),
      ...index.slice(0, 3),
    ];
    for (const { chart } of chosen) {
      const args = [
        'template',
        resolve(root, chart, 'chart'),
        '--release',
        'demo',
        '--namespace',
        'demo',
        '--raw',
      ];
      const { stdout, stderr, status } = await drydock(args);
      const error = join(root, chart, 'expected.err');
      if (existsSync(error))
        expect([status, stderr]).toEqual([1, expect.stringContaining(readFileSync(error, 'utf8').trim())]);
      else
        expect(JSON.parse(stdout), chart).toEqual(
          JSON.parse(readFileSync(join(root, chart, 'expected.rendered.json'), 'utf8')),
        );
    }
    expect(chosen.length).toBeGreaterThan(8);
    expect(readdirSync(root).length).toBeGreaterThan(50);
  });
});

describe('drydock template --validate', () => {
  it('says on standard error what that Kubernetes would refuse, and keeps the manifests clean', async () => {
    write('old/Chart.yaml', 'apiVersion: v2\nname: old\nversion: 0.1.0\n');
    write(
      'old/templates/a.yaml',
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {minAvailable: 1}\n',
    );
    const at = (version: string) =>
      drydock(['template', join(dir, 'old'), '--validate', '--kube-version', version], { cwd: dir });
    const gone = await at('1.25');
    expect(gone.status).toBe(1);
    expect(gone.stdout).not.toContain('KUB');
    expect(gone.stderr).toContain('old/templates/a.yaml: error KUB101: PodDisruptionBudget/web apiVersion');
    const deprecated = await at('1.22');
    expect([deprecated.status, deprecated.stderr]).toEqual([0, expect.stringContaining('KUB102')]);
    expect((await at('new')).stderr).toContain('KUBERNETES_VERSION_UNKNOWN');
  });
});
