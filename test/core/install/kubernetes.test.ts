import { describe, expect, it } from 'vitest';
import { rehearseChart, web } from '../closure/packages.ts';

const pod = (rest = ''): string => `containers:\n  - name: main\n    image: nginx:1.27\n${rest}`;

describe('what a chart renders, held against the schemas of the cluster that the plan creates', () => {
  it('an object that Kubernetes refuses fails the release, at its line', async () => {
    const { record } = await rehearseChart({
      templates: { 'web.yaml': web(pod('    imagePullPolicy: Sometimes\n')) },
    });
    const [failure] = record.failures;
    expect(failure?.code).toBe('SIM_OBJECT_REFUSED');
    expect(failure?.message.en).toContain(
      'Deployment/web is invalid: spec.template.spec.containers[0].imagePullPolicy: Expected one of Always, Never, IfNotPresent',
    );
    const place = failure?.causes.find((cause) => cause.place?.file.endsWith('templates/web.yaml'))?.place;
    expect(place?.range?.start.line).toBeGreaterThan(1);
  });

  it('what it takes and drops is said, and the install goes on', async () => {
    const { record } = await rehearseChart({
      templates: { 'web.yaml': web(pod('    imagePullpolicy: Always\n')) },
    });
    expect(record.status).toBe('succeeded');
    expect(record.findings.map((each) => each.message.en).join('\n')).toContain(
      'Unknown field; did you mean imagePullPolicy? The server drops it.',
    );
  });
});
