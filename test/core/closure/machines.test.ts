import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type ClosureDeps,
  type ImageClosure,
  imageClosure,
  imageClosureWith,
  type RemoteChart,
} from '../../../src/core/closure/index.ts';
import type { RehearsalInput } from '../../../src/core/install/index.ts';
import { parsePackage } from '../../../src/core/package/index.ts';
import type { Platform } from '../../../src/core/registry/types.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { chartArchive } from './archives.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));
const HOST = 'cloudapp.tencentcloudcr.com/app';

const field = (name: string, widget: string, more = ''): string =>
  `  - name: ${name}\n    label: ${name}\n    widget: ${widget}\n${more}`;
const select = (name: string, ...values: string[]): string =>
  field(name, 'select', `    options: [${values.map((v) => `{ label: ${v}, value: ${v} }`).join(', ')}]\n`);

interface Parts {
  readonly args?: string;
  readonly main: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

function inputOf({ args = '', main, files = {} }: Parts): RehearsalInput {
  const names = [...args.matchAll(/- name: (\w+)/g)].map(
    ([, name]) => `variable "${name}" {\n  type = any\n}\n`,
  );
  const target = field('target', 'subnet-select', '    regions: ["ap-guangzhou"]\n');
  const all: Record<string, string | Uint8Array> = {
    'package.yaml': `id: pkg-abcd1234\nargs:\n${target}${args}`,
    'infrastructure/variables.tf': `variable "target" {\n  type = any\n}\n${names.join('')}variable "cloudapp_repo_server" {}\nprovider "tencentcloud" {\n  region = var.target.region\n}\n`,
    'infrastructure/main.tf': main,
    ...files,
  };
  const source = {
    root: '/work/app',
    files: new Map(
      Object.entries(all).map(([name, text]) => [
        name,
        typeof text === 'string' ? new TextEncoder().encode(text) : text,
      ]),
    ),
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
  };
}

const deps = (...architectures: string[]): ClosureDeps => ({
  schemas,
  signal: new AbortController().signal,
  lookupImage: (reference) => ({
    found: true,
    reference,
    repository: reference,
    digest: `sha256:${'a'.repeat(64)}`,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    size: 1,
    platforms: architectures.map((architecture): Platform => ({ os: 'linux', architecture })),
  }),
});
const closureOf = (parts: Parts, ...architectures: string[]): ImageClosure =>
  imageClosure(inputOf(parts), deps(...(architectures.length > 0 ? architectures : ['amd64', 'arm64'])));
const names = (closure: ImageClosure) => closure.images.map((each) => each.image);
const open = ({ unbounded }: ImageClosure) =>
  unbounded.map(({ message, place }) => [message.en, place.file, place.range?.start.line]);

const machine = (script: string, more = ''): string => `resource "tencentcloud_mysql_instance" "db" {
  instance_name = "db"
  mem_size      = 1000
  volume_size   = 50
}
resource "tencentcloud_instance" "app" {
  availability_zone = var.target.subnet.zone
  image_id          = "img-eb30mz89"
  instance_type     = "S5.MEDIUM4"
${more}  user_data_raw     = ${script}
}
`;

describe('images that machines pull', () => {
  it('reads user data with what is known, though an address in it is not', () => {
    const closure = closureOf({
      main: machine(`<<-EOT
#!/bin/bash
DB=\${tencentcloud_mysql_instance.db.intranet_ip}
docker run -d \\
  -e DB=$DB \\
  ${HOST}/web:1.0
docker pull ${HOST}/\${tencentcloud_mysql_instance.db.id}:1
EOT`),
    });
    expect(names(closure)).toEqual([`${HOST}/web:1.0`]);
    expect(closure.images[0]).toMatchObject({
      reach: 'always',
      objects: ['tencentcloud_instance.app (docker run)'],
      place: { file: 'infrastructure/main.tf', range: { start: { line: 13 } } },
      wanted: [{ architecture: 'amd64' }],
    });
    expect(closure.unbounded[0]?.message.en).toContain('only the cloud knows');
    expect(closure.verdict).toBe('unknown');
  });

  it('tries every answer, reads base64 and templates, and says under which answers', () => {
    const closure = closureOf({
      args: select('mode', 'single', 'ha') + field('extra', 'switch'),
      main: `locals {
  script = templatefile("\${path.module}/setup.sh.tftpl", { image = var.mode == "ha" ? "cluster" : "plain", extra = var.extra })
}
resource "tencentcloud_instance" "app" {
  availability_zone = var.target.subnet.zone
  image_id          = "img-eb30mz89"
  instance_type     = "S5.MEDIUM4"
  user_data         = base64encode(local.script)
}
`,
      files: {
        'infrastructure/setup.sh.tftpl': `#!/bin/sh\ndocker pull ${HOST}/\${image}:1\n%{ if extra }docker pull ${HOST}/extra:1\n%{ endif }`,
      },
    });
    expect(closure.images.map((each) => [each.image, each.reach, each.when])).toEqual([
      [`${HOST}/cluster:1`, 'answers', 'mode=ha'],
      [`${HOST}/extra:1`, 'answers', 'extra=true'],
      [`${HOST}/plain:1`, 'answers', 'mode=single'],
    ]);
    expect(closure.images[0]?.place).toMatchObject({
      file: 'infrastructure/setup.sh.tftpl',
      range: { start: { line: 2 } },
    });
    expect(closure.verdict).toBe('ready');
  });

  it('finds what only two choices together pull', () => {
    const closure = closureOf({
      args: field('a', 'switch') + field('b', 'switch') + select('c', 'x', 'y'),
      main: machine(`var.a && var.b && var.c == "y" ? "docker pull ${HOST}/both:1" : "echo no"`),
    });
    expect(closure.images.map((each) => [each.image, each.when])).toEqual([
      [`${HOST}/both:1`, 'a=true, b=true, c=y'],
    ]);
    expect(closure.explored).toMatchObject({ plans: 8, sets: 8, method: 'all' });
  });

  it('leaves out choices that no pull depends on', () => {
    const many = Array.from({ length: 12 }, (_none, i) => field(`s${i}`, 'switch')).join('');
    const closure = closureOf({ args: many, main: machine(`"docker pull ${HOST}/a:1"`) });
    expect(closure.explored).toMatchObject({ plans: 1, method: 'all' });
    expect(closure.verdict).toBe('ready');
  });

  it('takes pairs of choices where there are too many, and says so', () => {
    const many = Array.from({ length: 12 }, (_none, i) => field(`s${i}`, 'switch')).join('');
    const closure = closureOf({
      args: many,
      main: machine(
        `join("\\n", [${Array.from({ length: 12 }, (_none, i) => `var.s${i} && var.s${(i + 5) % 12} ? "docker pull ${HOST}/p${i}:1" : ""`).join(', ')}])`,
      ),
    });
    expect(closure.explored).toMatchObject({ sets: 4096, method: 'pairs' });
    expect(closure.images).toHaveLength(12);
    expect(closure.verdict).toBe('unknown');
    expect(open(closure)[0]?.[0]).toContain('4096 sets of answers');
  });

  it('tries the values that expressions compare a free answer with', () => {
    const closure = closureOf({
      args: field('tag', 'input', '    defaultValue: stable\n'),
      main: machine(`var.tag == "special" ? "docker pull ${HOST}/special:1" : "docker pull ${HOST}/usual:1"`),
    });
    expect(names(closure)).toEqual([`${HOST}/special:1`, `${HOST}/usual:1`]);
    const script = closureOf({
      args: field('tag', 'input', '    defaultValue: stable\n'),
      main: machine(
        `<<-EOT\nif [ "\${var.tag}" = "special" ]; then docker pull ${HOST}/special:1; fi\ndocker pull ${HOST}/x:\${var.tag}\nEOT`,
      ),
    });
    expect(names(script)).toEqual([`${HOST}/special:1`, `${HOST}/x:stable`]);
    expect(script.unbounded[0]?.message.en).toContain('free answer');
  });

  it('tries free answers together: what only two of them lead to, and two that are the same', () => {
    const args = ['a', 'b', 'c'].map((name) => field(name, 'input', `    defaultValue: ${name}\n`)).join('');
    const both = closureOf({
      args,
      main: machine(
        `var.a == "x" && var.b == "y" ? "docker pull ${HOST}/both:1" : var.a == var.c ? "docker pull ${HOST}/same:1" : "docker pull ${HOST}/usual:1"`,
      ),
    });
    expect(names(both)).toEqual([`${HOST}/both:1`, `${HOST}/same:1`, `${HOST}/usual:1`]);
    expect(both.verdict).toBe('ready');
  });

  it('takes pairs of free answers where they make too many sets, and says so', () => {
    const some = Array.from({ length: 6 }, (_none, i) => `a${i}`);
    const closure = closureOf({
      args: some.map((name) => field(name, 'input', '    defaultValue: other\n')).join(''),
      main: machine(
        `${some.map((name) => `var.${name} == "x"`).join(' && ')} ? "docker pull ${HOST}/all:1" : ""`,
      ),
    });
    expect(closure.verdict).toBe('unknown');
    expect(open(closure)[0]?.[0]).toContain('make 729 sets, more than the 128');
  });

  it('sees numbers of free answers in images, and says where no other answer can be planned', () => {
    const number = closureOf({
      args: field('major', 'input-number', '    defaultValue: 7\n'),
      main: machine(`"docker pull ${HOST}/db:v\${var.major}"`),
    });
    expect(names(number)).toEqual([`${HOST}/db:v7`]);
    expect(number.unbounded[0]?.message.en).toContain('free answer');
    const strict = inputOf({
      args: field('tag', 'input', '    defaultValue: stable\n'),
      main: machine(`"docker pull ${HOST}/x:\${var.tag}"`),
    });
    const text = new TextDecoder().decode(strict.source.files.get('infrastructure/variables.tf'));
    const files = new Map(strict.source.files).set(
      'infrastructure/variables.tf',
      new TextEncoder().encode(
        text.replace(
          'variable "tag" {',
          'variable "tag" {\n  validation {\n    condition     = length(var.tag) == 6\n    error_message = "Six."\n  }',
        ),
      ),
    );
    const blind = imageClosure({ ...strict, source: { ...strict.source, files } }, deps('amd64'));
    expect(names(blind)).toEqual([`${HOST}/x:stable`]);
    expect(blind.verdict).toBe('unknown');
    expect(open(blind)[0]?.[0]).toContain('No other answer to tag can be planned');
  });

  it('wants the platform of the machine that the customer chooses', () => {
    const parts = {
      args: field(
        'type',
        'cvm-instance-type-select',
        '    region: $' + '{target.region}\n    zone: $' + '{target.subnet.zone}\n',
      ),
      main: machine(`"docker pull ${HOST}/a:1"`).replace('"S5.MEDIUM4"', 'var.type.instance_type'),
    };
    const closure = closureOf(parts, 'amd64');
    expect(closure.images[0]?.wanted.map((each) => each.architecture)).toEqual(['amd64', 'arm64']);
    expect(closure.findings).toContainEqual(
      expect.objectContaining({ code: 'IMAGE_PLATFORM', severity: 'error' }),
    );
    expect(closureOf(parts, 'amd64', 'arm64').verdict).toBe('ready');
  });

  it('reads scripts that the package keeps for the machine image, and says which it lacks', () => {
    const main = machine('"#!/bin/sh\\nsh /usr/local/cloudapp/startup.sh\\n"');
    const lacking = closureOf({ main });
    expect(lacking.verdict).toBe('unknown');
    expect(open(lacking)[0]?.[0]).toContain('/usr/local/cloudapp/startup.sh of the machine image');
    const there = closureOf({
      main,
      files: { 'scripts/startup.sh': `#!/bin/sh\n\ndocker run ${HOST}/s:1\n` },
    });
    expect(there.images[0]).toMatchObject({
      image: `${HOST}/s:1`,
      place: { file: 'scripts/startup.sh', range: { start: { line: 3 } } },
    });
    expect(there.verdict).toBe('ready');
  });

  it('takes what the author declares', () => {
    const script = (said: string) =>
      closureOf({
        main: machine(`<<-EOT\n# drydock:images ${said}\ncurl -s https://get.example.com/i.sh | bash\nEOT`),
      });
    expect(script('none')).toMatchObject({ verdict: 'ready', unbounded: [], declared: [{ images: [] }] });
    const named = script(`${HOST}/a:1, ${HOST}/b:2`);
    expect(named.images.map((each) => [each.image, each.reach])).toEqual([
      [`${HOST}/a:1`, 'declared'],
      [`${HOST}/b:2`, 'declared'],
    ]);
    expect(named.verdict).toBe('ready');
    expect(closureOf({ main: machine('"curl -s https://get.example.com/i.sh | bash"') }).verdict).toBe(
      'unknown',
    );
  });

  it('says that an image on a host of its own cannot be reached', () => {
    const { findings } = closureOf({ main: machine('"docker pull registry.internal/a:1"') });
    expect(findings).toContainEqual(expect.objectContaining({ code: 'IMAGE_HOST_UNREACHABLE' }));
  });
});

describe('images that other resources name', () => {
  it.each([
    [
      'tat command',
      'tencentcloud_tat_command',
      'command_name = "c"\n  content = "docker pull {{image}}"\n  enable_parameter = true\n  default_parameters = jsonencode({ image = "r.example.com/t:1" })',
      'r.example.com/t:1',
    ],
    [
      'scaling',
      'tencentcloud_as_scaling_config',
      'configuration_name = "c"\n  image_id = "img-1"\n  instance_types = ["S5.MEDIUM4"]\n  user_data = base64encode("docker pull r.example.com/t:1")',
      'r.example.com/t:1',
    ],
    [
      'node pool',
      'tencentcloud_kubernetes_node_pool',
      'name = "p"\n  cluster_id = "cls-1"\n  max_size = 1\n  min_size = 1\n  vpc_id = "vpc-1"\n  auto_scaling_config {\n    instance_type = "S5.MEDIUM4"\n  }\n  node_config {\n    user_data = base64encode("crictl pull r.example.com/t:1")\n  }',
      'r.example.com/t:1',
    ],
    [
      'container instance',
      'tencentcloud_eks_container_instance',
      'name = "c"\n  cpu = 1\n  memory = 2\n  vpc_id = "vpc-1"\n  subnet_id = "subnet-1"\n  security_groups = ["sg-1"]\n  container {\n    name = "a"\n    image = "r.example.com/t:1"\n  }',
      'r.example.com/t:1',
    ],
    [
      'deployment',
      'kubernetes_deployment',
      'spec {\n    template {\n      spec {\n        init_container {\n          image = "r.example.com/t:1"\n        }\n      }\n    }\n  }',
      'r.example.com/t:1',
    ],
    [
      'manifest',
      'kubernetes_manifest',
      'manifest = {\n    apiVersion = "v1"\n    kind = "Pod"\n    spec = { containers = [{ name = "a", image = "r.example.com/t:1" }] }\n  }',
      'r.example.com/t:1',
    ],
    [
      'yaml',
      'kubectl_manifest',
      'yaml_body = <<-EOT\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: r.example.com/t:1\nEOT',
      'r.example.com/t:1',
    ],
    [
      'add-on',
      'tencentcloud_kubernetes_addon',
      'cluster_id = "cls-1"\n  addon_name = "x"\n  raw_values = jsonencode({ global = { image = { repository = "r.example.com/t", tag = "1" } } })',
      'r.example.com/t:1',
    ],
    ['docker', 'docker_container', 'name = "a"\n  image = "r.example.com/t:1"', 'r.example.com/t:1'],
  ])('%s', (_name, type, body, image) => {
    expect(names(closureOf({ main: `resource "${type}" "x" {\n  ${body}\n}\n` }))).toEqual([image]);
  });

  it('reads provisioners and the files that they bring', () => {
    const closure = closureOf({
      args: select('mode', 'a', 'b'),
      main: `resource "tencentcloud_instance" "app" {
  availability_zone = var.target.subnet.zone
  image_id          = "img-eb30mz89"
  instance_type     = "S5.MEDIUM4"
  provisioner "file" {
    source      = "compose.yaml"
    destination = "/opt/compose.yaml"
  }
  provisioner "remote-exec" {
    inline = [
      "echo \${self.private_ip}",
      "docker pull ${HOST}/\${var.mode}:1",
      "cd /opt && docker compose up -d",
    ]
  }
  provisioner "local-exec" {
    command = "docker pull ${HOST}/local:1"
  }
  provisioner "remote-exec" {
    when   = destroy
    inline = ["docker pull ${HOST}/gone:1"]
  }
}
`,
      files: { 'infrastructure/compose.yaml': `services:\n  w:\n    image: ${HOST}/composed:1\n` },
    });
    expect(names(closure)).toEqual(['a', 'b', 'composed', 'local'].map((each) => `${HOST}/${each}:1`));
    expect(closure.images[0]?.place).toMatchObject({
      file: 'infrastructure/main.tf',
      range: { start: { line: 12 } },
    });
    expect(closure.unbounded).toEqual([]);
  });
});

describe('charts on servers', () => {
  const template = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: a\n      image: {{ .Values.host }}/w:{{ .Chart.Version }}\n`;
  const archive = chartArchive('web', '1.2.0', { 'templates/pod.yaml': template });
  const cluster =
    'resource "tencentcloud_eks_cluster" "eks" {\n  cluster_name = "x"\n  k8s_version = "1.30.0"\n  vpc_id = var.target.vpc.id\n  subnet_ids = [var.target.subnet.id]\n}\n';
  const ask = (main: string) => {
    const asked: RemoteChart[] = [];
    const result = imageClosureWith(inputOf({ main: cluster + main }), deps('amd64'), async (remote) => {
      asked.push(remote);
      return remote.repositories.includes('charts.example.com/team/web') && remote.version === '1.2.0'
        ? { reference: 'charts.example.com/team/web-1.2.0', archive }
        : undefined;
    });
    return result.then((closure) => ({ closure, asked }));
  };

  it.each([
    [
      'an address',
      'resource "cloudapp_helm_app" "a" {\n  cluster_id = tencentcloud_eks_cluster.eks.id\n  chart_url = "https://charts.example.com/chartrepo/team/charts/web-1.2.0.tgz"\n  chart_values = { host = "r.example.com" }\n}\n',
    ],
    [
      'an artifact',
      'resource "helm_release" "a" {\n  name = "a"\n  chart = "oci://charts.example.com/team/web"\n  version = "1.2.0"\n  set {\n    name = "host"\n    value = "r.example.com"\n  }\n}\n',
    ],
    [
      'a repository',
      'resource "helm_release" "a" {\n  name = "a"\n  repository = "https://charts.example.com/chartrepo/team"\n  chart = "web"\n  version = "1.2.0"\n  values = [yamlencode({ host = "r.example.com" })]\n}\n',
    ],
    [
      'a release of the cluster',
      'resource "tencentcloud_kubernetes_cluster_release" "a" {\n  cluster_id = tencentcloud_eks_cluster.eks.id\n  name = "a"\n  namespace = "default"\n  chart = "web"\n  chart_version = "1.2.0"\n  chart_repo_url = "https://charts.example.com/team"\n  values {\n    raw_original = "host: r.example.com"\n    values_type = "yaml"\n  }\n}\n',
    ],
  ])('%s', async (_name, main) => {
    const { closure } = await ask(main);
    expect(names(closure)).toEqual(['r.example.com/w:1.2.0']);
    expect(closure.verdict).toBe('ready');
  });

  it('says which chart the registry lacks, and where it would be looked for', async () => {
    const { closure } = await ask(
      'resource "cloudapp_helm_app" "a" {\n  cluster_id = tencentcloud_eks_cluster.eks.id\n  chart_url = "https://other.example.com/x/db-3.0.1.tgz"\n}\n',
    );
    expect(closure.verdict).toBe('unknown');
    expect(open(closure)).toEqual([
      [
        expect.stringContaining('push it to one of other.example.com/x/db, x/db, other.example.com/db'),
        'infrastructure/main.tf',
        9,
      ],
    ]);
  });
});
