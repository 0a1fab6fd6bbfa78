import { describe, expect, it } from 'vitest';
import type { ImageLookup, Platform } from '../../../src/core/registry/types.ts';
import { type ChartPackage, closureOf, web } from './packages.ts';

const found =
  (...architectures: string[]) =>
  (reference: string): ImageLookup => ({
    found: true,
    reference,
    repository: reference,
    digest: `sha256:${'a'.repeat(64)}`,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    size: 1,
    platforms: architectures.map((architecture): Platform => ({ os: 'linux', architecture })),
  });
const HOST = 'cloudapp.tencentcloudcr.com/app';
const container = (image: string): string => `containers:\n  - name: main\n    image: ${image}`;
const names = (parts: ChartPackage) =>
  closureOf(parts).images.map((each) => [each.image, each.reach, each.when]);

describe('the image closure', () => {
  it('is ready when the registry has all', () => {
    const parts = { templates: { 'web.yaml': web(container(`${HOST}/web:1.0`)) } };
    const there = closureOf(parts, found('amd64', 'arm64'));
    expect(there).toMatchObject({ verdict: 'ready', unbounded: [] });
    expect(there.images[0]).toMatchObject({
      status: 'present',
      objects: ['Deployment/web'],
      platforms: [{}, {}],
    });
    const missing = closureOf(parts);
    expect(missing.verdict).toBe('not-ready');
    expect(missing.findings[0]).toMatchObject({
      code: 'IMAGE_MISSING',
      place: { file: 'software/chart/templates/web.yaml', range: { start: { line: 14 } } },
    });
  });

  it('tries every finite answer, alone and in Terraform', () => {
    const parts = {
      values: '{ mode = var.mode, extra = var.mode == "ha" ? "sentinel" : "none" }',
      templates: {
        'web.yaml': web(
          `{{ if eq .Values.mode "ha" }}${container(`${HOST}/ha:1`)}{{ else }}${container(`${HOST}/single:1`)}{{ end }}`,
        ),
        'more.yaml': web(container(`${HOST}/{{ .Values.extra }}:1`)).replaceAll('web', 'more'),
      },
    };
    expect(names(parts)).toEqual([
      [`${HOST}/ha:1`, 'answers', 'mode=ha'],
      [`${HOST}/none:1`, 'answers', 'mode=single'],
      [`${HOST}/sentinel:1`, 'answers', 'mode=ha'],
      [`${HOST}/single:1`, 'answers', 'mode=single'],
    ]);
  });

  it('goes through branches that free answers decide, nested ones too, and leaves those that nothing can open', () => {
    const inner = `{{ if .Values.debug }}${container(`${HOST}/never:1`)}{{ else if eq .Values.tag "special" }}${container(`${HOST}/special:1`)}{{ else }}${container(`${HOST}/usual:1`)}{{ end }}`;
    const parts = {
      values: '{ tag = var.tag }',
      defaults: 'debug: false\n',
      templates: { 'web.yaml': web(inner) },
    };
    expect(names(parts)).toEqual([
      [`${HOST}/special:1`, 'branch', undefined],
      [`${HOST}/usual:1`, 'always', undefined],
    ]);
  });

  it('follows variables and named templates to the values behind a condition', () => {
    const parts = {
      values: '{ tag = var.tag }',
      templates: {
        '_helpers.tpl': '{{ define "is.special" }}{{ if eq .Values.tag "special" }}yes{{ end }}{{ end }}',
        'web.yaml': web(
          `{{ $mode := include "is.special" . }}{{ if eq $mode "yes" }}${container(`${HOST}/special:1`)}{{ else }}${container(`${HOST}/usual:1`)}{{ end }}`,
        ),
      },
    };
    expect(names(parts).map(([image]) => image)).toEqual([`${HOST}/special:1`, `${HOST}/usual:1`]);
  });

  it('says where an image is made of a free answer or of what only the cloud knows', () => {
    const free = closureOf(
      {
        values: '{ tag = var.tag }',
        templates: { 'web.yaml': web(container(`${HOST}/web:{{ .Values.tag }}`)) },
      },
      found('amd64'),
    );
    expect(free.verdict).toBe('unknown');
    expect(free.unbounded).toMatchObject([
      { place: { file: 'software/chart/templates/web.yaml', range: { start: { line: 14 } } } },
    ]);
    const cloud = closureOf({
      values: '{ host = tencentcloud_eks_cluster.eks.id }',
      templates: { 'web.yaml': web(container('{{ .Values.host }}/web:1')) },
    });
    expect(cloud.unbounded[0]?.message.en).toContain('only the cloud knows');
  });

  it('finds images in hooks, init containers, lists, custom resources and variables', () => {
    const parts = {
      templates: {
        'web.yaml': web(
          `initContainers:\n  - name: i\n    image: ${HOST}/init:1\n${container(`${HOST}/web:1`)}\n    env:\n      - { name: RUNNER_IMAGE, value: ${HOST}/runner:1 }`,
        ),
        'job.yaml': `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: j\n  annotations: { "helm.sh/hook": post-install }\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      ${container(`${HOST}/hook:1`).replaceAll('\n', '\n      ')}\n`,
        'list.yaml': `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: p }\n    spec:\n      containers: [{ name: a, image: "${HOST}/listed:1" }]\n`,
      },
    };
    expect(names(parts).map(([image, reach]) => [image?.replace(`${HOST}/`, ''), reach])).toEqual([
      ['hook:1', 'always'],
      ['init:1', 'always'],
      ['listed:1', 'always'],
      ['runner:1', 'program'],
      ['web:1', 'always'],
    ]);
  });

  it.each([
    [`${HOST}/web`, 'IMAGE_LATEST', 'warning'],
    [`${HOST}/web:latest`, 'IMAGE_LATEST', 'warning'],
    [`${HOST}/web:1`, 'IMAGE_TAG_MUTABLE', 'info'],
    ['localhost:5000/web:1', 'IMAGE_HOST_UNREACHABLE', 'error'],
    ['registry.internal/web:1', 'IMAGE_HOST_UNREACHABLE', 'error'],
    ['nginx:1', 'IMAGE_NEEDS_EGRESS', 'info'],
    ['acme.tencentcloudcr.com/app/web:1', 'IMAGE_NEEDS_EGRESS', 'warning'],
    [`"${HOST}/\${packageId}/web:1"`, 'IMAGE_TAG_MUTABLE', 'info'],
  ])('%s: %s', (image, code, severity) => {
    const { findings } = closureOf({ templates: { 'web.yaml': web(container(image)) } }, found('amd64'));
    expect(findings).toContainEqual(expect.objectContaining({ code, severity }));
  });

  it('holds images against the nodes that the package creates', () => {
    const { findings, verdict } = closureOf(
      { templates: { 'web.yaml': web(container(`${HOST}/web:1`)) } },
      found('arm64'),
    );
    expect(verdict).toBe('not-ready');
    expect(findings[0]).toMatchObject({ code: 'IMAGE_PLATFORM', severity: 'error' });
  });
});
