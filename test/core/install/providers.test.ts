import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inputOf, loadScenario } from '../../../src/core/scenarios/index.ts';
import { rehearse } from './data-package.ts';
import { fixture } from './packages.ts';

const attributes = {
  id: { type: 'string', computed: true },
  name: { type: 'string', required: true },
  state: { type: 'string', computed: true },
};
const providers = JSON.stringify({
  format_version: '1.0',
  provider_schemas: {
    'registry.terraform.io/acme/acme': {
      resource_schemas: { acme_thing: { version: 2, block: { attributes } } },
    },
  },
});

const THING =
  'resource "acme_thing" "x" {\n  name = "a"\n}\noutput "state" {\n  value = acme_thing.x.state\n}\n';

describe('providers that a rehearsal brings', () => {
  it('give resources their attributes', async () => {
    const { record } = await rehearse(THING, { providers });
    expect(record.failures).toEqual([]);
    expect(record.outputs).toMatchObject([{ name: 'state', value: 'RUNNING' }]);
    expect(record.resources).toMatchObject([{ type: 'acme_thing', fidelity: 'opaque' }]);
  });

  it('are what arguments are checked against', async () => {
    const wrong = THING.replace('acme_thing.x.state', 'acme_thing.x.sate');
    const { record } = await rehearse(wrong, { providers, dialect: 'terraform' });
    expect(record.failures.map((each) => each.message.en).join()).toContain('"sate"');
  });

  it('can be named by a scenario', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'drydock-providers-'));
    await writeFile(join(dir, 'acme.json'), providers);
    await writeFile(join(dir, 'a.yaml'), 'providers: acme.json\n');
    const options = { project: fixture('odd-types'), now: 0, signal: new AbortController().signal };
    expect(inputOf(await loadScenario(join(dir, 'a.yaml'), options)).providers).toBe(providers);
  });
});
