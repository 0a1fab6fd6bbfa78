import { describe, expect, it } from 'vitest';
import { conditionHolds, OPERATORS, readOperator } from '../../../src/core/cam/conditions.ts';
import type { Json } from '../../../src/core/json.ts';

const holds = (operator: string, values: readonly string[], given: Json | undefined): boolean =>
  conditionHolds(
    { operator, key: 'k', values, range: undefined as never },
    given === undefined ? {} : { k: given },
  );

describe('operators of CAM conditions (page 598/10608)', () => {
  it.each([
    ['string_equal', 'Abc', ['Abc'], ['abc', 'Abcd']],
    ['string_not_equal', 'Abc', ['abc'], ['Abc']],
    ['string_equal_ignore_case', 'Abc', ['aBC'], ['abcd']],
    ['string_not_equal_ignore_case', 'Abc', ['abcd'], ['ABC']],
    ['string_like', 'a*c?', ['abbbcd', 'acd'], ['abbbc', 'xacd', 'A*c?x']],
    ['string_not_like', 'a*', ['b'], ['a', 'ab']],
    ['numeric_equal', '10', ['10', '1e1', '10.0'], ['9', '', 'ten']],
    ['numeric_not_equal', '10', ['9'], ['10', 'ten']],
    ['numeric_less_than', '10', ['9.99', '-1'], ['10', '11', '']],
    ['numeric_less_than_equal', '10', ['10'], ['10.1']],
    ['numeric_greater_than', '10', ['10.1'], ['10']],
    ['numeric_greater_than_equal', '10', ['10'], ['9']],
    ['date_equal', '2026-01-01T00:00:00Z', ['2026-01-01T08:00:00+08:00'], ['2026-01-01T00:00:01Z', 'today']],
    ['date_not_equal', '2026-01-01T00:00:00Z', ['2026-01-02T00:00:00Z'], ['2026-01-01T00:00:00Z', 'x']],
    ['date_less_than', '2026-01-01T00:00:00Z', ['2025-12-31T23:59:59Z'], ['2026-01-01T00:00:00Z']],
    ['date_less_than_equal', '2026-01-01T00:00:00Z', ['2026-01-01T00:00:00Z'], ['2026-01-01T00:00:01Z']],
    ['date_greater_than', '2026-01-01T00:00:00Z', ['2026-01-01T00:00:01Z'], ['2026-01-01T00:00:00Z']],
    ['date_greater_than_equal', '2026-01-01T00:00:00Z', ['2026-01-01T00:00:00Z'], ['2025-01-01T00:00:00Z']],
    ['bool_equal', 'true', ['true', 'True'], ['false', '1']],
    ['ip_equal', '10.1.0.0/16', ['10.1.2.3'], ['10.2.0.0', '010.1.2.3.4', '::ffff:10.1.2.3', 'x']],
    ['ip_equal', '2001:db8::/32', ['2001:db8:1::1'], ['2001:db9::1', '1.2.3.4']],
    ['ip_not_equal', '10.1.0.0/16', ['10.2.0.1'], ['10.1.2.3']],
    ['binary_equal', 'QQ==', ['QQ=='], ['qq==']],
  ] as const)('%s %j', (operator, wanted, yes, no) => {
    for (const given of yes) expect([given, holds(operator, [wanted], given)]).toEqual([given, true]);
    for (const given of no) expect([given, holds(operator, [wanted], given)]).toEqual([given, false]);
  });

  it('every name is tried above or is null_equal, and each takes its forms', () => {
    for (const name of OPERATORS) {
      for (const form of [
        name,
        `${name}_if_exist`,
        `for_any_value:${name}`,
        `for_all_value:${name}_if_exist`,
      ])
        expect([form, readOperator(form) !== undefined]).toEqual([form, true]);
    }
    for (const wrong of ['string_equals', 'StringEqual', 'for_some_value:string_equal', 'constructor', ''])
      expect(readOperator(wrong)).toBeUndefined();
  });

  it('several values: one must fit; what negates must differ from each', () => {
    expect([holds('string_equal', ['a', 'b'], 'b'), holds('string_equal', ['a', 'b'], 'c')]).toEqual([
      true,
      false,
    ]);
    expect([holds('string_not_equal', ['a', 'b'], 'b'), holds('string_not_equal', ['a', 'b'], 'c')]).toEqual([
      false,
      true,
    ]);
    expect(holds('ip_not_equal', ['10.0.0.0/8', '192.168.0.0/16'], '192.168.1.1')).toBe(false);
  });

  it('a key that is not there fails, but for _if_exist and null_equal', () => {
    for (const name of OPERATORS.filter((each) => each !== 'null_equal')) {
      expect([name, holds(name, ['x'], undefined)]).toEqual([name, false]);
      expect([name, holds(`${name}_if_exist`, ['x'], undefined)]).toEqual([name, true]);
    }
    expect(holds('string_equal_if_exist', ['x'], 'y')).toBe(false);
    expect([holds('null_equal', ['true'], undefined), holds('null_equal', ['true'], 'x')]).toEqual([
      true,
      false,
    ]);
    expect([holds('null_equal', ['false'], undefined), holds('null_equal', ['false'], 'x')]).toEqual([
      false,
      true,
    ]);
  });

  it('for_any_value wants one of the request’s values, for_all_value all of them', () => {
    const tags = ['team&a', 'CloudappId&cloudapp-1'];
    expect(holds('for_any_value:string_equal', ['CloudappId&cloudapp-1'], tags)).toBe(true);
    expect(holds('for_any_value:string_equal', ['CloudappId&cloudapp-2'], tags)).toBe(false);
    expect(holds('for_all_value:string_like', ['team&*', 'CloudappId&*'], tags)).toBe(true);
    expect(holds('for_all_value:string_like', ['team&*'], tags)).toBe(false);
    expect(holds('for_any_value:string_equal', ['x'], [])).toBe(false);
  });
});
