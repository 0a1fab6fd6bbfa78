import type {
  PermissionsView,
  ScenarioListView,
  ScenarioView,
  TestView,
} from '../../../src/actions/index.ts';
import { sameText, text } from '../../../src/core/text.ts';

const scenario = (name: string, part: Partial<ScenarioView>): ScenarioView => ({
  path: `/home/dev/shop/scenarios/${name}.yaml`,
  file: `scenarios/${name}.yaml`,
  name: sameText(name),
  about: null,
  tags: [],
  faults: [],
  expected: 'success',
  code: null,
  problems: [],
  ...part,
});

/** A project with two scenarios. */
export const scenarioList = (dir: string): ScenarioListView => ({
  dir,
  scenarios: [
    scenario('ok', { name: text('All is well', '一切正常') }),
    scenario('sold-out', {
      name: text('The node type is sold out', '节点机型售罄'),
      about: text('The customer picks another type.', '客户改选其他机型。'),
      faults: ['sold-out=S5.LARGE8'],
      expected: 'failed',
      code: 'SIM_STOCK_SOLD_OUT',
    }),
  ],
});

/** The first passes, the second does not. */
export function testRun(dir: string, emit: (event: never) => void): TestView {
  const results = scenarioList(dir).scenarios.map((each, i) => ({
    path: each.path,
    file: each.file,
    name: each.name.en,
    title: each.name,
    tags: [],
    faults: each.faults,
    expected: each.expected,
    status: i === 0 ? ('passed' as const) : ('failed' as const),
    reasons:
      i === 0
        ? []
        : [
            {
              path: 'expect.outcome',
              line: 9,
              text: text(
                'expect.outcome: expected failed, came success',
                'expect.outcome:期望 failed,实际 success',
              ),
            },
          ],
    outcome: 'succeeded' as const,
    failures: [],
    findings: [],
    assumptions: 0,
    outputs: [],
    took: 1000,
  }));
  for (const [i, result] of results.entries()) {
    emit({ type: 'result', path: result.path, result } as never);
    emit({ type: 'progress', what: dir, done: i + 1, total: 2, unit: 'items' } as never);
  }
  return {
    dir,
    counts: { total: 2, passed: 1, failed: 1, error: 0, cancelled: 0 },
    results,
    report: '',
    format: 'json',
  };
}

const range = { start: { line: 12, column: 13, offset: 200 }, end: { line: 12, column: 35, offset: 222 } };

/** One action is declared, everything else is not. */
export function permissionsView(dir: string, call: unknown): PermissionsView {
  const answer = (action: string) => ({
    action,
    on: null,
    verdict: action === 'cloudapp:VerifyLicense' ? ('allowed' as const) : ('undeclared' as const),
    reason: text(`${action} was looked up.`, `已查询 ${action}。`),
    decidedBy:
      action === 'cloudapp:VerifyLicense'
        ? {
            effect: 'allow' as const,
            action,
            resource: '*',
            place: { file: 'package.yaml', range },
            conditions: [],
          }
        : null,
  });
  return {
    dir,
    declared: 'policy',
    statements: [
      {
        effect: 'allow',
        origin: 'policy',
        actions: [{ text: 'cloudapp:VerifyLicense', range }],
        resources: [{ text: '*' }],
        conditions: [],
        place: { file: 'package.yaml', range },
      },
    ],
    answer: typeof call === 'string' ? answer(call) : null,
    verifyLicense: answer('cloudapp:VerifyLicense'),
    machines: [
      { address: 'tencentcloud_instance.web', bound: true, place: { file: 'infrastructure/main.tf', range } },
    ],
    unresolved: [],
    findings: [],
  };
}
