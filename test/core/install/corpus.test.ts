import { expect, it } from 'vitest';
import { FAULT_KINDS } from '../../../src/core/install/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';
import { ofType } from './fakes.ts';
import { rehearsePackage } from './packages.ts';

/**
 * Whether the platform would install each package with the first valid choices, and why (facts of the sections named).
 * `assumes`: what the rehearsal has to take for granted and say.
 */
const EXPECTED: readonly {
  readonly name: string;
  readonly installs: boolean;
  readonly why: string;
  readonly assumes: readonly string[];
}[] = [
  {
    name: 'CT_001_cvm-ip',
    installs: true,
    why: 'sshkey has neither arg nor default and is not used (9: warn)',
    assumes: ['ASSUMED_ID', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'CT_002_cvm-cloudapi',
    installs: true,
    why: 'legacy scopes are honoured (2)',
    assumes: ['ASSUMED_ID'],
  },
  {
    name: 'CT_003_cvm-clb-mysql',
    installs: true,
    why: 'optional certificate and domain are used unconditionally (9: warn); auto answers them',
    assumes: ['ASSUMED_ID', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'CT_004_tke-clb-mysql',
    installs: true,
    why: 'attributes beyond the declared type arrive (3); fixed group id in a Service',
    assumes: ['ASSUMED_ID', 'ASSUMED_IMAGE'],
  },
  {
    name: 'CT_006_cvm-ip-vpc-subnet',
    installs: true,
    why: 'counted resources read without index are instance 0 (9, 10.3)',
    assumes: ['ASSUMED_ID', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-clb',
    installs: true,
    why: 'fixed network, group, machine ids and a foreign domain (9: warn)',
    assumes: ['ASSUMED_CERTIFICATE_DOMAIN', 'ASSUMED_ID'],
  },
  {
    name: 'cloudapp-demo-cos-cvm-capi',
    installs: true,
    why: 'flat vpc_id and subnet_id of subnet-select arrive (3)',
    assumes: ['ASSUMED_ID', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-cvm',
    installs: true,
    why: 'fixed image and machine type',
    assumes: ['ASSUMED_ID', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-cvm-cloudapi',
    installs: true,
    why: 'legacy scopes are honoured (2)',
    assumes: ['ASSUMED_ID'],
  },
  {
    name: 'cloudapp-demo-cvm-ip',
    installs: true,
    why: 'fixed image',
    assumes: ['ASSUMED_ID', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-cvm-mysql-clb',
    installs: true,
    why: 'as CT_003; the image is chosen',
    assumes: ['ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-empty',
    installs: true,
    why: 'no args and no resources is a valid package (2)',
    assumes: ['ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-hello-world',
    installs: true,
    why: 'chain of cluster, chart, service, API (6)',
    assumes: ['ASSUMED_IMAGE', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-middleware',
    installs: true,
    why: 'databases take a zone other than their subnet’s; only in Guangzhou (9: warn)',
    assumes: ['ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-my-clb',
    installs: true,
    why: 'image with the placeholder ${packageId} (7.4)',
    assumes: ['ASSUMED_IMAGE', 'ASSUMED_PACKAGE_ID'],
  },
  {
    name: 'cloudapp-demo-network',
    installs: true,
    why: 'args that nothing uses (9: warn); a variable named switch',
    assumes: ['ASSUMED_ID'],
  },
  {
    name: 'cloudapp-demo-tke-mysql',
    installs: true,
    why: 'subnet_id as a list is tolerated (9: warn)',
    assumes: ['ASSUMED_ID', 'ASSUMED_IMAGE', 'ASSUMED_PACKAGE_ID'],
  },
];

describeShared('the packages of the corpus', () => {
  it.each(EXPECTED)('$name ($why)', async ({ name, installs, assumes }) => {
    const { events, record } = await rehearsePackage(sharedPath('corpus/packages', name));
    expect(record.failures.map((each) => `${each.code} ${each.address} ${each.message.en}`)).toEqual([]);
    expect(record.status).toBe(installs ? 'succeeded' : 'failed');
    expect([...new Set(record.assumptions.map((each) => each.code))].sort()).toEqual(assumes);
    expect(record.counts.created).toBe(record.counts.resources);
    expect(events.at(-1)?.type).toBe('finished');
    expect(ofType(events, 'outputs')).toHaveLength(1);
  });

  it.each(['cloudapp-demo-clb', 'CT_004_tke-clb-mysql', 'CT_001_cvm-ip'])(
    '%s fails over its fixed ids in a closed world',
    async (name) => {
      const { record } = await rehearsePackage(sharedPath('corpus/packages', name), { closed: true });
      expect(record.failures[0]?.code).toBe('SIM_ID_NOT_FOUND');
      expect(record.failures[0]?.causes.map((cause) => cause.kind)).toEqual(
        expect.arrayContaining(['source', 'rule', 'world']),
      );
    },
  );

  it.each([
    'cloudapp-demo-hello-world',
    'cloudapp-demo-my-clb',
    'cloudapp-demo-tke-mysql',
    'CT_004_tke-clb-mysql',
  ])('%s fails over its image where images are required', async (name) => {
    const { record } = await rehearsePackage(sharedPath('corpus/packages', name), { images: 'require' });
    expect(record.failures[0]?.code).toBe('SIM_IMAGE_MISSING');
  });

  it.each(FAULT_KINDS.filter((kind) => kind !== 'argument-null'))(
    'ends with every package under the fault %s',
    async (kind) => {
      for (const { name } of EXPECTED) {
        const { events, record } = await rehearsePackage(sharedPath('corpus/packages', name), {
          faults: [{ kind }],
        });
        expect(events.at(-1)).toMatchObject({
          type: 'finished',
          status: record.failures.length > 0 ? 'failed' : 'succeeded',
        });
        for (const failure of record.failures) {
          expect(JSON.stringify(failure).replaceAll('${packageId}', '')).not.toMatch(/\{\w+\}/);
          expect(failure.causes.length).toBeGreaterThanOrEqual(2);
        }
      }
    },
  );

  it('gives real outputs', async () => {
    const { record } = await rehearsePackage(sharedPath('corpus/packages/CT_003_cvm-clb-mysql'));
    const outputs = Object.fromEntries(record.outputs.map((each) => [each.name, each.value]));
    expect(record.outputs.map((each) => each.name)).toEqual([
      'cvm_password',
      'entry_domain',
      'main',
      'mysql_password',
    ]);
    expect(outputs.main).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+$/);
    expect(outputs.mysql_password).toMatch(/^[\w+\-&=!@#$%^*()]{16}$/);
  });
});
