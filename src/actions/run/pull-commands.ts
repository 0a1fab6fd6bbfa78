import type { ManifestView } from '../../core/registry/index.ts';
import type { PullCommand } from '../registry-views.ts';

/**
 * Command lines that fetch an image from the registry at `address`; `suffix` is `:tag` or `@digest`. Docker trusts
 * loopback addresses without TLS, the others must be told.
 */
export function pullCommands(
  address: string,
  repository: string,
  suffix: string,
  { chart, images, mediaType }: Pick<ManifestView, 'chart' | 'images' | 'mediaType'>,
): readonly PullCommand[] {
  const name = `${address}/${repository}`;
  if (chart) {
    // Helm writes `+` of a version as `_` in tags.
    const version = suffix.startsWith(':') ? suffix.slice(1).replaceAll('_', '+') : chart.version;
    return [{ tool: 'helm', line: `helm pull oci://${name} --version ${version} --plain-http` }];
  }
  const isImage = images.length > 0 || /index|manifest\.list/.test(mediaType);
  if (!isImage) return [{ tool: 'oras', line: `oras pull --plain-http ${name}${suffix}` }];
  const base = repository.split('/').at(-1) ?? repository;
  return [
    { tool: 'docker', line: `docker pull ${name}${suffix}` },
    { tool: 'podman', line: `podman pull --tls-verify=false ${name}${suffix}` },
    {
      tool: 'skopeo',
      line: `skopeo copy --all --src-tls-verify=false docker://${name}${suffix} oci:${base}`,
    },
  ];
}
