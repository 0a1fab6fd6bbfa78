import { DrydockError } from '../../errors/index.ts';

const UNTRUSTED =
  /CERT|UNABLE_TO|SELF_SIGNED|ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO|INVALID_PURPOSE|HOSTNAME_MISMATCH/;
const NOT_TLS = /EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** A failure of the network as a row of the catalogue; DrydockErrors and cancellations pass. */
export function networkError(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason ?? error;
  if (error instanceof DrydockError) return error;
  const code = codeOf(error);
  const detail = words(error);
  const data = { host: url.host, detail };
  if (NOT_TLS.test(code)) return new DrydockError('TRANSFER_NOT_TLS', { host: url.host }, { cause: error });
  if (UNTRUSTED.test(code)) return new DrydockError('TRANSFER_TLS_UNTRUSTED', data, { cause: error });
  return new DrydockError('TRANSFER_UNREACHABLE', data, { cause: error });
}

/** An AggregateError (several addresses tried) has its words inside. */
function words(error: unknown): string {
  if (error instanceof AggregateError) {
    const inner = [...new Set(error.errors.map((each: unknown) => words(each)))];
    return inner.join('; ');
  }
  return error instanceof Error ? error.message || codeOf(error) : String(error);
}

/** Failures that may pass by themselves. */
export const isPassing = (error: unknown): boolean =>
  error instanceof DrydockError &&
  (error.code === 'TRANSFER_UNREACHABLE' ||
    (error.code === 'TRANSFER_REFUSED' && PASSING.has(Number(error.data.status))));

const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
