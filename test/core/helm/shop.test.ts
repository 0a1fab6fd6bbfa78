import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imagesOf, loadChart, renderChart } from '../../../src/core/helm/index.ts';
import { demo, errorOf, filesBelow } from './support.ts';

const chart = loadChart(filesBelow(resolve(import.meta.dirname, '../../fixtures/helm/shop')));

describe('a chart of our own', () => {
  const result = renderChart(chart, demo);

  it('gives its objects in install order and leaves out files that render to nothing', () => {
    expect(result.objects.map((o) => `${o.kind}/${o.name}`)).toEqual([
      'ConfigMap/config',
      'Service/demo-web',
      'Deployment/demo-web',
      'StatefulSet/cache',
    ]);
    expect(result.files['shop/templates/helpers.yaml']?.trim()).toBe('');
    expect(result.objects.map((o) => o.source)).not.toContain('shop/templates/helpers.yaml');
  });

  it('sorts hooks by weight and prints them by kind', () => {
    expect(result.hooks.map((o) => o.name)).toEqual(['first', 'backup']);
    expect(result.printedHooks.map((o) => o.name)).toEqual(['first', 'backup']);
    expect(result.hooks[1]?.hook).toEqual({
      events: ['post-install'],
      weight: 3,
      deletePolicies: ['hook-succeeded'],
    });
  });

  it('coalesces values into subcharts and reads YAML 1.1', () => {
    expect(result.values.cache).toEqual({ enabled: true, size: 64, port: 6379, global: {} });
    expect(result.objects[0]?.object.data).toEqual({
      motd: 'Welcome\n',
      extra: 'a:\n- 1\n- two\n- null\nb: true\n',
    });
  });

  it('renders notes', () => {
    expect(result.notes).toBe('Thank you for installing shop 3.1.\n');
  });

  it('finds the images of every kind of workload', () => {
    const images = imagesOf([...result.objects, ...result.hooks]);
    expect(images.map((use) => `${use.object} ${use.init ? 'init ' : ''}${use.image}`)).toEqual([
      'Deployment/demo-web init registry.local/shop-migrate:3.1',
      'Deployment/demo-web registry.local/shop:3.1',
      'StatefulSet/cache registry.local/cache:7',
      'Pod/first registry.local/check:1',
      'CronJob/backup registry.local/dump:1',
    ]);
    expect(images[1]?.pullPolicy).toBe('IfNotPresent');
  });

  it('renders again with other values, and leaves the loaded chart as it is', () => {
    const other = renderChart(chart, { ...demo, values: { cache: { enabled: false }, replicas: 5 } });
    expect(other.objects.map((o) => o.kind)).not.toContain('StatefulSet');
    expect(other.objects.find((o) => o.kind === 'Deployment')?.object.spec).toMatchObject({ replicas: 5 });
    expect(renderChart(chart, demo)).toEqual(result);
  });

  it("a null removes a default of the chart; a subchart's comes back, as in Helm 3.14", () => {
    const other = renderChart(chart, { ...demo, values: { extra: null, cache: { port: null } } });
    expect(other.values).not.toHaveProperty('extra');
    expect(other.values.cache).toHaveProperty('port', 6379);
  });

  it('says what the schema misses', () => {
    const error = errorOf(() => renderChart(chart, { ...demo, values: { replicas: 0 } }));
    expect(error.code).toBe('HELM_VALUES_INVALID');
    expect(error.data.message).toBe(
      "values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- replicas: Must be greater than or equal to 1\n",
    );
  });
});
