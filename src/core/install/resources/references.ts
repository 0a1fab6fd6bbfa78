import { text } from '../../text.ts';
import { hasImage } from '../../world/index.ts';
import type { Failure } from '../events.ts';
import type { FaultKind } from '../input.ts';
import { blocks, texts } from '../values.ts';
import type { WorldView } from '../world-view.ts';
import type { Behaviour, ReferenceKind } from './behaviour.ts';
import { idKinds, kindOfId } from './id-kinds.ts';
import type { Subject } from './subject.ts';

const MISSING: Partial<Record<ReferenceKind, FaultKind>> = {
  vpc: 'network-missing',
  subnet: 'subnet-missing',
  'security-group': 'security-group-missing',
  'machine-image': 'machine-image-missing',
};

/** True when a fault takes away what the id names; what the package itself made stays. */
function isStruck(view: WorldView, kind: ReferenceKind, id: string): boolean {
  const fault = MISSING[kind];
  return fault !== undefined && view.made(id) === undefined && view.struck(fault, id);
}

/** What is known of an id: where it is, that it is somewhere, or nothing. */
type Found = { readonly region?: string } | undefined;

function find(view: WorldView, kind: ReferenceKind, id: string): Found {
  const made = view.made(id);
  if (made) return { region: made.region };
  const { world } = view;
  switch (kind) {
    case 'vpc':
      return view.vpc(id);
    case 'subnet': {
      const subnet = view.subnet(id);
      return subnet && { ...regionOf(view.vpc(subnet.vpc)?.region) };
    }
    case 'security-group':
      return view.securityGroup(id);
    case 'machine-image':
      return hasImage(world, id)
        ? regionOf(world.images.find((image) => image.id === id)?.region)
        : undefined;
    case 'certificate':
      return view.certificate(id) && {};
    case 'key-pair':
      return world.keyPairs.some((pair) => pair.id === id) ? {} : undefined;
    case 'clb':
      return world.loadBalancers.find((each) => each.id === id);
    case 'instance':
      return world.instances.find((each) => each.id === id);
    default:
      return undefined;
  }
}

const regionOf = (region: string | undefined): Found => (region === undefined ? {} : { region });

/** `worker_config.subnet_id` → `worker_config.0.subnet_id`, … for each block of that name; none where the block is not written. */
export function expand(subject: Subject, path: string): readonly string[] {
  const dot = path.indexOf('.');
  if (dot === -1) return [path];
  const [block, rest] = [path.slice(0, dot), path.slice(dot + 1)];
  const value = subject.args[block];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [path];
  return blocks(subject.args, block).map((each) => `${block}.${value.indexOf(each)}.${rest}`);
}

/** Every id that the resource refers to exists, is of the wanted kind and lies in its region; unlisted ones are assumed in an open world. */
export function checkReferences(
  subject: Subject,
  refers: NonNullable<Behaviour['refers']>,
): Failure | undefined {
  for (const [pattern, kind] of Object.entries(refers)) {
    for (const path of expand(subject, pattern)) {
      for (const id of texts(subject.value(path))) {
        const failed = checkReference(subject, path, kind, id);
        if (failed) return failed;
      }
    }
  }
  return undefined;
}

/** One id; also used for ids that stand elsewhere than in arguments. */
export function checkReference(
  subject: Subject,
  path: string,
  kind: ReferenceKind,
  id: string,
): Failure | undefined {
  const { name, widget, prefix } = idKinds[kind];
  const actual = kindOfId(id);
  if (prefix !== undefined && actual !== undefined && actual !== kind) {
    return subject.fail('SIM_ID_WRONG_KIND', path, { id, wanted: name, kind: idKinds[actual].name });
  }
  if (
    kind === 'machine-image' &&
    subject.view.made(id) === undefined &&
    subject.view.struck('image-not-shared', id)
  )
    return subject.fail('SIM_MACHINE_IMAGE_NOT_SHARED', path, { id });
  const missing = isStruck(subject.view, kind, id);
  const found = missing ? undefined : find(subject.view, kind, id);
  if (!found) {
    if (subject.view.closed || missing) {
      const gone = missing
        ? text(`The ${name.en} ${id} is taken away by a fault.`, `该故障移除了${name['zh-CN']} ${id}。`)
        : undefined;
      return subject.fail('SIM_ID_NOT_FOUND', path, { id, kind: name, widget }, gone);
    }
    subject.assume(
      'ASSUMED_ID',
      path,
      text(
        `The ${name.en} ${id} is assumed to exist: the world does not list it.`,
        `假设${name['zh-CN']} ${id} 存在:世界文件未列出它。`,
      ),
    );
    return undefined;
  }
  if (found.region === undefined || found.region === subject.region || subject.region === '')
    return undefined;
  return subject.fail('SIM_WRONG_REGION', path, { id, kind: name, actual: found.region });
}
