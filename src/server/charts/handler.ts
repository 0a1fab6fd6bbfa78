import type { IncomingMessage, ServerResponse } from 'node:http';
import { stringify } from 'yaml';
import { DrydockError, toDrydockError } from '../../core/errors/index.ts';
import {
  type ChartEntry,
  ChartStore,
  type Identity,
  isRepositoryName,
  type Registry,
} from '../../core/registry/index.ts';
import {
  drainBody,
  guardOrigin,
  guardSwitches,
  type OciOptions,
  readBody,
  retryAfter,
} from '../oci/index.ts';
import { demand, loginOf } from './access.ts';
import { parseMultipart } from './multipart.ts';
import { type ChartTarget, chartRoute } from './route.ts';

/** Bytes of an upload; ChartMuseum takes 20 MiB too. */
const UPLOAD_LIMIT = 20 * 1024 * 1024;

/** Charts up to which an index is written for people too. */
const YAML_ENTRIES = 200;

/** Serves the ChartMuseum API below /chartrepo/; false, and nothing done, for other paths. Never rejects. */
export type ChartHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * The API that `helm repo add` and `helm cm-push` use (github.com/helm/chartmuseum, README "API"), on the charts that
 * `helm push oci://…` stores. The same guards as the registry's.
 */
export function createChartHandler(registry: Registry, options: OciOptions = {}): ChartHandler {
  const store = new ChartStore(registry);
  return async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '/').split('?', 2);
    const target = chartRoute(path);
    if (!target) return false;
    try {
      const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
      const effect = method === 'GET' ? 'read' : method === 'DELETE' ? 'delete' : 'push';
      guardOrigin(request, effect, options);
      const policy = registry.access.policy();
      const identity = policy.auth ? await loginOf(request, response, registry.access) : undefined;
      guardSwitches(effect, policy, options);
      if (!isRepositoryName(target.namespace))
        throw new DrydockError('REGISTRY_NAME_INVALID', { name: target.namespace });
      await answer({
        registry,
        store,
        request,
        response,
        target,
        method,
        identity,
        query: new URLSearchParams(query),
      });
    } catch (error) {
      drainBody(request);
      sendFailure(response, error);
    }
    return true;
  };
}

interface Exchange {
  readonly registry: Registry;
  readonly store: ChartStore;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: ChartTarget;
  readonly method: string;
  /** Who asks; undefined while nobody has to log in. */
  readonly identity: Identity | undefined;
  readonly query: URLSearchParams;
}

async function answer(exchange: Exchange): Promise<void> {
  const { store, target, method, response } = exchange;
  const { namespace } = target;
  if (method === 'GET' && target.kind === 'index') {
    const entries = await entriesFor(exchange);
    const index = indexOf(entries);
    // JSON is YAML as well, and is written a hundred times as fast.
    const text = entries.length > YAML_ENTRIES ? JSON.stringify(index) : stringify(index);
    return send(response, 200, 'application/yaml', text);
  }
  if (method === 'GET' && target.kind === 'file') return sendFile(exchange, target.file);
  if (method === 'GET' && (target.kind === 'charts' || target.kind === 'chart')) return sendList(exchange);
  if (method === 'POST' && target.kind === 'charts') return upload(exchange);
  if (method === 'POST' && target.kind === 'prov') {
    const fields = await readForm(exchange, 'prov');
    await store.putProvenance(namespace, fields.get('prov') ?? Buffer.alloc(0), mayPush(exchange));
    return sendJson(response, 201, { saved: true });
  }
  if (method === 'DELETE' && target.kind === 'chart' && target.version !== undefined) {
    demand(exchange.identity, 'delete', `${namespace}/${target.name}`);
    await store.remove(namespace, target.name, target.version);
    return sendJson(response, 200, { deleted: true });
  }
  throw new DrydockError('REGISTRY_UNSUPPORTED', { operation: method });
}

/** The charts of the namespace that the account may pull. */
async function entriesFor({ store, target, identity }: Exchange): Promise<readonly ChartEntry[]> {
  const entries = await store.list(target.namespace);
  if (!identity) return entries;
  return entries.filter(({ name }) => identity.may('pull', `${target.namespace}/${name}`));
}

