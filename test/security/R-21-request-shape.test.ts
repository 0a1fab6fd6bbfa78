import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOciHandler, ociServerOptions } from '../../src/server/oci/index.ts';
import { openRegistry } from '../core/registry/helpers.ts';

async function served() {
  const handle = createOciHandler(openRegistry().registry, { hosts: ['127.0.0.1'] });
  const server = createServer(ociServerOptions, (request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** Status lines of all that comes back for these bytes. */
  const statuses = (bytes: string): Promise<readonly string[]> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      socket.on('error', () => undefined);
      socket.on('close', () =>
        resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1] ?? '')),
      );
      socket.write(bytes);
      setTimeout(() => socket.destroy(), 700);
    });
  return { statuses, host: `Host: 127.0.0.1:${port}\r\n` };
}

describe('R-21: a request means one thing, or nothing', () => {
  it.each([
    ['a length and chunks', 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n', '400'],
    ['two lengths', 'Content-Length: 6\r\nContent-Length: 0\r\n', '400'],
    ['an unknown coding', 'Transfer-Encoding: xchunked\r\n', '400'],
    ['a coding in two words', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', '400'],
    ['a second Host', 'Host: evil.test\r\nContent-Length: 0\r\n', '403'],
    ['another method in a header', 'X-HTTP-Method-Override: DELETE\r\nContent-Length: 0\r\n', '202'],
    ['a header of 20,000 bytes', `X: ${'a'.repeat(20_000)}\r\n`, '431'],
    ['fifteen hundred headers', Array.from({ length: 1500 }, (_, i) => `h${i}: 1\r\n`).join(''), '431'],
  ])('%s', async (_what, headers, status) => {
    const { statuses, host } = await served();
    const request = `POST /v2/a/blobs/uploads/ HTTP/1.1\r\n${host}${headers}\r\n`;
    const smuggled = `0\r\n\r\nDELETE /v2/a/manifests/x HTTP/1.1\r\n${host}\r\n`;
    expect(await statuses(status === '400' ? request + smuggled : request)).toEqual([status]);
  });

  it.each([
    ['bare line feeds', (host: string) => `GET /v2/ HTTP/1.1\n${host.trim()}\n\n`, ['400']],
    ['no Host', () => 'GET /v2/ HTTP/1.1\r\n\r\n', ['400']],
    ['HTTP/1.0 without Host', () => 'GET /v2/ HTTP/1.0\r\n\r\n', ['403']],
    ['a tunnel', (host: string) => `CONNECT evil.test:80 HTTP/1.1\r\n${host}\r\n`, []],
    [
      'an absolute address',
      (host: string) => `DELETE http://evil.test/v2/a/manifests/x HTTP/1.1\r\n${host}\r\n`,
      [],
    ],
  ])('%s', async (_what, bytes, wanted) => {
    const { statuses, host } = await served();
    const answers = await statuses(bytes(host));
    if (wanted.length > 0) expect(answers).toEqual(wanted);
    else expect(answers.every((each) => each.startsWith('4'))).toBe(true);
  });
});
