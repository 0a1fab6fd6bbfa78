import { display } from '../go/format.ts';
import { type FuncMap, fn, GoError } from '../go/func.ts';
import { GoMap, kindName } from '../go/value.ts';

interface UrlParts {
  scheme: string;
  opaque: string;
  userinfo: string | undefined;
  host: string;
  path: string;
  query: string;
  fragment: string;
}

const percentDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const BAD_ESCAPE = /%(?![0-9a-fA-F]{2}).{0,2}/;

/** `net/url.Parse`, as far as its parts go. */
function parseUrl(raw: string): UrlParts {
  const fail = (why: string): never => {
    throw new GoError(`unable to parse url: parse ${JSON.stringify(raw)}: ${why}`);
  };
  if (/[\x00-\x1f\x7f]/.test(raw)) fail('net/url: invalid control character in URL');
  const bad = BAD_ESCAPE.exec(raw);
  if (bad !== null) fail(`invalid URL escape ${JSON.stringify(bad[0])}`);
  const hash = raw.indexOf('#');
  const fragment = hash < 0 ? '' : percentDecode(raw.slice(hash + 1));
  let rest = hash < 0 ? raw : raw.slice(0, hash);
  const parts: UrlParts = {
    scheme: '',
    opaque: '',
    userinfo: undefined,
    host: '',
    path: '',
    query: '',
    fragment,
  };
  if (rest.startsWith(':')) fail('missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(rest);
  if (scheme !== null) {
    parts.scheme = (scheme[1] ?? '').toLowerCase();
    rest = rest.slice(scheme[0].length);
  }
  const question = rest.indexOf('?');
  if (question >= 0) {
    parts.query = rest.slice(question + 1);
    rest = rest.slice(0, question);
  }
  if (!rest.startsWith('/')) {
    if (parts.scheme !== '') return { ...parts, opaque: rest };
    if (rest.split('/')[0]?.includes(':') === true) fail('first path segment in URL cannot contain colon');
  }
  if (rest.startsWith('//') && (parts.scheme !== '' || !rest.startsWith('///'))) {
    const slash = rest.indexOf('/', 2);
    const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
    rest = slash < 0 ? '' : rest.slice(slash);
    const at = authority.lastIndexOf('@');
    if (at >= 0) parts.userinfo = authority.slice(0, at);
    parts.host = percentDecode(authority.slice(at + 1));
    if (parts.host.startsWith('[') && !parts.host.includes(']')) fail("missing ']' in host");
    const port = /:([^\]:]*)$/.exec(parts.host)?.[1];
    if (port !== undefined && !/^\d*$/.test(port))
      fail(`invalid port ${JSON.stringify(`:${port}`)} after host`);
  }
  return { ...parts, path: percentDecode(rest) };
}

const hostname = (host: string): string => {
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']'));
  return host.replace(/:\d*$/, '');
};

const escapePath = (path: string): string =>
  encodeURI(path.toWellFormed()).replace(/[?#[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function joinUrl(parts: UrlParts): string {
  let out = parts.scheme === '' ? '' : `${parts.scheme}:`;
  if (parts.opaque !== '') out += parts.opaque;
  else {
    if (parts.scheme !== '' || parts.host !== '' || parts.userinfo !== undefined) {
      if (parts.host !== '' || parts.path !== '' || parts.userinfo !== undefined) out += '//';
      if (parts.userinfo !== undefined) out += `${parts.userinfo}@`;
      out += parts.host;
    }
    const path = escapePath(parts.path);
    if (path !== '' && !path.startsWith('/') && parts.host !== '') out += '/';
    if (out === '' && path.split('/')[0]?.includes(':') === true) out += './';
    out += path;
  }
  if (parts.query !== '') out += `?${parts.query}`;
  if (parts.fragment !== '') out += `#${escapePath(parts.fragment)}`;
  return out;
}

export const urlFuncs: FuncMap = {
  urlParse: fn('string', (raw: string) => {
    const parts = parseUrl(raw);
    return new GoMap([
      ['scheme', parts.scheme],
      ['host', parts.host],
      ['hostname', hostname(parts.host)],
      ['path', parts.path],
      ['query', parts.query],
      ['opaque', parts.opaque],
      ['fragment', parts.fragment],
      ['userinfo', parts.userinfo ?? ''],
    ]);
  }),
  urlJoin: fn('map', (map: GoMap | undefined) => {
    const get = (key: string): string => {
      const value = map?.get(key);
      if (value === undefined) return '';
      if (typeof value === 'string') return value;
      throw new GoError(
        `unable to parse ${key} key, must be of type string, but ${kindName(value)} found`.replace(
          'invalid',
          display(null),
        ),
      );
    };
    const userinfo = get('userinfo');
    return joinUrl({
      scheme: get('scheme'),
      opaque: get('opaque'),
      userinfo: userinfo === '' ? undefined : userinfo,
      host: get('host'),
      path: get('path'),
      query: get('query'),
      fragment: get('fragment'),
    });
  }),
};