/** Which repository an upload goes to is known once the chart was read. */
const mayPush =
  ({ identity }: Exchange) =>
  (repository: string): void =>
    demand(identity, 'push', repository);

/** index.yaml (helm.sh/docs/topics/chart_repository); `contextPath` tells cm-push where the API is. */
const indexOf = (entries: readonly ChartEntry[]) => ({
  apiVersion: 'v1',
  entries: byName(entries),
  generated:
    entries
      .map(({ created }) => created)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00.000Z',
  serverInfo: { contextPath: '/chartrepo' },
});

const viewOf = ({ metadata, created, digest, name, version }: ChartEntry) => ({
  ...metadata,
  created,
  digest,
  urls: [`charts/${name}-${version}.tgz`],
});

function byName(entries: readonly ChartEntry[]): Record<string, unknown[]> {
  const all = new Map<string, unknown[]>();
  for (const entry of entries) {
    const list = all.get(entry.name) ?? [];
    list.push(viewOf(entry));
    all.set(entry.name, list);
  }
  return Object.fromEntries(all);
}

async function sendList(exchange: Exchange): Promise<void> {
  const { target, response } = exchange;
  const entries = await entriesFor(exchange);
  if (target.kind !== 'chart') return sendJson(response, 200, byName(entries));
  const { name, version, namespace } = target;
  const found = entries.filter((each) => each.name === name && (!version || each.version === version));
  if (found.length === 0)
    throw new DrydockError('REGISTRY_CHART_UNKNOWN', { namespace, name, version: version ?? '*' });
  const views = found.map(viewOf);
  sendJson(response, 200, version === undefined ? views : views[0]);
}

/** `<name>-<version>.tgz`: names may hold dashes and digits too, so every split that could be is tried. */
async function sendFile(
  { registry, store, target, request, response, identity }: Exchange,
  file: string,
): Promise<void> {
  const { namespace } = target;
  const [, stem = '', isProvenance] = /^(.+)\.tgz(\.prov)?$/.exec(file) ?? [];
  for (let dash = stem.indexOf('-'); dash !== -1; dash = stem.indexOf('-', dash + 1)) {
    const [name, version] = [stem.slice(0, dash), stem.slice(dash + 1)];
    if (!store.has(namespace, name, version)) continue;
    demand(identity, 'pull', `${namespace}/${name}`);
    const info = store.file(namespace, name, version, isProvenance ? 'provenance' : 'chart');
    const content = await registry.blobs.read(info, UPLOAD_LIMIT);
    return send(
      response,
      200,
      'application/gzip',
      request.method === 'HEAD' ? undefined : content,
      info.size,
    );
  }
  throw new DrydockError('REGISTRY_CHART_UNKNOWN', { namespace, name: file, version: '' });
}

async function upload(exchange: Exchange): Promise<void> {
  const { store, target, response, query } = exchange;
  const fields = await readForm(exchange, 'chart');
  const provenance = fields.get('prov');
  const force = query.get('force');
  await store.put(target.namespace, fields.get('chart') ?? Buffer.alloc(0), {
    overwrite: force !== null && force !== 'false',
    mayStore: mayPush(exchange),
    ...(provenance && { provenance }),
  });
  sendJson(response, 201, { saved: true });
}

/** A form, or the bare file as `curl --data-binary` sends it, under the name `bare`. */
async function readForm({ request, response }: Exchange, bare: string): Promise<ReadonlyMap<string, Buffer>> {
  const body = await readBody(request, response, UPLOAD_LIMIT, { what: 'chart' });
  const type = request.headers['content-type'] ?? '';
  return type.toLowerCase().startsWith('multipart/form-data')
    ? parseMultipart(body, type)
    : new Map([[bare, body]]);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer | undefined,
  size = Buffer.byteLength(body ?? ''),
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': size });
  response.end(body);
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, 'application/json', JSON.stringify(value));

/** ChartMuseum's form of an error. */
function sendFailure(response: ServerResponse, thrown: unknown): void {
  const error = toDrydockError(thrown, { what: 'chart request' });
  if (response.headersSent) response.destroy();
  else {
    const wait = retryAfter(error);
    if (wait['retry-after'] !== undefined) response.setHeader('retry-after', wait['retry-after']);
    sendJson(response, error.http, { error: error.message });
  }
}
