import type { RenderedObject } from '../helm/types.ts';
import type { JsonObject } from '../json.ts';
import { missingApi, refusalOf } from './admission.ts';
import { creationProblem, Quotas } from './creation.ts';
import { type Credentials, credentialsFor } from './credentials.ts';
import { looseEnds } from './loose.ts';
import { type Workload, workloadOf } from './pods.ts';
import { probeProblems } from './probes.ts';
import { checkReferences, type Findings } from './references.ts';
import { type Placement, PodScheduler } from './scheduler.ts';
import { Sources } from './sources.ts';
import { ClusterState, objectsOf } from './state.ts';
import type { ClusterSpec, KubeNode, KubeObject, Problem } from './types.ts';
import { apiVersionsOf } from './versions.ts';
import { looseClaims, volumeProblem } from './volumes.ts';

/** Why a workload's pods do not start. */
export interface PodFindings extends Findings {
  /** In the order in which Kubernetes comes to them. */
  readonly problems: readonly Problem[];
}

/**
 * A simulated Kubernetes cluster: what exists in it, what its API server refuses, where its scheduler puts pods, what its
 * kubelets wait for. It has no clock: callers let time pass. Programs in containers are not run; they are taken to work.
 */
export class Cluster {
  readonly state: ClusterState;
  readonly scheduler: PodScheduler;
  readonly #quotas: Quotas;

  constructor(spec: ClusterSpec) {
    this.state = new ClusterState(spec);
    this.scheduler = new PodScheduler(this.state);
    this.#quotas = new Quotas(this.state);
  }

  get spec(): ClusterSpec {
    return this.state.spec;
  }

  /** Group versions as `.Capabilities.APIVersions` has them, custom ones included. */
  apiVersions(): readonly string[] {
    const custom = this.state.all('CustomResourceDefinition').flatMap(({ object }) => customVersions(object));
    return [...apiVersionsOf(this.spec.version), ...custom];
  }

  lookup(apiVersion: string, kind: string, namespace: string, name: string): JsonObject | undefined {
    return this.state.lookup(apiVersion, kind, namespace, name);
  }

  /** Why Helm cannot even begin: a kind that the API server does not serve. */
  buildProblem(rendered: RenderedObject, namespace: string): Problem | undefined {
    return objectsOf(rendered, namespace)
      .map((object) => missingApi(this.state, object))
      .find((found) => found !== undefined);
  }

  /** Creates the objects of a document; the first refusal ends it, as it ends Helm's install. */
  create(rendered: RenderedObject, namespace: string): Problem | undefined {
    for (const object of objectsOf(rendered, namespace)) {
      const refused = refusalOf(this.state, object) ?? this.#quotas.takeObject(object);
      if (refused) return refused;
      this.state.add(object);
    }
    return undefined;
  }

  /** Adds without asking: what is known to come. */
  expect(rendered: RenderedObject, namespace: string): void {
    for (const object of objectsOf(rendered, namespace)) this.state.add(object);
  }

  remove(rendered: RenderedObject, namespace: string): void {
    for (const object of objectsOf(rendered, namespace)) this.state.remove(object);
  }

  /** The pods-running objects of a document. */
  workloads(rendered: RenderedObject, namespace: string): readonly Workload[] {
    return objectsOf(rendered, namespace).flatMap((object) => workloadOf(object) ?? []);
  }

  /** Why the pods of a workload cannot be created, mounted or configured. `later`: objects that are still to come. */
  check(workload: Workload, sources: Sources): PodFindings {
    const created = creationProblem(this.state, workload);
    const volumes = volumeProblem(this.state, workload);
    const { problems, guesses } = checkReferences(this.state, workload, sources);
    const probes = [...probeProblems(workload)];
    return {
      problems: [...(created ? [created] : []), ...(volumes ? [volumes] : []), ...problems, ...probes],
      guesses,
    };
  }

  sources(later: readonly RenderedObject[], namespace: string): Sources {
    return new Sources(
      this.state,
      later.flatMap((each) => objectsOf(each, namespace)),
    );
  }

  /** Takes quota for a pod and finds its place. */
  admitPod(workload: Workload): Problem | undefined {
    return this.#quotas.takePod(workload);
  }

  place(workload: Workload, on?: KubeNode): Placement {
    return this.scheduler.place(workload, on);
  }

  credentials(
    workload: Workload,
    host: string,
    isSame?: (one: string, other: string) => boolean,
  ): Credentials {
    return credentialsFor(this.state, workload, host, isSame);
  }

  /** What comes up and yet does not work: Services without pods, Ingresses without Services, … */
  looseEnds(): readonly Problem[] {
    const workloads = this.state.made().flatMap((object: KubeObject) => workloadOf(object) ?? []);
    return [...looseEnds(this.state, workloads), ...looseClaims(this.state, workloads)];
  }
}

function customVersions(definition: JsonObject): readonly string[] {
  const spec = definition.spec;
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return [];
  const { group, names, versions, version } = spec as JsonObject;
  const kind =
    typeof names === 'object' && names !== null && !Array.isArray(names) ? (names as JsonObject).kind : '';
  const listed = Array.isArray(versions)
    ? versions.flatMap((each) =>
        typeof each === 'object' && each !== null && !Array.isArray(each) ? [(each as JsonObject).name] : [],
      )
    : [version ?? ''];
  return listed.flatMap((each) => [
    `${String(group)}/${String(each)}`,
    `${String(group)}/${String(each)}/${String(kind)}`,
  ]);
}
