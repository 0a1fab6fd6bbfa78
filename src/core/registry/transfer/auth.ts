import { DrydockError } from '../../errors/index.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { type Answer, discard, type HttpClient, readAll } from './http.ts';
import type { RemoteCredentials } from './types.ts';

const MAX_TOKEN_ANSWER = 1024 * 1024;
/** What the distribution's token protocol says where the answer names no lifetime, in seconds. */
const DEFAULT_LIFETIME = 60;
const EARLY_MS = 10_000;

interface Challenge {
  readonly scheme: 'bearer' | 'basic';
  readonly parameters: ReadonlyMap<string, string>;
}

/** Logs in at a registry as it asks for: basic, or a token per scope from the service that it names. */
export class RemoteAuth {
  readonly #http: HttpClient;
  readonly #credentials: RemoteCredentials | undefined;
  readonly #now: () => number;
  readonly #tokens = new Map<string, { readonly header: string; readonly until: number }>();

  constructor(http: HttpClient, credentials: RemoteCredentials | undefined, now: () => number) {
    this.#http = http;
    this.#credentials = credentials;
    this.#now = now;
  }

  /** The header that answered the last challenge for this scope; undefined before one, or when it is about to expire. */
  header(scope: string): string | undefined {
    const known = this.#tokens.get(scope);
    return known && known.until > this.#now() ? known.header : undefined;
  }

  /** Answers a 401. Undefined: there is nothing (more) to answer with. Errors: TRANSFER_DENIED. */
  async answer(refused: Answer, scope: string): Promise<string | undefined> {
    const challenges = parseChallenges(refused.headers['www-authenticate']);
    await discard(refused);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const before = this.#tokens.get(scope)?.header;
    this.#tokens.delete(scope);
    if (bearer) return this.#keep(scope, await this.#token(bearer, scope, refused.url));
    const basic = basicOf(this.#credentials);
    if (!basic || before === basic || !challenges.some(({ scheme }) => scheme === 'basic')) return undefined;
    return this.#keep(scope, { header: basic, seconds: Number.POSITIVE_INFINITY });
  }

  #keep(scope: string, { header, seconds }: { header: string; seconds: number }): string {
    this.#tokens.set(scope, { header, until: this.#now() + seconds * 1000 - EARLY_MS });
    return header;
  }

  async #token(
    { parameters }: Challenge,
    scope: string,
    asked: URL,
  ): Promise<{ header: string; seconds: number }> {
    const denied = (detail: string): DrydockError =>
      new DrydockError('TRANSFER_DENIED', { host: asked.host, repository: scope || '/v2/', detail });
    const realm = parameters.get('realm') ?? '';
    if (!URL.canParse(realm)) throw denied('its challenge names no token service');
    const url = new URL(realm);
    if (!this.#http.mayFollow(asked, url)) throw denied(`its token service ${url.origin} is not safe to use`);
    const service = parameters.get('service');
    const answer = await this.#ask(url, service, scope);
    const body = await readAll(answer, MAX_TOKEN_ANSWER);
    if (answer.status !== 200) throw denied(`${url.host} answered ${answer.status}`);
    const document = parse(body);
    const token = document?.token ?? document?.access_token;
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw denied(`${url.host} gave no token`);
    const seconds = document?.expires_in;
    return {
      header: `Bearer ${token}`,
      seconds: typeof seconds === 'number' && seconds > 0 ? seconds : DEFAULT_LIFETIME,
    };
  }

  #ask(url: URL, service: string | undefined, scope: string): Promise<Answer> {
    const scopes = scope === '' ? [] : scope.split(' ');
    const credentials = this.#credentials;
    if (credentials && 'identityToken' in credentials) {
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: credentials.identityToken,
        client_id: 'drydock',
        ...(service !== undefined && { service }),
        ...(scope !== '' && { scope }),
      });
      const body = Buffer.from(form.toString());
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return this.#http.send({ method: 'POST', url, body, headers });
    }
    if (service !== undefined) url.searchParams.set('service', service);
    for (const each of scopes) url.searchParams.append('scope', each);
    const authorization = basicOf(credentials);
    return this.#http.send({
      method: 'GET',
      url,
      ...(authorization !== undefined && { headers: { authorization } }),
    });
  }
}

function basicOf(credentials: RemoteCredentials | undefined): string | undefined {
  if (!credentials || !('password' in credentials)) return undefined;
  const pair = `${credentials.username}:${credentials.password}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function parse(body: Buffer | undefined): Readonly<Record<string, Json>> | undefined {
  try {
    const value: unknown = JSON.parse(body?.toString('utf8') ?? '');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const PARAMETER = /([a-zA-Z_-]{1,32})\s*=\s*(?:"((?:[^"\\]|\\.){0,4096})"|([^\s",]{1,4096}))/g;

/** `Bearer realm="…",service="…"`; a header may hold several challenges. */
export function parseChallenges(header: string | undefined): readonly Challenge[] {
  const text = (header ?? '').slice(0, 16_384);
  const starts = [...text.matchAll(/(?:^|,\s*)(bearer|basic)(?=\s|$)/gi)];
  return starts.map((match, index) => {
    const part = text.slice(match.index + match[0].length, starts[index + 1]?.index);
    const parameters = [...part.matchAll(PARAMETER)].map(
      ([, name = '', quoted, bare]) =>
        [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''] as const,
    );
    return { scheme: match[1]?.toLowerCase() as Challenge['scheme'], parameters: new Map(parameters) };
  });
}
