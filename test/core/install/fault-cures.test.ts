import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  attemptCures,
  type CureAttempt,
  type FaultSpec,
  parseFault,
  type RehearsalInput,
  type RehearsalRecord,
  rehearse,
} from '../../../src/core/install/index.ts';
import { parsePackage, readPackage } from '../../../src/core/package/index.ts';
import { inputOf, loadScenario } from '../../../src/core/scenarios/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';

const root = join(import.meta.dirname, '../../..');
const schemas = schemasFrom(join(root, 'data'));
const sample = join(root, 'data/sample');
const source = await readPackage(sample);
const HOOK = 'software/chart/templates/migrate.yaml';

type Files = Readonly<Record<string, (before: string) => string>>;

/** The sample, with some of its files other than they are. */
function input(
  faults: readonly string[],
  files: Files = {},
  more: Partial<RehearsalInput> = {},
): RehearsalInput {
  const all = new Map(source.files);
  for (const [path, edit] of Object.entries(files)) {
    const before = new TextDecoder().decode(all.get(path) ?? new Uint8Array());
    all.set(path, new TextEncoder().encode(edit(before)));
  }
  const edited = { ...source, files: all };
  return {
    project: 'sample',
    source: edited,
    model: parsePackage(edited).model,
    world: defaultWorld(),
    answers: 'auto',
    seed: 1,
    startedAt: Date.parse('2026-11-20T10:00:00Z'),
    speed: 'instant',
    faults: faults.map(parseFault),
    ...more,
  };
}

const scenarios = join(sample, 'scenarios');

async function scenarioInput(name: string): Promise<RehearsalInput> {
  const { signal } = new AbortController();
  const options = { project: sample, now: 1_795_000_000_000, signal };
  return inputOf(await loadScenario(join(scenarios, name), options));
}

async function once(asked: RehearsalInput): Promise<RehearsalRecord> {
  const run = rehearse(asked, {
    schemas,
    signal: new AbortController().signal,
    sleep: async () => undefined,
    lookupImage: (reference) => ({ found: false, reference, reason: 'repository' }),
  });
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
  }
}

async function cure(asked: RehearsalInput): Promise<CureAttempt & { readonly first: RehearsalRecord }> {
  const first = await once(asked);
  return { ...(await attemptCures(asked, first, once)), first };
}

const faultsLeft = ({ steps }: CureAttempt): readonly FaultSpec[] => steps.at(-1)?.input.faults ?? [];
const file = ({ steps }: CureAttempt, path: string): string =>
  new TextDecoder().decode(steps.at(-1)?.input.source.files.get(path));

const HTTPS = `resource "tencentcloud_clb_listener" "https" {
  clb_id         = tencentcloud_clb_instance.entry.id
  listener_name  = "https"
  port           = 443
  protocol       = "HTTPS"
  certificate_id = CERTIFICATE
}

resource "tencentcloud_clb_listener_rule" "https" {
  clb_id      = tencentcloud_clb_instance.entry.id
  listener_id = tencentcloud_clb_listener.https.id
  domain      = "www.example.com"
  url         = "/"
}
`;
const withCertificate = (written: string): Files => ({
  'infrastructure/https.tf': () =>
    `${HTTPS.replace('CERTIFICATE', written)}\nvariable "certificate" {\n  type = object({ certId = string })\n}\n`,
  'package.yaml': (before) =>
    before.replace(
      '  - name: charge_type',
      '  - name: certificate\n    label: Certificate\n    widget: certificate-select\n\n  - name: charge_type',
    ),
});
const chosen = { answers: { certificate: { certId: 'cWwwEx01' } }, fill: true } as const;

