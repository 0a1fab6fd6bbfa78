import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ImageUse, RenderedObject } from './types.ts';

const GROUPS = [
  ['initContainers', true],
  ['containers', false],
  ['ephemeralContainers', false],
] as const;

const at = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((inner, key) => (isJsonObject(inner) ? inner[key] : undefined), value);

/** Where each kind keeps its pod's specification. */
const POD_SPEC: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** Objects inside `List` kinds count as themselves. */
function unfold(object: JsonObject): JsonObject[] {
  const { kind, items } = object;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    return items.filter(isJsonObject).flatMap(unfold);
  }
  return [object];
}

/** The images that objects pull, in order of the objects, init containers before containers. */
export function imagesOf(objects: readonly RenderedObject[]): ImageUse[] {
  return objects.flatMap((rendered) =>
    unfold(rendered.object).flatMap((object) => {
      const kind = typeof object.kind === 'string' ? object.kind : '';
      const path = Object.hasOwn(POD_SPEC, kind) ? POD_SPEC[kind] : undefined;
      const spec = path === undefined ? undefined : at(object, ...path);
      const name = at(object, 'metadata', 'name');
      return podImages(spec, `${kind}/${typeof name === 'string' ? name : ''}`, rendered.source);
    }),
  );
}

function podImages(spec: Json | undefined, object: string, source: string): ImageUse[] {
  return GROUPS.flatMap(([group, init]) => {
    const list = at(spec, group);
    if (!Array.isArray(list)) return [];
    return list.filter(isJsonObject).flatMap((container) => {
      const { image, name, imagePullPolicy: policy } = container;
      if (typeof image !== 'string' || image === '') return [];
      return [
        {
          image,
          container: typeof name === 'string' ? name : '',
          init,
          ...(typeof policy === 'string' ? { pullPolicy: policy } : {}),
          object,
          source,
        },
      ];
    });
  });
}
