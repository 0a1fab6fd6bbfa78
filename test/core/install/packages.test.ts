import { describe, expect, it } from 'vitest';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { ofType } from './fakes.ts';
import { fixture, rehearsePackage } from './packages.ts';

const found = (reference: string) => ({
  found: true as const,
  reference,
  repository: 'shop/web',
  digest: `sha256:${'b'.repeat(64)}`,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  size: 40_000_000,
  platforms: [{ os: 'linux', architecture: 'amd64' }],
});

describe('a container package', () => {
  it('installs from form to outputs', async () => {
    const { events, record } = await rehearsePackage(fixture('web-shop'), { lookupImage: found });
    expect(record.failures).toEqual([]);
    expect(record.assumptions).toEqual([]);
    expect(record.outputs.map((each) => [each.name, each.sensitive])).toEqual([
      ['admin', true],
      ['database', false],
      ['main', false],
    ]);
    expect(record.outputs[2]?.value).toMatch(
      new RegExp(`^http://10\\.\\d+\\.\\d+\\.\\d+/\\?id=${record.id}$`),
    );
    expect(record.workloads).toMatchObject([
      { object: 'Deployment/shop-web', state: 'ready', ready: 2 },
      { object: 'Job/shop-setup', state: 'completed' },
    ]);
    expect(record.spec).toEqual({ edition: 'basic' });
    expect(ofType(events, 'form')[0]?.chosen).toBe('auto');
  });

  it('keeps secrets out of its events', async () => {
    const { events, record } = await rehearsePackage(fixture('web-shop'), { lookupImage: found });
    const said = JSON.stringify(events);
    const database = record.resources.find((each) => each.type === 'random_password')?.attributes.result;
    const admin = record.outputs.find((each) => each.name === 'admin')?.value;
    expect(String(database)).toHaveLength(20);
    expect(said).not.toContain(database);
    expect(said).not.toContain(JSON.stringify(admin));
  });

  it('is the same again, and another with another seed', async () => {
    const once = await rehearsePackage(fixture('web-shop'));
    expect(await rehearsePackage(fixture('web-shop'))).toEqual(once);
    expect((await rehearsePackage(fixture('web-shop'), { seed: 9 })).record.id).not.toBe(once.record.id);
  });

  it('says what a missing image comes from: template, nodes, registry', async () => {
    const { record } = await rehearsePackage(fixture('web-shop'), { images: 'require' });
    const [failure] = record.failures;
    expect(failure?.code).toBe('SIM_IMAGE_MISSING');
    const places = failure?.causes.map(({ kind, place }) => [kind, place?.file, place?.range?.start.line]);
    expect(places).toEqual([
      ['source', 'infrastructure/main.tf', 55],
      ['source', 'software/chart/templates/web.yaml', 15],
      ['value', undefined, undefined],
      ['rule', undefined, undefined],
      ['world', undefined, undefined],
    ]);
  });

  it('names the line that makes a job a hook when it times out', async () => {
    const { record } = await rehearsePackage(fixture('web-shop'), { faults: [{ kind: 'hook-timeout' }] });
    expect(record.failures[0]).toMatchObject({
      code: 'SIM_HOOK_TIMEOUT',
      causes: [
        {
          kind: 'source',
          place: { file: 'software/chart/templates/setup.yaml', range: { start: { line: 6 } } },
        },
        {},
        {},
      ],
    });
  });

  it('traces a sold out machine to the field that chose it', async () => {
    const { record } = await rehearsePackage(fixture('web-shop'), { faults: [{ kind: 'sold-out' }] });
    const [failure] = record.failures;
    expect(failure).toMatchObject({
      code: 'SIM_STOCK_SOLD_OUT',
      address: 'tencentcloud_kubernetes_cluster.main',
    });
    const [source, chosen] = failure?.causes ?? [];
    expect(source?.text.en).toContain('instance_type = var.node.instance_type');
    expect(source?.place?.range?.start.line).toBe(37);
    expect(chosen?.text.en).toContain('"Node type"');
    expect(chosen?.place?.file).toBe('package.yaml');
  });

  it('takes given answers, and says which one is wrong', async () => {
    const { record } = await rehearsePackage(fixture('web-shop'), { answers: { place: 'subnet-nowhere1' } });
    expect(record.failures.length).toBeGreaterThan(0);
    expect(new Set(record.failures.map((each) => each.code))).toEqual(new Set(['SIM_FORM_INCOMPLETE']));
    expect(record.resources).toEqual([]);
  });

  it('says why an answer cannot be had, and what can', async () => {
    const answers = {
      place: 'subnet-gzprod4a',
      group: 'sg-gzdeflt1',
      node: 'S5.MEDIUM4',
      admin_password: 'Abc12345!x',
    };
    const { record } = await rehearsePackage(fixture('web-shop'), { answers });
    const [failure] = record.failures;
    expect(failure?.message.en).toContain('sold out in ap-guangzhou-4');
    expect(failure?.causes.map((cause) => cause.kind)).toEqual(['source', 'value', 'rule', 'world']);
    const cure = /: (\S+), /.exec(failure?.remedy.en ?? '')?.[1] ?? '';
    const cured = await rehearsePackage(fixture('web-shop'), { answers: { ...answers, node: cure } });
    expect(cured.record.failures).toEqual([]);
  });

  it('fails over a chart that does not render, at the template’s line', async () => {
    const { record } = await rehearsePackage(fixture('bad-chart'));
    expect(record.failures[0]).toMatchObject({ code: 'SIM_CHART_RENDER', address: 'cloudapp_helm_app.shop' });
    expect(record.failures[0]?.remedy.en).toContain('software/chart/templates/web.yaml:6');
  });
});

