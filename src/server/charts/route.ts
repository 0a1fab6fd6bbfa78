/** What a path of the ChartMuseum API speaks of. Names are not checked yet. */
export type ChartTarget =
  | { readonly kind: 'index'; readonly namespace: string }
  | { readonly kind: 'file'; readonly namespace: string; readonly file: string }
  | { readonly kind: 'charts'; readonly namespace: string }
  | { readonly kind: 'prov'; readonly namespace: string }
  | { readonly kind: 'chart'; readonly namespace: string; readonly name: string; readonly version?: string };

const REPOSITORY = /^\/chartrepo\/(?!api\/)(.+)\/(?:(index\.yaml)|charts\/([^/]+))$/;
/** cm-push puts `/api` behind the context path that the index tells; Harbor has it in front. Both are taken. */
const API = /^\/(?:chartrepo\/api|api\/chartrepo)\/(.+?)\/(?:(prov)|charts(?:\/([^/]+)(?:\/([^/]+))?)?)$/;

/** Undefined: not a path of the chart API. */
export function chartRoute(path: string): ChartTarget | undefined {
  const decoded = decode(path);
  const found = REPOSITORY.exec(decoded);
  if (found) {
    const [, namespace = '', index, file = ''] = found;
    return index ? { kind: 'index', namespace } : { kind: 'file', namespace, file };
  }
  const [, namespace, prov, name, version] = API.exec(decoded) ?? [];
  if (namespace === undefined) return undefined;
  if (prov) return { kind: 'prov', namespace };
  if (name === undefined) return { kind: 'charts', namespace };
  return version === undefined
    ? { kind: 'chart', namespace, name }
    : { kind: 'chart', namespace, name, version };
}

function decode(path: string): string {
  try {
    return path.includes('%') ? decodeURIComponent(path) : path;
  } catch {
    return '';
  }
}