describe('a certificate that does not cover its domain', () => {
  it('is replaced by another of the account that does, while the fault goes on striking the first', async () => {
    const world = defaultWorld();
    const asked = input(['certificate-mismatch'], withCertificate('var.certificate.certId'), {
      ...chosen,
      world: {
        ...world,
        certificates: [
          ...world.certificates,
          { id: 'cOther01', domains: ['*.example.com'], issued: true, expires: '2036-01-01' },
        ],
      },
    });
    const done = await cure(asked);
    expect(done.first.failures[0]?.code).toBe('SIM_CERTIFICATE_DOMAIN');
    expect(done.status).toBe('cured');
    expect(done.steps).toHaveLength(1);
    expect(done.steps[0]?.cure.changes).toEqual([
      { on: 'answers', arg: 'certificate', value: { certId: 'cOther01' } },
    ]);
    expect(faultsLeft(done)).toEqual([{ kind: 'certificate-mismatch', target: 'cWwwEx01' }]);
  });

  it('is replaced by a new one where the account has none', async () => {
    const done = await cure(
      input(['certificate-mismatch=www.example.com'], withCertificate('var.certificate.certId'), chosen),
    );
    expect(done.status).toBe('cured');
    expect(done.steps[0]?.cure.changes.map((each) => each.on)).toEqual(['world', 'answers']);
    expect(faultsLeft(done)).toEqual([{ kind: 'certificate-mismatch', target: 'cWwwEx01' }]);
    const added = done.steps[0]?.input.world.certificates.at(-1);
    expect(added?.domains).toEqual(['www.example.com']);
  });

  it('is replaced where the package writes it out', async () => {
    const done = await cure(input(['certificate-expired'], withCertificate('"cWwwEx01"')));
    expect(done.first.failures[0]?.code).toBe('SIM_CERTIFICATE_INVALID');
    expect(done.status).toBe('cured');
    expect(file(done, 'infrastructure/https.tf')).not.toContain('cWwwEx01');
    expect(faultsLeft(done)).toEqual([{ kind: 'certificate-expired', target: 'cWwwEx01' }]);
  });

  it('fails without any fault in a closed account, and the new certificate is what mends it', async () => {
    const done = await cure(
      input([], withCertificate('var.certificate.certId'), {
        answers: { certificate: { certId: 'cWildEx2' } },
        fill: true,
        closed: true,
      }),
    );
    expect(done.first.failures[0]?.code).toBe('SIM_CERTIFICATE_DOMAIN');
    expect(done.status).toBe('cured');
    expect(done.steps[0]?.cure.changes).toEqual([
      { on: 'answers', arg: 'certificate', value: { certId: 'cWwwEx01' } },
    ]);
  });
});

describe('a hook that does not end in time', () => {
  it('never ends by its image: another build is pushed, and the fault stays', async () => {
    const done = await cure(input(['hook-timeout=migrate']));
    expect(done.first.failures[0]?.code).toBe('SIM_HOOK_TIMEOUT');
    expect(done.status).toBe('cured');
    expect(done.steps[0]?.cure.title.en).toContain('never ends');
    expect(done.steps[0]?.input.pushed?.[0]?.exits).toBe(true);
    expect(faultsLeft(done)).toEqual([{ kind: 'hook-timeout', target: 'migrate' }]);
  });

  it('is not cured by a build of the same image that nobody says ends', async () => {
    const asked = input(['hook-timeout=migrate']);
    const { steps } = await cure(asked);
    const pushed = steps[0]?.input.pushed?.map(({ exits: _exits, ...image }) => image) ?? [];
    const again = await once({ ...asked, pushed });
    expect(again.failures[0]?.code).toBe('SIM_HOOK_TIMEOUT');
  });

  it('needs longer than Helm waits: it becomes a plain job, because no field raises that', async () => {
    const done = await cure(input(['hook-timeout=migrate@600']));
    expect(done.status).toBe('cured');
    expect(done.steps[0]?.cure.title.en).toContain('needs 600 s');
    expect(file(done, HOOK)).not.toMatch(/helm\.sh\/hook|annotations:/);
    expect(faultsLeft(done)).toEqual([{ kind: 'hook-timeout', target: 'migrate@600' }]);
  });

  it('is ended by its own deadline: that is raised to what it needs', async () => {
    const done = await cure(
      input(['hook-timeout=migrate@120'], {
        [HOOK]: (before) =>
          before.replace('  backoffLimit: 3', '  backoffLimit: 3\n  activeDeadlineSeconds: 60'),
      }),
    );
    expect(done.first.failures[0]?.code).toBe('SIM_JOB_FAILED');
    expect(done.status).toBe('cured');
    expect(file(done, HOOK)).toContain('activeDeadlineSeconds: 150');
    expect(faultsLeft(done)).toHaveLength(1);
  });

  it('has its deadline in the values of the chart', async () => {
    const done = await cure(
      input(['hook-timeout=migrate@120'], {
        [HOOK]: (before) =>
          before.replace(
            '  backoffLimit: 3',
            '  backoffLimit: 3\n  activeDeadlineSeconds: {{ .Values.migrate.seconds }}',
          ),
        'software/chart/values.yaml': (before) => `${before}\nmigrate:\n  seconds: 60 # enough\n`,
      }),
    );
    expect(done.status).toBe('cured');
    expect(file(done, 'software/chart/values.yaml')).toContain('seconds: 150 # enough');
  });

  it('does without a fault when it ends in time', async () => {
    const record = await once(input(['hook-timeout=migrate@20']));
    expect(record.status).toBe('succeeded');
  });

  it('sleeps too long: the sleep is cut to what fits', async () => {
    const done = await cure(
      input([], {
        [HOOK]: (before) =>
          before.replace('args: ["migrate"]', 'command: ["sh", "-c", "sleep 10 && migrate && sleep 400"]'),
      }),
    );
    expect(done.first.failures[0]?.code).toBe('SIM_HOOK_TIMEOUT');
    expect(done.status).toBe('cured');
    expect(file(done, HOOK)).toContain('sleep 10 && migrate && sleep 260');
  });
});