describe('optional args that are used anyway', () => {
  it('install when they are answered, as auto does', async () => {
    const { record } = await rehearsePackage(fixture('https-site'));
    expect(record.failures).toEqual([]);
    expect(record.outputs.find((each) => each.name === 'main')?.value).toMatch(/^https:\/\/\w/);
  });

  it('are named when they are left empty', async () => {
    const place = defaultWorld().subnets.find((each) => each.availableIps > 10)?.id ?? '';
    const { record } = await rehearsePackage(fixture('https-site'), {
      answers: { place, certificate: null, name: null },
    });
    const [failure] = record.failures;
    expect(failure).toMatchObject({ code: 'SIM_ARGUMENT_NULL', address: 'tencentcloud_clb_listener.https' });
    expect(
      failure?.causes.some((cause) => cause.text.en.includes('left empty in the form: "Certificate"')),
    ).toBe(true);
  });
});

describe('a mistake that makes every install impossible', () => {
  it.each([
    ['broken-expression', 'package.yaml', '${place.region'],
    ['undeclared-variable', 'infrastructure/main.tf', 'var.prefix'],
    ['valueless-variable', 'infrastructure/main.tf', 'variable "key"'],
    ['circle', 'infrastructure/main.tf', 'tencentcloud_'],
  ])('%s is named at its place', async (name, file, words) => {
    const { record, events } = await rehearsePackage(fixture(name));
    expect(record.status).toBe('failed');
    const [failure] = record.failures;
    expect(failure?.code).toBe('SIM_PACKAGE_INVALID');
    expect(failure?.causes[0]?.text.en).toContain(words);
    expect(failure?.causes[0]?.place?.file).toBe(file);
    expect(events.at(-1)).toMatchObject({ type: 'finished', status: 'failed' });
  });
});

describe('what the platform puts up with', () => {
  it('installs', async () => {
    const { record } = await rehearsePackage(fixture('tolerated'));
    expect(record.failures).toEqual([]);
    expect(record.outputs[0]?.value).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+$/);
    expect(record.assumptions.map((each) => each.code)).toEqual(['ASSUMED_PACKAGE_ID', 'ASSUMED_ID']);
    const [login] = record.resources.filter((each) => each.type === 'random_password');
    expect(String(login?.attributes.result)).toHaveLength(18);
  });

  it('includes types that the rehearsal does not know, and data sources: what nobody knows is said, and made up', async () => {
    for (const closed of [false, true]) {
      const { record } = await rehearsePackage(fixture('odd-types'), { closed });
      expect(record.failures).toEqual([]);
      expect(record.assumptions.map((each) => each.code).sort()).toEqual([
        'ASSUMED_DATA',
        ...(closed ? [] : ['ASSUMED_DATA_LISTED']),
        'ASSUMED_OPAQUE',
      ]);
      const fidelity = (type: string) => record.resources.find((each) => each.type === type)?.fidelity;
      expect(fidelity('tencentcloud_images')).toBe('partial');
      expect(fidelity('tencentcloud_apm_instances')).toBe('opaque');
      expect(record.outputs.map((each) => each.value)).toEqual(['RUNNING', 'img-tlinux4x', 'events']);
    }
  });

  it('does not pass for Terraform proper', async () => {
    const { record } = await rehearsePackage(fixture('tolerated'), { dialect: 'terraform' });
    expect(record.failures[0]?.code).toBe('SIM_PACKAGE_INVALID');
  });
});
