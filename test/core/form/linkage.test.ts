import { describe, expect, it } from 'vitest';
import { autoAnswers } from '../../../src/core/form/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { codes, field, keys, modelOf, resolve } from './helpers.ts';

const chain = `
- {name: machine, label: Machine, widget: cvm-instance-type-select, zone: '\${net.subnet.zone}', incompleteTips: Network first}
- {name: net, label: Network, widget: subnet-select, regions: ['\${place.region}']}
- {name: place, label: Place, widget: region-and-zone-select}
`;

describe('linkage', () => {
  it('waits for upstream answers with the tip, also against the order of the args', () => {
    const state = resolve(chain);
    expect(field(state, 'machine')).toMatchObject({ incomplete: { en: 'Network first' }, options: [] });
    expect(field(state, 'net').incomplete?.en).toBe('Choose "Place" first.');
    expect(state.complete).toBe(false);
  });

  it('settles forward references', () => {
    const state = resolve(chain, { place: 'ap-beijing-7', net: 'subnet-bjprod6a', machine: 'S5.MEDIUM4' });
    expect(state.complete).toBe(true);
    expect(state.answers).toMatchObject({ machine: { zone: 'ap-beijing-6' }, place: { region_id: '8' } });
    expect(Object.keys(state.answers)).toEqual(['machine', 'net', 'place']);
  });

  it('notices that an upstream answer made a downstream one wrong', () => {
    const state = resolve(chain, { place: 'ap-shanghai-5', net: 'subnet-bjprod6a' });
    expect(field(state, 'net').error?.code).toBe('FORM_ANSWER_FILTERED');
    expect(field(state, 'machine').incomplete).toBeDefined();
  });

  it('evaluates conditionals in properties', () => {
    const args = `
- {name: mode, label: M, widget: select, defaultValue: a, options: [a, b]}
- {name: net, label: N, widget: subnet-select, regions: ['\${mode == "a" ? "ap-nanjing" : "ap-chengdu"}']}`;
    expect(keys(field(resolve(args), 'net'))[0]).toBe('subnet-njtest1a');
    expect(keys(field(resolve(args, { mode: 'b' }), 'net'))[0]).toBe('subnet-cdtest1a');
  });

  it('passes a whole object on', () => {
    const args = `
- {name: machine, label: M, widget: cvm-instance-type-select, zone: ap-guangzhou-6}
- {name: disk, label: D, widget: disk-select, cvmConfig: '\${machine}'}`;
    expect(field(resolve(args), 'disk').incomplete).toBeDefined();
    expect(field(resolve(args, { machine: 'S5.MEDIUM4' }), 'disk').options.length).toBeGreaterThan(0);
  });

  it('sets no filter where the upstream is hidden or an optional one left empty', () => {
    const hidden = `
- {name: mode, label: M, widget: select, defaultValue: old, options: [old, new]}
- {name: place, label: P, widget: region-and-zone-select, when: [{eq: {a: '\${mode}', b: new}}]}
- {name: net, label: N, widget: subnet-select, regions: ['\${place.region}']}`;
    expect(field(resolve(hidden), 'net').options).toHaveLength(defaultWorld().subnets.length);
    expect(field(resolve(hidden, { mode: 'new' }), 'net').incomplete).toBeDefined();
    const optional = `
- {name: cert, label: C, widget: certificate-select, optional: true}
- {name: host, label: H, widget: domain-input, certId: '\${cert.certId}'}`;
    expect(field(resolve(optional, { host: 'any.example.org' }), 'host').value).toEqual({
      domain: 'any.example.org',
    });
    expect(
      field(resolve(optional, { cert: 'cWwwEx01', host: 'any.example.org' }), 'host').error,
    ).toBeDefined();
  });

  it('names expressions that cannot be evaluated and leaves the property out', () => {
    const args = `
- {name: net, label: N, widget: subnet-select}
- {name: a, label: A, widget: security-group-select, regions: ['\${net.region']}
- {name: b, label: B, widget: security-group-select, regions: ['\${net.nothing}']}
- {name: c, label: C, widget: security-group-select, regions: ['\${nobody.region}']}`;
    const state = resolve(args, {
      net: 'subnet-bjprod6a',
      a: 'sg-gzweb001',
      b: 'sg-gzweb001',
      c: 'sg-gzweb001',
    });
    const findings = state.diagnostics.filter((each) => each.code === 'FORM_EXPRESSION');
    expect(findings.map((each) => each.range?.start.line)).toEqual([5, 6, 7]);
    expect(findings.every((each) => each.severity === 'warning')).toBe(true);
    expect(state.complete).toBe(true);
  });

  it('reports circles and still ends', () => {
    const waiting = resolve(`
- {name: a, label: A, widget: security-group-select, regions: ['\${b.region}']}
- {name: b, label: B, widget: security-group-select, regions: ['\${a.region}']}`);
    expect(waiting.complete).toBe(false);
    expect(waiting.diagnostics.find((each) => each.code === 'FORM_CYCLE')?.message.en).toContain('a → b');
    const restless = resolve(`
- {name: a, label: A, widget: switch, defaultValue: true, hidden: [{eq: {a: '\${a}', b: true}}]}`);
    expect(codes(restless)).toContain('FORM_CYCLE');
  });

  it('settles a long chain written backwards', () => {
    const args = Array.from(
      { length: 40 },
      (_, i) => `- {name: a${40 - i}, label: A, widget: select, options: ['\${a${39 - i}}']}`,
    );
    const answers = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`a${i}`, 'v']));
    const state = resolve(`${args.join('\n')}\n- {name: a0, label: A, widget: input}`, answers);
    expect(state.complete).toBe(true);
  });
});

