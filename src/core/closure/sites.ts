import { parseAllDocuments } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Plan, PlannedResource } from '../terraform/index.ts';
import { looksLikeImage } from './references.ts';

/** An image that a resource names by itself. */
export interface NamedImage {
  readonly resource: PlannedResource;
  /** Top-level argument that holds it. */
  readonly argument: string;
  readonly image: string;
  /** A program may pull it: the resource only passes the name on. */
  readonly byProgram: boolean;
}

const DEEPEST = 30;
const MOST_DOCUMENTS = 500;

const argsOf = ({ args }: PlannedResource): JsonObject => (isJsonObject(args.value) ? args.value : {});

function jsonOf(text: Json | undefined): JsonObject {
  if (typeof text !== 'string') return {};
  try {
    const read = JSON.parse(text) as Json;
    return isJsonObject(read) ? read : {};
  } catch {
    return {};
  }
}

/** Images below keys of containers: `container`, `init_container`, `containers`, … */
function* containerImages(value: Json | undefined, inside: boolean, depth: number): Generator<string> {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* containerImages(each, inside, depth + 1);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [name, each] of Object.entries(value)) {
    if (inside && (name === 'image' || name === 'container_image') && typeof each === 'string') {
      if (each !== '') yield each;
    } else {
      const container = /^((init|ephemeral)_?)?containers?$|^container_spec$/i.test(name);
      yield* containerImages(each, container, depth + 1);
    }
  }
}

/** Images that a value passes on under keys called `image`, `repository` with `tag`, or `…_image`. */
function* passedImages(value: Json | undefined, depth: number): Generator<string> {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* passedImages(each, depth + 1);
    return;
  }
  if (!isJsonObject(value)) return;
  const { repository, tag } = value;
  if (typeof repository === 'string' && (typeof tag === 'string' || typeof tag === 'number')) {
    const image = `${typeof value.registry === 'string' ? `${value.registry}/` : ''}${repository}:${tag}`;
    if (looksLikeImage('IMAGE', image)) yield image;
  }
  for (const [name, each] of Object.entries(value)) {
    if (typeof each === 'string') {
      if (looksLikeImage(name.toUpperCase(), each)) yield each;
    } else yield* passedImages(each, depth + 1);
  }
}

function decodedJson(text: string): JsonObject {
  const plain = jsonOf(text);
  if (Object.keys(plain).length > 0) return plain;
  return jsonOf(Buffer.from(text, 'base64').toString('utf8'));
}

/** Objects of a text of YAML documents; undefined for what is none. */
function yamlObjects(text: string): readonly Json[] | undefined {
  try {
    return parseAllDocuments(text, { logLevel: 'silent' })
      .slice(0, MOST_DOCUMENTS)
      .map((each) => each.toJS({ maxAliasCount: 50 }) as Json);
  } catch {
    return undefined;
  }
}

/** Images that a plan's resources name: containers of the cloud, of Kubernetes' and Docker's providers, of manifests and add-ons. */
export function namedImages(plan: Plan): readonly NamedImage[] {
  return plan.resources.filter((each) => each.mode === 'managed').flatMap((each) => [...imagesOf(each)]);
}

function* imagesOf(resource: PlannedResource): Generator<NamedImage> {
  const args = argsOf(resource);
  const { type } = resource;
  const named = (argument: string, image: Json | undefined, byProgram = false): readonly NamedImage[] =>
    typeof image === 'string' && image !== '' ? [{ resource, argument, image, byProgram }] : [];
  if (type === 'docker_image') yield* named('name', args.name);
  if (type === 'docker_container') yield* named('image', args.image);
  if (type === 'tencentcloud_scf_function') {
    const [config] = Array.isArray(args.image_config) ? args.image_config : [args.image_config];
    if (isJsonObject(config)) yield* named('image_config', config.image_uri);
  }
  if (type === 'tencentcloud_tsf_deploy_container_group') {
    const { server, repo_name: name, tag_name: tag } = args;
    if (typeof server === 'string' && typeof name === 'string' && typeof tag === 'string')
      yield* named('repo_name', `${server}/${name}:${tag}`);
  }
  if (type === 'tencentcloud_kubernetes_addon' || type === 'tencentcloud_kubernetes_addon_config') {
    if (typeof args.raw_values === 'string')
      for (const image of passedImages(decodedJson(args.raw_values), 0))
        yield* named('raw_values', image, true);
  }
  if (type === 'tencentcloud_kubernetes_cluster' && Array.isArray(args.extension_addon)) {
    for (const each of args.extension_addon)
      if (isJsonObject(each) && typeof each.param === 'string')
        for (const image of passedImages(decodedJson(each.param), 0))
          yield* named('extension_addon', image, true);
  }
  if (
    /^(tencentcloud_(eks_container_instance|lighthouse_instance)$|kubernetes_|docker_service$)/.test(type)
  ) {
    for (const [argument, value] of Object.entries(args))
      for (const image of containerImages({ [argument]: value }, false, 0)) yield* named(argument, image);
  }
  for (const argument of ['yaml_body', 'manifest', 'content', 'body'] as const) {
    const value = args[argument];
    if (typeof value === 'string' && /^(kubectl_|kubernetes_|k8s_)/.test(type))
      for (const object of yamlObjects(value) ?? [])
        for (const image of containerImages(object, false, 0)) yield* named(argument, image);
  }
}
