import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { describe, expect, it } from 'vitest';
import { autoAnswers, resolveForm } from '../../../src/core/form/index.ts';
import {
  cidrsOverlap,
  defaultWorld,
  loadWorld,
  parseCidr,
  type World,
} from '../../../src/core/world/index.ts';
import { auto, codes, field, modelOf, modelOfManifest, resolve } from './helpers.ts';

const world = defaultWorld();
const fixture = (name: string) =>
  modelOfManifest(readFileSync(resolvePath(import.meta.dirname, '../../fixtures/form', name), 'utf8'));

describe('autoAnswers', () => {
  it('answers every widget, and its answers are complete when given back', () => {
    const model = fixture('every-widget.yaml');
    const state = autoAnswers({ model, world });
    expect(state.diagnostics.filter((each) => each.severity !== 'info')).toEqual([]);
    expect(state.complete).toBe(true);
    expect(Object.keys(state.answers)).toEqual(
      model.args.map((arg) => arg.name).filter((name) => !['months', 'notes'].includes(name)),
    );
    const again = resolveForm({ model, world, answers: state.answers });
    expect(again.answers).toEqual(state.answers);
    expect(again.complete).toBe(true);
    expect(autoAnswers({ model, world })).toEqual(state);
  });

  it('handles args that share a name, whichever is shown', () => {
    const model = fixture('two-networks.yaml');
    const existing = autoAnswers({ model, world });
    expect(existing.complete).toBe(true);
    expect(existing.answers).toMatchObject({
      source: 'existing',
      months: 1,
      node: { zone: 'ap-guangzhou-6' },
    });
    expect(existing.answers).not.toHaveProperty('place');
    const fresh = autoAnswers({ model, world, given: { source: 'new', charge: 'HOUR' } });
    expect(fresh.complete).toBe(true);
    expect(fresh.answers).not.toHaveProperty('net');
    expect(fresh.answers).not.toHaveProperty('months');
    expect(fresh.answers).toHaveProperty('place.zone', 'ap-guangzhou-6');
  });

  it('goes back when a first choice leaves a later field without options', () => {
    const onlyBeijing: World = {
      ...world,
      instanceTypes: world.instanceTypes.map((type) => ({
        ...type,
        stock:
          type.type === 'S5.LARGE8' ? { 'ap-guangzhou-6': 0, 'ap-beijing-5': 1 } : { 'ap-guangzhou-6': 0 },
      })),
    };
    const args = `
- {name: net, label: N, widget: subnet-select}
- {name: cert, label: C, widget: certificate-select}
- {name: bucket, label: B, widget: cos-bucket-select}
- {name: title, label: T, widget: input}
- {name: node, label: M, widget: cvm-instance-type-select, region: '\${net.region}', zone: '\${net.subnet.zone}'}`;
    const state = auto(args, {}, onlyBeijing);
    expect(state.complete).toBe(true);
    expect(state.answers).toMatchObject({
      net: { subnet_id: 'subnet-bjprod5a' },
      node: { instance_type: 'S5.LARGE8' },
    });
    expect(auto(args, { node: 'S5.LARGE8' }, onlyBeijing).answers).toHaveProperty(
      'net.subnet_id',
      'subnet-bjprod5a',
    );
  });

  it('goes back over a default when nothing else helps', () => {
    const state = auto(`
- {name: size, label: S, widget: select, defaultValue: 999, options: [999, 4]}
- {name: node, label: M, widget: cvm-instance-type-select, zone: ap-guangzhou-6, cpu: '\${size}'}`);
    expect(state.complete).toBe(true);
    expect(state.answers).toMatchObject({ size: 4, node: { instance_type: 'S5.LARGE8' } });
  });

  it('names the true cause alone when there is no way', () => {
    const nothing: World = { ...world, instanceTypes: [] };
    const state = auto(
      `
- {name: net, label: N, widget: subnet-select}
- {name: node, label: Node, widget: cvm-instance-type-select, zone: '\${net.subnet.zone}'}
- {name: cert, label: C, widget: certificate-select}`,
      {},
      nothing,
    );
    expect(state.complete).toBe(false);
    expect(codes(state)).toEqual(['FORM_NO_OPTIONS']);
    expect(state.diagnostics[0]?.message.en).toContain('node (Node): ');
    expect(state.answers).toHaveProperty('cert');
  });

  it('keeps given answers and reports a wrong one', () => {
    const args = '- {name: net, label: N, widget: subnet-select}\n- {name: t, label: T, widget: input}';
    expect(auto(args, { t: 'mine' }).answers).toMatchObject({
      t: 'mine',
      net: { subnet_id: 'subnet-gzprod6a' },
    });
    const wrong = auto(args, { net: 'subnet-nope' });
    expect(codes(wrong)).toEqual(['FORM_ANSWER_NOT_OFFERED']);
    expect(wrong.answers).toHaveProperty('t');
  });

  it('is bounded when no answers exist at all', () => {
    const args = Array.from(
      { length: 12 },
      (_, i) => `- {name: a${i}, label: A, widget: select, options: [1, 2, 3, 4]}`,
    );
    const rule = Array.from({ length: 12 }, (_, i) => `    - eq: {a: '\${a${i}}', b: never}`).join('\n');
    const started = performance.now();
    const state = auto(`${args.join('\n')}\n- name: z\n  label: Z\n  widget: input\n  validator:\n${rule}`);
    expect(state.complete).toBe(false);
    expect(codes(state)).toContain('FORM_AUTO_GAVE_UP');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('fills optional choices, or skips them when told', () => {
    const args = `
- {name: cert, label: C, widget: certificate-select, optional: true}
- {name: host, label: H, widget: domain-input, optional: true, certId: '\${cert.certId}'}
- {name: note, label: N, widget: input, optional: true}`;
    expect(auto(args).answers).toEqual({ cert: { certId: 'cWwwEx01' }, host: { domain: 'www.example.com' } });
    const skipped = auto(args, {}, world, 'skip');
    expect(skipped.answers).toEqual({});
    expect(skipped.complete).toBe(true);
    const noCertificates = loadWorld('extends: default\nremove: {certificates: ["*"]}', 'w.yaml').world;
    expect(auto(args, {}, noCertificates).complete).toBe(true);
  });
});

describe('suggested values', () => {
  const value = (arg: string) =>
    field(auto(`- {name: net, label: N, widget: subnet-select}\n- ${arg}`), 'x').value;

  it('fit the name, label and description of the arg', () => {
    expect(value('{name: x, label: 容器网段, widget: input}')).toBe('172.16.0.0/16');
    expect(
      value('{name: x, label: 集群 CIDR, widget: input, description: "如:172.20.0.0/14,以后不能改"}'),
    ).toBe('172.20.0.0/14');
    expect(value('{name: x, label: 邮箱, widget: input}')).toBe('admin@www.example.com');
    expect(value('{name: x, label: Site domain, widget: input}')).toBe('www.example.com');
    expect(value('{name: x, label: Listen port, widget: input-number}')).toBe(8080);
    expect(value('{name: x, label: Port, widget: input-number, max: 100}')).toBe(100);
    expect(value('{name: x, label: 名称, widget: input, description: "例如:my-app。"}')).toBe('my-app');
    expect(value('{name: x, label: Anything, widget: textarea}')).toBe('drydock-x');
    expect(value('{name: x, label: Anything, widget: input, maxLength: 4}')).toBe('dryd');
  });

  it('take a CIDR that no chosen network touches', () => {
    const narrow = loadWorld(
      'extends: default\nvpcs: [{id: vpc-gzprod01, cidr: 172.16.0.0/12}]\nsubnets: [{id: subnet-gzprod6a, cidr: 172.16.0.0/24}]\nremove: {subnets: [subnet-gzprod7a, subnet-gzprod4a, subnet-gzprod3a]}',
      'w.yaml',
    );
    expect(narrow.diagnostics).toEqual([]);
    const state = auto(
      '- {name: net, label: N, widget: subnet-select}\n- {name: x, label: CIDR, widget: input}',
      {},
      narrow.world,
    );
    const [own, vpc] = [parseCidr(String(state.answers.x)), parseCidr('172.16.0.0/12')];
    expect(own && vpc && cidrsOverlap(own, vpc)).toBe(false);
  });

  it('are passwords that the cloud’s rules accept', () => {
    const password = String(value('{name: x, label: Root password, widget: secret}'));
    expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-_@!#$%^&*])[A-Za-z\d_@!#$%^&*-]{8,30}$/);
    expect(String(value('{name: x, label: P, widget: secret, minLength: 20}')).length).toBe(20);
  });

  it('leave the model and the world as they were', () => {
    const model = modelOf('- {name: x, label: X, widget: input}');
    const before = JSON.stringify([model, world]);
    autoAnswers({ model, world });
    resolve('- {name: x, label: X, widget: input}');
    expect(JSON.stringify([model, world])).toBe(before);
  });
});
