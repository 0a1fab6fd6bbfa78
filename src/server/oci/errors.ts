import type { ServerResponse } from 'node:http';
import { DrydockError, type ErrorCode, toDrydockError } from '../../core/errors/index.ts';

/** Codes of the distribution-spec ("Error Codes"); what is not here is UNSUPPORTED below 500 and UNKNOWN from there. */
const WIRE_CODES: Partial<Record<ErrorCode, string>> = {
  REGISTRY_NAME_INVALID: 'NAME_INVALID',
  REGISTRY_TAG_INVALID: 'MANIFEST_INVALID',
  REGISTRY_DIGEST_INVALID: 'DIGEST_INVALID',
  REGISTRY_DIGEST_MISMATCH: 'DIGEST_INVALID',
  REGISTRY_SIZE_MISMATCH: 'SIZE_INVALID',
  REGISTRY_BLOB_UNKNOWN: 'BLOB_UNKNOWN',
  REGISTRY_UPLOAD_UNKNOWN: 'BLOB_UPLOAD_UNKNOWN',
  REGISTRY_UPLOAD_BUSY: 'BLOB_UPLOAD_INVALID',
  REGISTRY_UPLOAD_OUT_OF_ORDER: 'BLOB_UPLOAD_INVALID',
  REGISTRY_TOO_MANY_UPLOADS: 'TOOMANYREQUESTS',
  REGISTRY_MANIFEST_UNKNOWN: 'MANIFEST_UNKNOWN',
  REGISTRY_TAG_UNKNOWN: 'MANIFEST_UNKNOWN',
  REGISTRY_MANIFEST_INVALID: 'MANIFEST_INVALID',
  REGISTRY_MANIFEST_BLOB_UNKNOWN: 'MANIFEST_BLOB_UNKNOWN',
  REGISTRY_REPOSITORY_UNKNOWN: 'NAME_UNKNOWN',
  REGISTRY_TOO_LARGE: 'SIZE_INVALID',
  REGISTRY_FORBIDDEN_ORIGIN: 'DENIED',
  REGISTRY_UNAUTHORIZED: 'UNAUTHORIZED',
  REGISTRY_DENIED: 'DENIED',
  REGISTRY_TAG_IMMUTABLE: 'DENIED',
  REGISTRY_TOO_MANY_LOGINS: 'TOOMANYREQUESTS',
  REGISTRY_BUSY: 'TOOMANYREQUESTS',
};

/** Answers with the specification's error document. What is already on its way is cut off: half an answer is no answer. */
export function sendError(response: ServerResponse, thrown: unknown): void {
  const error = toDrydockError(thrown, { what: 'registry request' });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = statusOf(error);
  const code = WIRE_CODES[error.code] ?? (status >= 500 ? 'UNKNOWN' : 'UNSUPPORTED');
  const body = JSON.stringify({ errors: [{ code, message: error.message, detail: error.data }] });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'docker-distribution-api-version': 'registry/2.0',
    ...retryAfter(error),
  });
  response.end(body);
}

/** When a client that was only refused for the moment may come back. */
export const retryAfter = (error: DrydockError): { readonly 'retry-after'?: string } =>
  error.code === 'REGISTRY_BUSY' ? { 'retry-after': String(error.data.seconds) } : {};

/** HTTP status on the wire; a media type that is not one is 415, not 400. */
const statusOf = (error: DrydockError): number =>
  error.code === 'REGISTRY_REQUEST_INVALID' && error.data.status === 415 ? 415 : error.http;

export const requestInvalid = (detail: string): DrydockError =>
  new DrydockError('REGISTRY_REQUEST_INVALID', { detail });

export const unsupportedMediaType = (detail: string): DrydockError =>
  new DrydockError('REGISTRY_REQUEST_INVALID', { detail, status: 415 });
