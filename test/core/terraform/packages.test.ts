import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { isJsonObject } from '../../../src/core/json.ts';
import {
  createApply,
  createPlan,
  loadModule,
  type PlanInput,
  schemasFrom,
  type Type,
} from '../../../src/core/terraform/index.ts';
import { describeShared, sharedDir, sharedPath } from '../../helpers/shared.ts';

const schemas = schemasFrom(resolve(import.meta.dirname, '../../../data'));

/** What the form's widgets would hand over, with everything they know. */
const WIDGETS: readonly { readonly mark: string; readonly value: JsonObject }[] = [
  {
    mark: 'security_group',
    value: {
      region: 'ap-guangzhou',
      region_id: 1,
      security_group_id: 'sg-1',
      security_group: { id: 'sg-1' },
      security_groups: ['sg-1'],
    },
  },
  {
    mark: 'subnet',
    value: {
      region: 'ap-guangzhou',
      region_id: 1,
      availability_zone: 'ap-guangzhou-6',
      vpc_id: 'vpc-1',
      subnet_id: 'subnet-1',
      vpc: { id: 'vpc-1', cidr_block: '10.0.0.0/16', default_route_table_id: 'rtb-1' },
      subnet: { id: 'subnet-1', zone: 'ap-guangzhou-6', zone_id: 100006, cidr_block: '10.0.1.0/24' },
    },
  },
];

function plausible(type: Type): Json {
  if (type.kind === 'number') return 1;
  if (type.kind === 'bool') return true;
  if (type.kind === 'list') return [plausible(type.element)];
  if (type.kind !== 'object') return 'x';
  const widget = WIDGETS.find((w) => type.attributes.has(w.mark));
  if (widget) return widget.value;
  return Object.fromEntries([...type.attributes].map(([name, t]) => [name, plausible(t)]));
}

const packages = sharedDir === undefined ? [] : readdirSync(sharedPath('corpus/packages'));

describeShared('real packages', () => {
  it.each(packages)('%s loads, plans and applies', (name) => {
    const base = sharedPath('corpus/packages', name, '.cloudapp');
    expect(existsSync(base)).toBe(true);
    const files = globSync(`${base}/**/*.tf`).map((f) => ({
      path: f.slice(base.length + 1),
      text: readFileSync(f, 'utf8'),
    }));
    const { module, diagnostics } = loadModule(files, { dialect: 'cloudapp' });
    expect(diagnostics).toEqual([]);
    const variables = Object.fromEntries(
      [...module.variables.values()]
        .filter((v) => v.default === undefined)
        .map((v) => [v.name, plausible(v.type)]),
    );
    const input: PlanInput = {
      module,
      variables,
      dialect: 'cloudapp',
      schemas,
      files: new Map(),
      clock: () => new Date(0),
      random: () => 0.5,
    };
    const { plan, diagnostics: found } = createPlan(input);
    expect(found.filter((d) => d.severity === 'error')).toEqual([]);
    const session = createApply(input);
    const done = new Set<string>();
    for (const resource of plan?.resources ?? []) {
      for (const needed of resource.dependsOn) expect(done, resource.address).toContain(needed);
      const { args } = session.args(resource.address);
      expect(JSON.stringify(args.unknown), resource.address).not.toContain('true');
      const made: JsonObject = { id: `${resource.type}-1` };
      for (const [key, field] of schemas.resource(resource.type)?.attributes ?? []) {
        if (field.computed) made[key] = plausible(field.type);
      }
      session.complete(resource.address, { ...made, ...(isJsonObject(args.value) ? args.value : {}) });
      done.add(resource.address);
    }
    for (const output of session.outputs().outputs) expect(output.value.unknown, output.name).toBe(false);
  });
});
