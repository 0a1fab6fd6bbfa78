import { describe, expect, it } from 'vitest';
import { answered, codes, field, keys, resolve } from './helpers.ts';

describe('certificate-select', () => {
  it('gives certId and refuses what is expired or not issued', () => {
    expect(answered('certificate-select', 'cWildEx2').value).toEqual({ certId: 'cWildEx2' });
    expect(answered('certificate-select', '*.example.net').value).toEqual({ certId: 'cWildEx2' });
    expect(answered('certificate-select', 'cOldEx04').error?.message.en).toContain('expired on 2024-02-29');
    expect(answered('certificate-select', 'cWaitEx5').error?.code).toBe('FORM_OPTION_DISABLED');
  });
});

describe('domain-input', () => {
  it('takes a domain as a word or an object', () => {
    expect(answered('domain-input', 'a.b.example.com').value).toEqual({ domain: 'a.b.example.com' });
    expect(answered('domain-input', { domain: 'shop.example.org' }).value).toEqual({
      domain: 'shop.example.org',
    });
    for (const wrong of ['localhost', 'https://a.example.com', '*.example.com', '-a.example.com', 'a..com']) {
      expect(answered('domain-input', wrong).error?.code).toBe('FORM_DOMAIN');
    }
    expect(answered('domain-input', 4).error?.code).toBe('FORM_ANSWER_TYPE');
  });

  it('keeps to the names of the certificate', () => {
    const wild = '  certId: cWildEx2';
    expect(answered('domain-input', 'app.example.net', wild).value).toEqual({ domain: 'app.example.net' });
    expect(keys(answered('domain-input', null, wild))).toEqual(['app.example.net', 'www.example.net']);
    for (const wrong of ['example.net', 'a.b.example.net', 'www.example.com']) {
      const error = answered('domain-input', wrong, wild).error;
      expect(error?.code).toBe('FORM_DOMAIN_CERTIFICATE');
      expect(error?.message.en).toContain('*.example.net');
    }
  });
});

describe('select', () => {
  const options = '  options:\n    - {label: Small, value: s}\n    - {label: Large, value: l}\n    - 3\n';

  it('gives the value of an entry, found by value or label', () => {
    expect(answered('select', 'l', options).value).toBe('l');
    expect(answered('select', 'Large', options).value).toBe('l');
    expect(answered('select', 3, options).value).toBe(3);
    expect(answered('select', '3', options).value).toBe(3);
    const error = answered('select', 'x', options).error;
    expect(error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
    expect(error?.message.en).toContain('s, l, 3');
  });

  it('uses its default, and says when the default is no option', () => {
    const args = (value: string) =>
      `- name: x\n  label: X\n  widget: select\n  defaultValue: ${value}\n${options}`;
    expect(field(resolve(args('l')), 'x').value).toBe('l');
    const wrong = resolve(args('medium'));
    expect(field(wrong, 'x').error?.code).toBe('FORM_REQUIRED');
    expect(codes(wrong)).toContain('FORM_DEFAULT_UNUSABLE');
  });
});

describe('input-number', () => {
  it('takes numbers within its limits', () => {
    const config = '  min: 1\n  max: 12';
    expect(answered('input-number', 12, config).value).toBe(12);
    expect(answered('input-number', '6', config).value).toBe(6);
    expect(answered('input-number', 13, config).error?.message.en).toContain('1 to 12');
    expect(answered('input-number', 'many').error?.code).toBe('FORM_ANSWER_TYPE');
    expect(answered('input-number', 0).value).toBe(0);
    expect(answered('input-number', null, config).limits).toEqual({ min: 1, max: 12 });
  });
});

describe('switch and checkbox', () => {
  it('a switch is off untouched and takes booleans', () => {
    expect(field(resolve('- {name: x, label: X, widget: switch}'), 'x').value).toBe(false);
    expect(field(resolve('- {name: x, label: X, widget: switch, defaultValue: true}'), 'x').value).toBe(true);
    expect(answered('switch', 'true').value).toBe(true);
    expect(answered('switch', 'on').error?.code).toBe('FORM_ANSWER_TYPE');
  });

  it('a checkbox is a bool, or a list where it has options', () => {
    expect(answered('checkbox', true).value).toBe(true);
    expect(answered('checkbox', ['a'], '  options: [a, b]').value).toEqual(['a']);
    expect(answered('checkbox', ['c'], '  options: [a, b]').error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
    expect(answered('checkbox', null, '  options: [a, b]').input).toBe('multi-choice');
  });
});

describe('text widgets', () => {
  it('take text, numbers by their words, and refuse the rest', () => {
    for (const widget of ['input', 'secret', 'textarea', 'secret-textarea']) {
      expect(answered(widget, 'abc').value).toBe('abc');
      expect(answered(widget, 12).value).toBe('12');
      expect(answered(widget, { a: 1 }).error?.code).toBe('FORM_ANSWER_TYPE');
      expect(answered(widget, '').error?.code).toBe('FORM_REQUIRED');
    }
    expect(answered('secret', 'abc').input).toBe('password');
    expect(answered('input', 'abcdef', '  maxLength: 5').error?.code).toBe('FORM_RANGE');
  });
});

describe('cam-policy (unverified)', () => {
  it('gives names of policies', () => {
    expect(answered('cam-policy', 'QcloudCVMReadOnlyAccess').value).toEqual({
      policies: ['QcloudCVMReadOnlyAccess'],
    });
    expect(answered('cam-policy', 7).error?.code).toBe('FORM_ANSWER_TYPE');
  });
});

describe('names nobody showed', () => {
  it('accepts guessable spellings and says so', () => {
    const state = resolve('- {name: x, label: X, widget: password}', { x: 'p' });
    expect(state.complete).toBe(true);
    expect(field(state, 'x')).toMatchObject({ input: 'password', evidenced: false, value: 'p' });
    expect(state.diagnostics).toEqual([
      expect.objectContaining({ code: 'FORM_WIDGET_UNVERIFIED', severity: 'info', file: 'package.yaml' }),
    ]);
    expect(
      field(resolve('- {name: x, label: X, widget: Subnet_Select}'), 'x').options.length,
    ).toBeGreaterThan(5);
  });

  it('makes an unknown widget a free field that may stay empty', () => {
    const empty = resolve('- {name: x, label: X, widget: subnet-selecter}');
    expect(empty.complete).toBe(true);
    expect(empty.answers).toEqual({});
    expect(empty.diagnostics[0]).toMatchObject({ code: 'FORM_WIDGET_UNKNOWN', severity: 'info' });
    expect(empty.diagnostics[0]?.message.en).toContain('subnet-select');
    const given = resolve('- {name: x, label: X, widget: rocket}', { x: { any: [1] } });
    expect(given.answers).toEqual({ x: { any: [1] } });
  });
});
