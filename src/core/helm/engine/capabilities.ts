import { struct } from '../chart/model.ts';
import { fn, type GoFunc } from '../go/func.ts';
import { type GoObject, sliceOf, type Value } from '../go/value.ts';
import { parseVersion, versionText } from '../sprig/semver.ts';
import { MethodSlice } from '../template/methods.ts';

export interface CapabilityOptions {
  /** Such as `1.29.0` or `v1.29.0`. */
  readonly kubeVersion?: string;
  /** Group versions, and `group/version/Kind` where kinds are known. */
  readonly apiVersions?: readonly string[];
}

export const DEFAULT_KUBE_VERSION = '1.29.0';

/** Group versions that client-go registers, which is what `helm template` knows without a cluster (source: client-go scheme, Kubernetes 1.29). */
export const DEFAULT_API_VERSIONS: readonly string[] = [
  'v1',
  'admissionregistration.k8s.io/v1',
  'admissionregistration.k8s.io/v1alpha1',
  'admissionregistration.k8s.io/v1beta1',
  'apiextensions.k8s.io/v1',
  'apiextensions.k8s.io/v1beta1',
  'apps/v1',
  'apps/v1beta1',
  'apps/v1beta2',
  'authentication.k8s.io/v1',
  'authentication.k8s.io/v1alpha1',
  'authentication.k8s.io/v1beta1',
  'authorization.k8s.io/v1',
  'authorization.k8s.io/v1beta1',
  'autoscaling/v1',
  'autoscaling/v2',
  'autoscaling/v2beta1',
  'autoscaling/v2beta2',
  'batch/v1',
  'batch/v1beta1',
  'certificates.k8s.io/v1',
  'certificates.k8s.io/v1alpha1',
  'certificates.k8s.io/v1beta1',
  'coordination.k8s.io/v1',
  'coordination.k8s.io/v1beta1',
  'discovery.k8s.io/v1',
  'discovery.k8s.io/v1beta1',
  'events.k8s.io/v1',
  'events.k8s.io/v1beta1',
  'extensions/v1beta1',
  'flowcontrol.apiserver.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1beta1',
  'flowcontrol.apiserver.k8s.io/v1beta2',
  'flowcontrol.apiserver.k8s.io/v1beta3',
  'internal.apiserver.k8s.io/v1alpha1',
  'networking.k8s.io/v1',
  'networking.k8s.io/v1alpha1',
  'networking.k8s.io/v1beta1',
  'node.k8s.io/v1',
  'node.k8s.io/v1alpha1',
  'node.k8s.io/v1beta1',
  'policy/v1',
  'policy/v1beta1',
  'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/v1alpha1',
  'rbac.authorization.k8s.io/v1beta1',
  'resource.k8s.io/v1alpha2',
  'scheduling.k8s.io/v1',
  'scheduling.k8s.io/v1alpha1',
  'scheduling.k8s.io/v1beta1',
  'storage.k8s.io/v1',
  'storage.k8s.io/v1alpha1',
  'storage.k8s.io/v1beta1',
];

class VersionSet extends MethodSlice {
  override method(name: string): GoFunc | undefined {
    return name === 'Has' ? fn('string', (version: string) => this.includes(version)) : undefined;
  }
}

/** `v1.29.0` of any spelling of a Kubernetes version. */
export const kubeVersionText = (version: string): string => `v${versionText(parseVersion(version))}`;

/** `.Capabilities` of templates. */
export function capabilitiesObject(options: CapabilityOptions): GoObject {
  const version = parseVersion(options.kubeVersion ?? DEFAULT_KUBE_VERSION);
  const text = `v${versionText(version)}`;
  const kube = struct(
    'chartutil.KubeVersion',
    [
      ['Version', text],
      ['Major', version.major.toString()],
      ['Minor', version.minor.toString()],
    ],
    [
      ['Version', text],
      ['Major', version.major.toString()],
      ['Minor', version.minor.toString()],
    ],
    text,
  );
  const versions: Value[] = new VersionSet();
  versions.push(...(options.apiVersions ?? DEFAULT_API_VERSIONS));
  const helm = struct(
    'version.BuildInfo',
    [
      ['Version', 'v3.14'],
      ['GitCommit', ''],
      ['GitTreeState', ''],
      ['GoVersion', 'go1.21.7'],
    ],
    [
      ['version', 'v3.14'],
      ['go_version', 'go1.21.7'],
    ],
  );
  return struct('*chartutil.Capabilities', [
    ['KubeVersion', kube],
    ['APIVersions', sliceOf('string', versions)],
    ['HelmVersion', helm],
  ]);
}
