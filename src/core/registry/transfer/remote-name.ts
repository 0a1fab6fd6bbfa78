import { DrydockError } from '../../errors/index.ts';
import { DEFAULT_HOST, parseImageReference } from '../image-reference.ts';
import { isThisMachine } from './http.ts';

/** An image (or, without reference, a repository) of another registry. */
export interface RemoteName {
  /** `host[:port]`, as image names have it. */
  readonly host: string;
  readonly repository: string;
  /** Tag or digest as written; undefined where the name has neither. */
  readonly reference?: string;
}

/** Reads `host/repository[:tag][@digest]` as docker does; a digest wins over a tag. Errors: TRANSFER_NAME_INVALID. */
export function parseRemoteName(text: string): RemoteName {
  const parsed = parseImageReference(text.replace(/^docker:\/\//, ''));
  if (!parsed) throw new DrydockError('TRANSFER_NAME_INVALID', { reference: text.slice(0, 200) });
  const { host, path, tag, digest } = parsed;
  const written = text.includes('@') || text.lastIndexOf(':') > text.lastIndexOf('/');
  const reference = digest ?? (written ? tag : undefined);
  return { host, repository: path, ...(reference !== undefined && { reference }) };
}

/** Where the API of a host of image names is. The default registry answers on a name of its own. */
export function apiAddress(host: string, plainHttp: boolean): URL {
  const api = host === DEFAULT_HOST ? `registry-1.${DEFAULT_HOST}` : host;
  const secure = new URL(`https://${api}/`);
  return plainHttp || isThisMachine(secure.hostname) ? new URL(`http://${api}/`) : secure;
}
