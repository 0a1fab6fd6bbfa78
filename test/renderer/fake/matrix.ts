import type {
  CellView,
  MatrixEvent,
  MatrixListView,
  MatrixView,
  WatchEvent,
} from '../../../src/actions/index.ts';
import type { Failure } from '../../../src/core/install/events.ts';
import { sameText, text } from '../../../src/core/text.ts';

const path = (dir: string): string => `${dir}/scenarios/sizes.matrix.yaml`;

export const matrixList = (dir: string): MatrixListView => ({
  dir,
  matrices: [
    {
      path: path(dir),
      file: 'scenarios/sizes.matrix.yaml',
      name: text('Sizes and faults', '规格与故障'),
      about: null,
      axes: ['size', 'fault'],
      problems: [],
    },
  ],
});

export const stockFailure: Failure = {
  code: 'SIM_STOCK_SOLD_OUT',
  step: 'resources',
  address: 'tencentcloud_instance.app',
  message: text('S5.LARGE8 is sold out in ap-guangzhou-6.', 'S5.LARGE8 在 ap-guangzhou-6 已售罄。'),
  causes: [
    {
      kind: 'source',
      text: sameText('instance_type = var.app_type'),
      place: {
        file: 'infrastructure/cvm.tf',
        range: { start: { line: 7, column: 3, offset: 90 }, end: { line: 7, column: 30, offset: 117 } },
      },
    },
  ],
  remedy: text('Choose another type.', '请选择其他机型。'),
};

const axes = [
  { name: 'size', values: ['small', 'large'].map((key) => ({ key, label: key })) },
  { name: 'fault', values: ['none', 'sold-out'].map((key) => ({ key, label: key })) },
];

/** Four cells; the last one fails. */
export async function matrixRun(dir: string, emit: (event: unknown) => void): Promise<MatrixView> {
  const at = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const ids = at.map(
    ([size = 0, fault = 0]) => `size=${axes[0]?.values[size]?.key},fault=${axes[1]?.values[fault]?.key}`,
  );
  const states = ['succeeds', 'expected', 'succeeds', 'fails'] as const;
  const cells = ids.map((id, i): CellView => {
    const state = states[i] ?? 'succeeds';
    const isBad = state === 'fails' || state === 'expected';
    return {
      id,
      at: at[i] ?? [],
      scenario: `${path(dir)}#${id}`,
      state,
      result: {
        file: `scenarios/sizes.matrix.yaml#${id}`,
        name: id,
        title: sameText(id),
        tags: [],
        faults: [],
        status: state === 'fails' ? 'failed' : 'passed',
        reasons: [],
        expected: state === 'expected' ? 'failed' : 'success',
        outcome: isBad ? 'failed' : 'succeeded',
        failures: isBad ? [stockFailure] : [],
        findings: [],
        assumptions: 0,
        outputs: [],
        took: 1000,
      },
    };
  });
  const shape = {
    path: path(dir),
    file: 'scenarios/sizes.matrix.yaml',
    name: text('Sizes and faults', '规格与故障'),
    about: null,
    axes,
    rows: ['size'],
    columns: ['fault'],
  };
  const say = (event: MatrixEvent): void => emit(event);
  say({
    type: 'matrix',
    workers: 2,
    matrix: { ...shape, cells: cells.map((cell) => ({ id: cell.id, at: cell.at })) },
  });
  cells.forEach((cell, index) => {
    say({ type: 'cell', index, cell });
  });
  return {
    ...shape,
    dir,
    cells,
    counts: { total: 4, succeeds: 2, expected: 1, fails: 1, error: 0, cancelled: 0 },
    workers: 2,
    took: 1234,
    report: '',
    format: 'json',
  };
}

/** Two verdicts: all well, then an edit that breaks it. */
export async function watchRun(emit: (event: unknown) => void, signal: AbortSignal): Promise<null> {
  const say = (event: WatchEvent): void => emit(event);
  const verdict = {
    seq: 1,
    status: 'succeeded' as const,
    changed: [],
    took: 31.4,
    lint: { error: 0, warning: 4, info: 2 },
    failures: [],
    findings: [],
    counts: null,
    again: {
      files: 12,
      rules: 84,
      ofRules: 84,
      form: true,
      plan: true,
      charts: ['software/chart'],
      kept: [],
    },
    news: { failed: [], cured: [], found: [], mended: [] },
  };
  say({ type: 'watching', root: '/home/dev/hello', files: 12, folders: 6 });
  say({ type: 'verdict', verdict });
  await new Promise((resolve) => setTimeout(resolve, 300));
  say({
    type: 'verdict',
    verdict: {
      ...verdict,
      seq: 2,
      status: 'failed',
      changed: ['infrastructure/cvm.tf'],
      took: 22.6,
      failures: [stockFailure],
      again: { ...verdict.again, files: 1, rules: 51, form: false, charts: [], kept: ['software/chart'] },
      news: { failed: [stockFailure], cured: [], found: [], mended: [] },
    },
  });
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  return null;
}
