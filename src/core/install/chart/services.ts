import type { RenderedObject } from '../../helm/types.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Failure } from '../events.ts';
import { publicIp } from '../resources/addresses.ts';
import { checkReference } from '../resources/index.ts';
import { firstText, texts } from '../values.ts';
import type { ReleasedService } from '../world-view.ts';
import type { Installation } from './installation.ts';

const INTERNAL = 'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid';
const EXISTING = 'service.kubernetes.io/tke-existed-lbid';
const GROUPS = 'service.cloud.tencent.com/security-groups';

const child = (object: JsonObject, name: string): JsonObject => {
  const value = object[name];
  return isJsonObject(value) ? value : {};
};

const annotations = (object: RenderedObject): JsonObject =>
  child(child(object.object, 'metadata'), 'annotations');

/** Ids in a Service's annotations exist like those in arguments. */
export function checkServiceIds({ subject, rendered }: Installation): Failure | undefined {
  for (const object of rendered.objects) {
    if (object.kind !== 'Service') continue;
    const notes = annotations(object);
    const ids = [
      ...texts(notes[INTERNAL]).map((id) => ['subnet', id] as const),
      ...texts(notes[EXISTING]).map((id) => ['clb', id] as const),
      ...texts(notes[GROUPS])
        .flatMap((list) => list.split(','))
        .map((id) => ['security-group', id.trim()] as const),
    ];
    for (const [kind, id] of ids) {
      const failed = id === '' ? undefined : checkReference(subject, 'chart_values', kind, id);
      if (failed) return failed;
    }
  }
  return undefined;
}

/** The chart's Services with the addresses that their load balancers get. */
export function releaseServices({ run, subject, rendered }: Installation): readonly ReleasedService[] {
  return rendered.objects
    .filter((object) => object.kind === 'Service')
    .map((object) => {
      const random = run.seeds.for('service', subject.address, object.name);
      const notes = annotations(object);
      const type = firstText(child(object.object, 'spec').type) ?? 'ClusterIP';
      if (type !== 'LoadBalancer') return { name: object.name, type, host: undefined, internal: false };
      const subnet = firstText(notes[INTERNAL]);
      const existing = run.view.made(firstText(notes[EXISTING]) ?? '');
      if (existing) {
        const internal = firstText(existing.attributes.network_type) === 'INTERNAL';
        return { name: object.name, type, host: firstText(existing.attributes.clb_vips), internal };
      }
      const host =
        subnet === undefined
          ? publicIp(random)
          : run.view.privateIp(run.view.subnet(subnet)?.cidr ?? '10.0.0.0/16', random);
      return { name: object.name, type, host, internal: subnet !== undefined };
    });
}
