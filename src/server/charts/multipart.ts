import { DrydockError } from '../../core/errors/index.ts';

/** Fields of a multipart/form-data body that is in memory (RFC 7578). Parts beyond the tenth are refused. */
export function parseMultipart(body: Buffer, contentType: string): ReadonlyMap<string, Buffer> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const mark = Buffer.from(`--${boundary?.[1] ?? boundary?.[2] ?? ''}`);
  if (!boundary) throw invalid('the form has no boundary');
  const fields = new Map<string, Buffer>();
  let at = body.indexOf(mark);
  while (at !== -1) {
    const start = at + mark.byteLength;
    if (body.toString('latin1', start, start + 2) === '--') return fields;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    const head = body.indexOf('\r\n\r\n', start);
    if (next === -1 || head === -1 || head > next) throw invalid('the form ends early');
    const name = /;\s*name="([^"]*)"/i.exec(body.toString('latin1', start, head))?.[1];
    if (name !== undefined) fields.set(name, body.subarray(head + 4, next));
    if (fields.size > 10) throw invalid('the form has too many fields');
    at = next + 2;
  }
  throw invalid('the form ends early');
}

const invalid = (detail: string): DrydockError => new DrydockError('REGISTRY_REQUEST_INVALID', { detail });