describe('an outage', () => {
  it.each(['cloud-error', 'network-down'])(
    '%s: the failed step is tried again when it is over, and what was created is kept',
    async (kind) => {
      const done = await cure(input([`${kind}=tencentcloud_mysql_instance.db`]));
      expect(done.first.status).toBe('failed');
      expect(done.status).toBe('cured');
      const step = done.steps[0];
      expect(step?.cure.changes).toEqual([{ on: 'again' }]);
      expect(step?.record.operation).toBe('retry');
      expect(step?.record.id).toBe(done.first.id);
      const kept = done.first.resources.filter((each) => each.state === 'created');
      expect(kept.length).toBeGreaterThan(0);
      for (const { address, id } of kept)
        expect(step?.record.resources.find((each) => each.address === address)?.id).toBe(id);
      expect(step?.record.steps?.create).toBeLessThan(step?.record.resources.length ?? 0);
    },
  );
});

describe('a licence that is not active', () => {
  it.each([
    ['Issued', 'Activate'],
    ['Isolated', 'Renew'],
    ['Destroyed', 'Issue a new'],
    ['Deactive', 'Switch'],
    ['Expired', 'Renew'],
  ])('%s: the customer gets one that is, and the fault stays', async (status, word) => {
    const done = await cure(input([`license-inactive=${status}`]));
    expect(done.first.failures[0]?.code).toBe('SIM_LICENSE_INACTIVE');
    expect(done.status).toBe('cured');
    expect(done.steps[0]?.cure.title.en).toContain(word);
    expect(faultsLeft(done)).toHaveLength(1);
  });

  it('is judged by its dates, without any fault', async () => {
    const license = {
      LicenseStatus: 'Active',
      LicenseMode: 'Subscription',
      ActivationDate: '2025-01-01T00:00:00Z',
      ExpirationDate: '2026-11-19T00:00:00Z',
    };
    const record = await once(input([], {}, { license }));
    expect(record.failures[0]?.message.en).toContain('Isolated');
    const renewed = { ...license, ExpirationDate: '2027-11-19T00:00:00Z' };
    expect((await once(input([], {}, { license: renewed }))).status).toBe('succeeded');
  });
});

describe('a quota that is used up', () => {
  it.each(['quota=clb.instances', 'quota=tencentcloud_clb_instance', 'quota=clb.instances@100'])(
    '%s: its limit is raised, and as much is used as before',
    async (fault) => {
      const done = await cure(input([fault]));
      expect(done.first.failures[0]?.code).toBe('SIM_QUOTA_EXCEEDED');
      expect(done.status).toBe('cured');
      expect(faultsLeft(done)[0]?.target).toMatch(/@\d+$/);
      expect(done.steps[0]?.cure.lifts).toEqual([]);
    },
  );
});

describe('a fault that names nothing', () => {
  it.each([
    ['sold-out', 'SIM_STOCK_SOLD_OUT'],
    ['network-missing', 'SIM_ID_NOT_FOUND'],
    ['subnet-missing', 'SIM_ID_NOT_FOUND'],
    ['subnet-full', 'SIM_SUBNET_FULL'],
    ['machine-image-missing', 'SIM_ID_NOT_FOUND'],
    ['image-not-shared', 'SIM_MACHINE_IMAGE_NOT_SHARED'],
  ])('%s stays with what it struck, and another is chosen', async (fault, code) => {
    const files = (await scenarioInput(`${fault}.yaml`)).source;
    const done = await cure(input([fault], {}, { source: files, model: parsePackage(files).model }));
    expect(done.first.failures[0]?.code).toBe(code);
    expect(done.status).toBe('cured');
    expect(done.steps.flatMap((each) => each.cure.lifts)).toEqual([]);
    expect(faultsLeft(done)[0]?.target).toMatch(/\w/);
  });
});

describe('the cures of the sample’s scenarios', () => {
  /** Ends of an outage; and the account's network, which gets its way out back. */
  const over = new Set(['cloud-error.yaml', 'network-down.yaml', 'no-egress.yaml']);
  const files = readdirSync(scenarios).filter((each) => !each.includes('matrix'));
  it.each(files)('%s: no fault is lifted that is not over', async (name) => {
    const done = await cure(await scenarioInput(name));
    expect(done.status).toBe('cured');
    const lifted = done.steps.flatMap((each) => each.cure.lifts);
    if (over.has(name)) expect(lifted).toHaveLength(1);
    else expect(lifted).toEqual([]);
  });
});

describe('a form that is not complete', () => {
  it('is filled field by field with what it offers', async () => {
    const done = await cure(input([], {}, { answers: {} }));
    expect(done.first.failures[0]?.code).toBe('SIM_FORM_INCOMPLETE');
    expect(done.status).toBe('cured');
    expect(done.steps.every((each) => each.cure.changes.every((change) => change.on === 'answers'))).toBe(
      true,
    );
  });
});
