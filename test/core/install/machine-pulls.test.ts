import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FaultSpec, type RehearsalInput, rehearse } from '../../../src/core/install/index.ts';
import { parsePackage } from '../../../src/core/package/index.ts';
import type { ImageLookup } from '../../../src/core/registry/types.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { collect, fakeDeps, type Outcome } from './fakes.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));
const IMAGE = 'cloudapp.tencentcloudcr.com/app/web:1.0';

const MAIN = `variable "target" { type = any }
provider "tencentcloud" { region = var.target.region }
resource "tencentcloud_instance" "app" {
  availability_zone = var.target.subnet.zone
  image_id          = "img-eb30mz89"
  instance_type     = "S5.MEDIUM4"
  vpc_id            = var.target.vpc.id
  subnet_id         = var.target.subnet.id
  user_data_raw     = <<-EOT
#!/bin/sh
IMAGE=${IMAGE}
docker run -d $IMAGE
EOT
}
`;

function inputOf(more: Partial<RehearsalInput>): RehearsalInput {
  const files = {
    'package.yaml':
      'id: pkg-abcd1234\nargs:\n  - name: target\n    label: N\n    widget: subnet-select\n    regions: ["ap-guangzhou"]\n',
    'infrastructure/main.tf': MAIN,
  };
  const source = {
    root: '/work/app',
    files: new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  };
  return {
    project: '/work/app',
    source,
    model: parsePackage(source).model,
    world: defaultWorld(),
    answers: 'auto',
    seed: 1,
    startedAt: Date.UTC(2026, 10, 20),
    speed: 'instant',
    ...more,
  };
}

const found =
  (architecture: string) =>
  (reference: string): ImageLookup => ({
    found: true,
    reference,
    repository: 'app/web',
    digest: `sha256:${'a'.repeat(64)}`,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    size: 1,
    platforms: [{ os: 'linux', architecture }],
  });
const play = (
  more: Partial<RehearsalInput> = {},
  lookupImage?: (reference: string) => ImageLookup,
): Promise<Outcome> =>
  collect(rehearse(inputOf(more), { ...fakeDeps(), ...(lookupImage ? { lookupImage } : {}), schemas }));
const images = ({ events }: Outcome) => events.flatMap((each) => (each.type === 'image' ? [each] : []));
const findings = ({ events }: Outcome) =>
  events.flatMap((each) => (each.type === 'finding' ? [each.finding.message.en] : []));

describe('what machines pull in a rehearsal', () => {
  it('looks images of user data up, as those of charts', async () => {
    const there = await play({}, found('amd64'));
    expect(images(there)).toMatchObject([
      {
        image: IMAGE,
        object: 'tencentcloud_instance.app',
        status: 'found',
        wanted: { architecture: 'amd64' },
      },
    ]);
    expect(findings(there)).toEqual([]);
    const lacking = (reference: string): ImageLookup => ({ found: false, reference, reason: 'tag' });
    expect(images(await play({}, lacking))[0]?.status).toBe('assumed');
    const required = await play({ images: 'require' }, lacking);
    expect(images(required)[0]?.status).toBe('missing');
    expect(findings(required)[0]).toContain('the registry does not have it');
  });

  it('holds them against the machine and its network', async () => {
    const other = await play({}, found('arm64'));
    expect(images(other)[0]?.status).toBe('wrong-platform');
    expect(findings(other)[0]).toContain('exec format error');
    const faults: readonly FaultSpec[] = [{ kind: 'no-egress' }];
    expect(findings(await play({ faults }, found('amd64')))[0]).toContain('no way out');
    const missing: readonly FaultSpec[] = [{ kind: 'image-missing', target: IMAGE }];
    expect(images(await play({ faults: missing }, found('amd64')))[0]?.status).toBe('missing');
  });
});
