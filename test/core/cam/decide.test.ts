import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionMatches,
  conditionHolds,
  type Declared,
  type DeclaredStatement,
  decide,
  grantOf,
  resourceMatches,
  shownPattern,
} from '../../../src/core/cam/index.ts';

const at = { start: { line: 3, column: 1, offset: 20 }, end: { line: 3, column: 9, offset: 28 } };
const statement = (part: Partial<DeclaredStatement>): DeclaredStatement => ({
  action: ['cvm:*'],
  resource: ['*'],
  effect: 'allow',
  range: at,
  ...part,
});
const role = (...statements: DeclaredStatement[]): Declared => ({
  policy: { statement: statements, range: at },
  scopes: [],
});

describe('actions', () => {
  test.each([
    ['cvm:DescribeInstances', 'cvm:DescribeInstances', true],
    ['cvm:Describe*', 'cvm:DescribeInstances', true],
    ['name/cvm:Describe*', 'cvm:DescribeInstances', true],
    ['cvm:*', 'name/cvm:RunInstances', true],
    ['*', 'cos:GetObject', true],
    ['*:*', 'cos:GetObject', true],
    ['CVM:describeinstances', 'cvm:DescribeInstances', true],
    ['cvm:Describe*', 'cvm:RunInstances', false],
    ['cvm:*', 'cos:GetObject', false],
    ['permid/280655', 'cvm:RunInstances', false],
    ['cvm', 'cvm:RunInstances', false],
  ])('%s and %s: %s', (pattern, action, fits) => expect(actionMatches(pattern, action)).toBe(fits));

  test('long patterns of stars end in time', () => {
    const began = performance.now();
    expect(actionMatches(`a:${'*a'.repeat(2000)}b`, `a:${'a'.repeat(4000)}`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('resources', () => {
  const bucket = 'qcs::cos:ap-guangzhou:uid/1250000000:data-1250000000/a/b.txt';
  test.each([
    ['*', bucket, true],
    ['qcs::cos:ap-guangzhou:uid/1250000000:data-1250000000/*', bucket, true],
    ['qcs::cos::uid/1250000000:data-1250000000/*', bucket, true],
    ['qcs::cos:ap-guangzhou::*', bucket, true],
    ['qcs:0:cos:ap-guangzhou::*', bucket, false],
    ['qcs::cos:ap-shanghai:uid/1250000000:*', bucket, false],
    ['qcs::cos:ap-guangzhou:uid/1250000001:*', bucket, false],
    ['qcs::cvm:ap-guangzhou:uid/1250000000:*', bucket, false],
    ['qcs::cvm:*:*:instance/ins-?', 'qcs::cvm:ap-guangzhou:uin/1:instance/ins-1', true],
    ['qcs::vod:::a:b:*', 'qcs::vod:::a:b:c:d', true],
    ['instance/*', bucket, false],
    // A call that names no resource is made on all of them.
    ['qcs::cvm:::*', '*', false],
  ])('%s on %s: %s', (pattern, name, fits) => expect(resourceMatches(pattern, name)).toBe(fits));
});

describe('conditions', () => {
  const holds = (
    operator: string,
    values: string[],
    context: Record<string, string | string[] | number | boolean>,
  ) => conditionHolds({ operator, key: 'k', values }, context);
  test.each([
    ['string_equal', ['a', 'b'], { k: 'b' }, true],
    ['string_equal', ['a'], { k: 'A' }, false],
    ['string_equal_ignore_case', ['a'], { k: 'A' }, true],
    ['string_not_equal', ['a', 'b'], { k: 'c' }, true],
    ['string_not_equal', ['a', 'b'], { k: 'a' }, false],
    ['string_like', ['web-*'], { k: 'web-1' }, true],
    ['string_not_like', ['web-*'], { k: 'web-1' }, false],
    ['string_equal', ['a'], {}, false],
    ['string_equal_if_exist', ['a'], {}, true],
    ['string_equal_if_exist', ['a'], { k: 'b' }, false],
    ['numeric_less_than_equal', ['5'], { k: 5 }, true],
    ['numeric_greater_than', ['5'], { k: 5 }, false],
    ['numeric_equal', ['5'], { k: 'five' }, false],
    ['date_less_than', ['2026-12-01T00:00:00Z'], { k: '2026-11-20T00:00:00Z' }, true],
    ['date_greater_than', ['nonsense'], { k: '2026-11-20T00:00:00Z' }, false],
    ['bool_equal', ['true'], { k: true }, true],
    ['ip_equal', ['10.0.0.0/8', '192.168.1.1'], { k: '10.2.3.4' }, true],
    ['ip_equal', ['10.0.0.0/8'], { k: '11.2.3.4' }, false],
    ['ip_not_equal', ['10.0.0.0/8'], { k: '11.2.3.4' }, true],
    ['ip_equal', ['2001:db8::/32'], { k: '2001:db8:1::1' }, true],
    ['ip_equal', ['0.0.0.0/0'], { k: '::1' }, false],
    ['null_equal', ['true'], {}, true],
    ['null_equal', ['true'], { k: 'a' }, false],
    ['null_equal', ['false'], { k: 'a' }, true],
    ['for_any_value:string_equal', ['a'], { k: ['b', 'a'] }, true],
    ['for_any_value:string_equal', ['a'], { k: ['b'] }, false],
    ['for_all_value:string_equal', ['a', 'b'], { k: ['b', 'a'] }, true],
    ['for_all_value:string_equal', ['a'], { k: ['b', 'a'] }, false],
    ['for_all_value:string_equal_if_exist', ['a'], {}, true],
    ['string_same', ['a'], { k: 'a' }, false],
    ['constructor', ['a'], { k: 'a' }, false],
  ])('%s %j in %j: %s', (operator, values, context, fits) =>
    expect(holds(operator, values, context as Record<string, string>)).toBe(fits),
  );
});

describe('decisions', () => {
  test('what is not declared is not granted', () => {
    const decision = decide(grantOf(role(statement({}))), { action: 'cos:GetObject', resource: '*' });
    expect(decision.verdict).toBe('undeclared');
    expect(decision.ground).toBeUndefined();
  });

  test('a deny wins over an allow, wherever it stands', () => {
    const deny = statement({ effect: 'deny', action: ['cvm:Terminate*'] });
    for (const both of [role(statement({}), deny), role(deny, statement({}))]) {
      expect(decide(grantOf(both), { action: 'cvm:TerminateInstances', resource: '*' }).verdict).toBe(
        'denied',
      );
      expect(decide(grantOf(both), { action: 'cvm:RunInstances', resource: '*' }).verdict).toBe('allowed');
    }
  });

  test('conditions and resources that the question leaves open limit the answer', () => {
    const some = grantOf(
      role(
        statement({ resource: ['qcs::cvm:::instance/ins-1'] }),
        statement({
          action: ['cbs:*'],
          condition: { 'for_any_value:string_equal': { 'qcs:tag': ['CloudappId&${var.cloudapp_id}'] } },
        }),
      ),
      { cloudapp_id: 'cloudapp-1' },
    );
    expect(decide(some, { action: 'cvm:RebootInstances' }).verdict).toBe('limited');
    expect(
      decide(some, { action: 'cvm:RebootInstances', resource: 'qcs::cvm:gz:uin/1:instance/ins-1' }).verdict,
    ).toBe('allowed');
    expect(
      decide(some, { action: 'cvm:RebootInstances', resource: 'qcs::cvm:gz:uin/1:instance/ins-2' }).verdict,
    ).toBe('undeclared');
    const tagged = { 'qcs:tag': ['CloudappId&cloudapp-1', 'x&y'] };
    expect(decide(some, { action: 'cbs:AttachDisks' }).verdict).toBe('limited');
    expect(decide(some, { action: 'cbs:AttachDisks', context: tagged }).verdict).toBe('allowed');
    expect(decide(some, { action: 'cbs:AttachDisks', context: {} }).verdict).toBe('undeclared');
  });

  test('a deny under a condition makes an allow limited', () => {
    const both = grantOf(
      role(
        statement({}),
        statement({ effect: 'deny', condition: { ip_not_equal: { 'qcs:ip': '10.0.0.0/8' } } }),
      ),
    );
    expect(decide(both, { action: 'cvm:RunInstances', resource: '*' }).verdict).toBe('limited');
    expect(
      decide(both, { action: 'cvm:RunInstances', resource: '*', context: { 'qcs:ip': '1.1.1.1' } }).verdict,
    ).toBe('denied');
    expect(
      decide(both, { action: 'cvm:RunInstances', resource: '*', context: { 'qcs:ip': '10.1.1.1' } }).verdict,
    ).toBe('allowed');
  });

  test('variables are filled in; one without value grants nothing and is told', () => {
    const declared = role(
      statement({
        action: ['cos:*'],
        resource: ['qcs::cos:${var.b.region}:uid/${var.b.app_id}:${var.b.bucket}/*'],
      }),
    );
    const file = 'qcs::cos:ap-guangzhou:uid/12:data-12/f';
    const full = grantOf(declared, { b: { region: 'ap-guangzhou', app_id: 12, bucket: 'data-12' } });
    expect(decide(full, { action: 'cos:GetObject', resource: file }).verdict).toBe('allowed');
    const empty = grantOf(declared, {});
    expect(empty.unresolved.map((each) => each.path)).toEqual(['b.region', 'b.app_id', 'b.bucket']);
    expect(decide(empty, { action: 'cos:GetObject', resource: file }).verdict).toBe('undeclared');
    const written = empty.statements[0]?.resources[0]?.text ?? '';
    expect(shownPattern(written)).toBe('qcs::cos:${var.b.region}:uid/${var.b.app_id}:${var.b.bucket}/*');
    const bare = grantOf(role(statement({ resource: ['${b.region}'] })), { b: { region: 'r' } });
    expect(bare.unresolved.map((each) => each.path)).toEqual(['b.region']);
    // What is asked about is never taken for what has no value, however it is written.
    const asked = { action: 'cos:GetObject', resource: shownPattern(written) };
    expect(decide(empty, asked).verdict).toBe('undeclared');
  });

  test('the legacy form grants VerifyLicense silently, and only alone', () => {
    const scopes = [{ value: 'cvm:DescribeInstances', range: at }];
    const legacy = grantOf({ scopes });
    expect(decide(legacy, { action: 'cloudapp:VerifyLicense' })).toMatchObject({
      verdict: 'allowed',
      ground: { origin: 'implicit' },
    });
    const both = grantOf({ ...role(statement({})), scopes });
    expect(decide(both, { action: 'cloudapp:VerifyLicense' }).verdict).toBe('undeclared');
    expect(decide(both, { action: 'cvm:DescribeInstances' }).verdict).toBe('allowed');
  });

  test('the deciding pattern is told with its place', () => {
    const place = { start: { line: 9, column: 5, offset: 90 }, end: { line: 9, column: 20, offset: 105 } };
    const granted = grantOf(role(statement({ action: ['a:B', 'cvm:Run*'], ranges: { 'action[1]': place } })));
    expect(decide(granted, { action: 'cvm:RunInstances' }).ground?.action).toEqual({
      text: 'cvm:Run*',
      range: place,
    });
  });

  test('adding a deny never grants anything', () => {
    const word = fc.constantFrom('cvm:*', 'cvm:Run*', 'cos:Get*', '*', 'cos:GetObject', 'cvm:RunInstances');
    const one = fc.record({
      action: fc.array(word, { minLength: 1, maxLength: 3 }),
      effect: fc.constantFrom('allow', 'deny'),
      resource: fc.constantFrom(['*'], ['qcs::cvm:::*'], ['qcs::cos:::b/*']),
    });
    const rank = { denied: 0, undeclared: 0, limited: 1, allowed: 2 };
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 5 }),
        one,
        fc.constantFrom('cvm:RunInstances', 'cos:GetObject'),
        (list, more, action) => {
          const before = decide(grantOf(role(...list.map(statement))), {
            action,
            resource: '*',
            context: {},
          });
          const after = decide(
            grantOf(role(...list.map(statement), statement({ ...more, effect: 'deny' }))),
            {
              action,
              resource: '*',
              context: {},
            },
          );
          expect(rank[after.verdict]).toBeLessThanOrEqual(rank[before.verdict]);
        },
      ),
    );
  });
});
