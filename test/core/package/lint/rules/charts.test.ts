import { describe, expect, it } from 'vitest';
import { marked, type RuleCase } from '../case.ts';

const helm = (src: string): string =>
  `resource "cloudapp_helm_app" "app" {\n  cluster_id = "x"\n  chart_src = "${src}"\n}\n`;
const HERE = helm('../software/chart');
const CHART = 'apiVersion: v2\nname: app\nversion: 0.1.0\n';
const chart = (files: Record<string, string>): RuleCase => ({
  tf: HERE,
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`software/chart/${path}`, text])),
});
const GOOD = chart({ 'Chart.yaml': CHART, 'values.yaml': 'a: 1\n' });

const CASES: [code: string, fires: RuleCase, marks: string[], silent: RuleCase][] = [
  ['CHT101', { tf: HERE }, ['"../software/chart"'], GOOD],
  ['CHT102', { tf: helm('../../chart') }, ['"../../chart"'], GOOD],
  ['CHT102', { tf: helm('/etc') }, ['"/etc"'], { tf: helm('../x/../software/chart') }],
  ['CHT103', chart({ 'values.yaml': '' }), ['"../software/chart"'], GOOD],
  ['CHT104', chart({ 'Chart.yaml': 'apiVersion: v3\nversion: latest\n' }), ['', 'v3', 'latest'], GOOD],
  [
    'CHT105',
    chart({ 'Chart.yaml': CHART, 'values.yaml': 'a: [1' }),
    [''],
    chart({ 'Chart.yaml': CHART, 'templates/x.yaml': '{{ if }}: [' }),
  ],
  [
    'CHT106',
    chart({ 'Chart.yaml': CHART, 'values.yaml': 'image: r/${packageId}/x\n# ${packageId}\n' }),
    ['${packageId}'],
    GOOD,
  ],
];

describe.each(CASES)('%s', (code, fires, marks, silent) => {
  it(`marks ${marks.join(', ')}`, () => expect(marked(fires, code)).toEqual(marks));
  it('leaves alone what is right', () => expect(marked(silent, code)).toEqual([]));
});
