import type { BranchWatch } from '../helm/index.ts';
import type { ImageUse, RenderedObject, RenderResult } from '../helm/types.ts';
import type { JsonObject } from '../json.ts';
import type { KubernetesFinding } from '../kubernetes/index.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import type { Provenance } from './provenance.ts';

export interface ChartRequest {
  /** Folder or .tgz of the chart, relative to the package's root. */
  readonly path: string;
  readonly values: JsonObject;
  readonly release: string;
  readonly namespace: string;
  /** True: `.Release.IsUpgrade`. */
  readonly upgrade?: boolean;
  /** `.Release.Revision`; 1 where absent. */
  readonly revision?: number;
  /** `v1.30.0`. */
  readonly kubeVersion: string;
  /** API versions that the cluster serves, for `.Capabilities`. */
  readonly apiVersions?: readonly string[];
  /** Watches the branches of the templates. */
  readonly branches?: BranchWatch;
  /** Answers `lookup` from the cluster. */
  readonly lookup?: (
    apiVersion: string,
    kind: string,
    namespace: string,
    name: string,
  ) => JsonObject | undefined;
}

/** What a rehearsal uses of a rendering. */
export type RenderedChart = Pick<RenderResult, 'notes' | 'objects' | 'hooks'>;

/** How the rehearsal reaches Helm. Errors: DrydockError of the helm part, with the place in the chart. */
export interface Charts {
  /** True when the package has a chart at a path. */
  has(path: string): boolean;
  render(request: ChartRequest): RenderedChart;
  /** Custom resource definitions of the chart's crds/ folders, which Helm installs first. */
  crdsOf?(path: string): readonly RenderedObject[];
  imagesOf(object: RenderedObject): readonly ImageUse[];
  /** SHA-256 of the chart's files: tells whether a chart is still the same. */
  digest?(path: string): string;
  /** What Kubernetes of a version (`v1.30.0`) says of the objects: what it refuses, drops or will soon refuse. */
  check?(objects: readonly RenderedObject[], kubeVersion: string): readonly KubernetesFinding[];
}

/** What is known of the package while it is installed. */
export interface PackageFacts {
  readonly cloudappId: string;
  /** The package's id; made up where package.yaml still has the placeholder. */
  readonly packageId: string;
  readonly provenance: Provenance;
  readonly charts: Charts;
  /** Everything that the plan creates. */
  readonly resources?: readonly PlannedResource[];
}