describe('when and hidden', () => {
  const args = `
- {name: mode, label: M, widget: select, defaultValue: old, options: [old, new]}
- {name: box, label: Old, widget: input, when: [{eq: {a: '\${mode}', b: old}}]}
- {name: box, label: New, widget: input-number, when: [{eq: {a: '\${mode}', b: new}}]}
- {name: more, label: More, widget: input, optional: true, hidden: [{eq: {a: '\${mode}', b: old}}]}`;

  it('lets two args share a name when only one is shown', () => {
    const old = resolve(args, { box: 'text' });
    expect(old.answers).toEqual({ mode: 'old', box: 'text' });
    expect(old.fields.map((each) => each.visible)).toEqual([true, true, false, false]);
    expect(resolve(args, { mode: 'new', box: 3 }).answers).toEqual({ mode: 'new', box: 3 });
    expect(old.complete).toBe(true);
  });

  it('sends no value for a hidden arg and says that its answer is unused', () => {
    const state = resolve(args, { box: 'text', more: 'hidden' });
    expect(state.answers).not.toHaveProperty('more');
    expect(state.diagnostics).toEqual([
      expect.objectContaining({ code: 'FORM_ANSWER_UNUSED', severity: 'info' }),
    ]);
  });

  it('refuses two visible args of one name', () => {
    const state = resolve('- {name: x, label: A, widget: input}\n- {name: x, label: B, widget: input}', {
      x: 'v',
    });
    expect(codes(state)).toContain('FORM_DUPLICATE_VISIBLE');
    expect(state.complete).toBe(false);
  });

  it('compares booleans and numbers with their words, and needs every entry', () => {
    const both = `
- {name: on, label: On, widget: switch}
- {name: n, label: N, widget: input-number, defaultValue: 2}
- {name: x, label: X, widget: input, when: [{eq: {a: '\${on}', b: 'true'}}, {eq: {a: '\${n}', b: '2'}}]}`;
    const shown = (answers: Record<string, boolean | number>) => resolve(both, answers).fields[2]?.visible;
    expect(shown({ on: true })).toBe(true);
    expect(shown({ on: true, n: 3 })).toBe(false);
    expect(shown({})).toBe(false);
  });

  it('reads guessable operators and says so; one nobody can read does nothing', () => {
    const state = resolve(`
- {name: n, label: N, widget: input-number, defaultValue: 2}
- {name: a, label: A, widget: input, optional: true, when: [{neq: {a: '\${n}', b: 2}}]}
- {name: b, label: B, widget: input, optional: true, when: [{sparkles: {a: '\${n}', b: 2}}]}`);
    expect(state.fields.map((each) => each.visible)).toEqual([true, false, true]);
    expect(codes(state)).toEqual(['FORM_OP_UNVERIFIED', 'FORM_OP_UNVERIFIED']);
    expect(state.complete).toBe(true);
  });
});

describe('validator', () => {
  const args = `
- {name: main, label: Main, widget: subnet-select}
- name: other
  label: Other
  widget: subnet-select
  validator:
    - eq: {a: '\${other.region}', b: '\${main.region}', message: 'Both in one region {please}'}`;

  it('shows the package’s own message when its rule fails', () => {
    const state = resolve(args, { main: 'subnet-bjprod6a', other: 'subnet-shprod5a' });
    expect(field(state, 'other').error).toMatchObject({
      code: 'FORM_VALIDATOR',
      message: { en: 'Both in one region {please}' },
    });
    expect(state.complete).toBe(false);
    expect(resolve(args, { main: 'subnet-bjprod6a', other: 'subnet-bjprod7a' }).complete).toBe(true);
  });

  it('is heeded by automatic answers', () => {
    const state = autoAnswers({
      model: modelOf(args),
      world: defaultWorld(),
      given: { main: 'subnet-bjprod6a' },
    });
    expect(state.complete).toBe(true);
    expect(state.answers).toMatchObject({ other: { region: 'ap-beijing' } });
  });
});
