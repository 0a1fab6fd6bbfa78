import { join } from 'node:path';
import { type ImageClosure, imageClosure } from '../../../src/core/closure/index.ts';
import { applyCure, type RehearsalInput, rehearse } from '../../../src/core/install/index.ts';
import { parsePackage } from '../../../src/core/package/index.ts';
import type { PackageSource } from '../../../src/core/package/source.ts';
import type { ImageLookup } from '../../../src/core/registry/types.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { collect, fakeDeps, type Outcome } from '../install/fakes.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));

const MANIFEST = `id: pkg-abcd1234
args:
  - name: app_target
    label: Network
    widget: subnet-select
    regions: ["ap-guangzhou"]
  - name: mode
    label: Mode
    widget: select
    defaultValue: single
    options:
      - { label: Single, value: single }
      - { label: Cluster, value: ha }
  - name: tag
    label: Tag
    widget: input
    defaultValue: stable
`;

const VARIABLES = `variable "app_target" { type = any }
variable "mode" { type = string }
variable "tag" { type = string }
provider "tencentcloud" { region = var.app_target.region }
resource "tencentcloud_eks_cluster" "eks" {
  k8s_version = "1.30.0"
  cluster_name = "x"
  vpc_id = var.app_target.vpc.id
  subnet_ids = [var.app_target.subnet.id]
}
`;

export interface ChartPackage {
  /** `chart_values` as Terraform writes it. */
  readonly values?: string;
  readonly templates: Readonly<Record<string, string>>;
  readonly defaults?: string;
  /** Instead of the serverless cluster. */
  readonly cluster?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A package of one chart, in memory. */
export function packageOf({
  values = '{}',
  templates,
  defaults = '',
  cluster,
  files = {},
}: ChartPackage): PackageSource {
  const id =
    cluster === undefined ? 'tencentcloud_eks_cluster.eks.id' : 'tencentcloud_kubernetes_cluster.tke.id';
  const main = `${cluster === undefined ? VARIABLES : VARIABLES.replace(/resource "tencentcloud_eks[\s\S]*?\n}\n/, cluster)}
resource "cloudapp_helm_app" "app" {
  cluster_id   = ${id}
  chart_src    = "../software/chart"
  chart_values = ${values}
}
`;
  const all = {
    'package.yaml': MANIFEST,
    'infrastructure/main.tf': main,
    'software/chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\nappVersion: "9"\n',
    'software/chart/values.yaml': defaults,
    ...Object.fromEntries(
      Object.entries(templates).map(([name, text]) => [`software/chart/templates/${name}`, text]),
    ),
    ...files,
  };
  return {
    root: '/work/app',
    files: new Map(Object.entries(all).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  };
}

const inputOf = (source: PackageSource): RehearsalInput => ({
  project: '/work/app',
  source,
  model: parsePackage(source).model,
  world: defaultWorld(),
  answers: 'auto',
  seed: 1,
  startedAt: Date.UTC(2026, 10, 20),
  speed: 'instant',
});

export const closureOf = (
  parts: ChartPackage,
  lookupImage: (reference: string) => ImageLookup = (reference) => ({
    found: false,
    reference,
    reason: 'tag',
  }),
): ImageClosure =>
  imageClosure(inputOf(packageOf(parts)), { schemas, lookupImage, signal: new AbortController().signal });

export const rehearseChart = (parts: ChartPackage): Promise<Outcome> =>
  collect(rehearse(inputOf(packageOf(parts)), { ...fakeDeps(), schemas }));

/** The same with the first failure's cure applied to it. */
export async function rehearseCured(parts: ChartPackage): Promise<{ failed: Outcome; cured: Outcome }> {
  const input = inputOf(packageOf(parts));
  const again = (now: RehearsalInput) => collect(rehearse(now, { ...fakeDeps(), schemas }));
  const failed = await again(input);
  const cure = failed.record.failures[0]?.cure;
  if (!cure) throw new Error(`no cure: ${JSON.stringify(failed.record.failures)}`);
  return { failed, cured: await again(applyCure(input, cure)) };
}

/** A pod's template of a Deployment called `web`. */
export const web = (pod: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
${pod.replace(/^/gm, '      ')}
`;
