import { describe, expect, it } from 'vitest';
import { openRegistry } from '../../core/registry/helpers.ts';
import { Dice, firstSeed, rounds } from './mutate.ts';
import { spoil, templates } from './requests.ts';
import { type RawAnswer, sendRaw, serveAll } from './wire.ts';

const CODES = new Set([
  'BLOB_UNKNOWN',
  'BLOB_UPLOAD_INVALID',
  'BLOB_UPLOAD_UNKNOWN',
  'DENIED',
  'DIGEST_INVALID',
  'MANIFEST_BLOB_UNKNOWN',
  'MANIFEST_INVALID',
  'MANIFEST_UNKNOWN',
  'NAME_INVALID',
  'NAME_UNKNOWN',
  'SIZE_INVALID',
  'TOOMANYREQUESTS',
  'UNAUTHORIZED',
  'UNSUPPORTED',
]);

/** What is wrong with an answer; undefined when nothing is. */
function wrong({ status, head, body }: RawAnswer): string | undefined {
  if (status >= 500) return `status ${status}: ${body.toString()}`;
  if (status < 400 || !/^content-type: application\/json/im.test(head) || body.byteLength === 0)
    return undefined;
  const document = JSON.parse(body.toString()) as {
    errors?: { code: string; message: unknown }[];
    error?: unknown;
  };
  if (typeof document.error === 'string') return undefined;
  const known = document.errors?.every(({ code, message }) => CODES.has(code) && typeof message === 'string');
  return known ? undefined : `an error that clients do not know: ${body.toString()}`;
}

const MIB = 1024 * 1024;

describe('fuzzing the registry over HTTP: no 5xx, no crash, no hang, bounded memory, errors that clients know', () => {
  it.each([false, true])(
    'with logins: %s',
    async (auth) => {
      const opened = openRegistry();
      const { secret = '' } = await opened.registry.access.addAccount('ci', ['shop/**=pull,push,delete']);
      const basic = `Basic ${Buffer.from(`ci:${secret}`).toString('base64')}`;
      const identity = await opened.registry.access.authenticate(basic);
      if (!identity) throw new Error('no identity');
      const scope = { type: 'repository', name: 'shop/web', actions: ['pull', 'push', 'delete'] } as const;
      const { token } = await opened.registry.access.issue(identity, [scope], false);
      opened.registry.access.setPolicy({ auth });
      const { port, escaped } = await serveAll(opened);
      const all = [
        ...(await templates(opened, auth ? basic : undefined)),
        ...(auth ? await templates(opened, `Bearer ${token}`) : []),
      ];
      const count = rounds(1500);
      const before = process.memoryUsage().rss;
      const seen = new Map<number, number>();
      for (let round = 0; round < count; round += 1) {
        const dice = new Dice(firstSeed * 1_000_003 + round);
        const bytes = spoil(dice, dice.pick(all), auth ? `Bearer ${token}` : undefined);
        const answer = await sendRaw(port, bytes).catch((error: Error) => error);
        const problem = answer instanceof Error ? answer.message : wrong(answer);
        if (problem !== undefined)
          throw new Error(`round ${round}: ${problem}\n${bytes.toString('latin1').slice(0, 2000)}`);
        if (!(answer instanceof Error)) seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      }
      expect(escaped).toEqual([]);
      // It did reach the handlers: successes and several kinds of refusals.
      for (const status of [200, 201, 202, 400, 404, ...(auth ? [401, 403] : [])])
        expect(seen.get(status) ?? 0, String(status)).toBeGreaterThan(0);
      expect(process.memoryUsage().rss - before).toBeLessThan(256 * MIB);
      const alive = await sendRaw(
        port,
        Buffer.from(
          `GET /v2/ HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${basic}\r\nconnection: close\r\n\r\n`,
        ),
      );
      expect(alive.status).toBe(200);
      expect((await opened.registry.check()).damaged).toEqual([]);
    },
    3_600_000,
  );
});
