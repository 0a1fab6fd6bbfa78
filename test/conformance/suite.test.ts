import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';
import { serveGuarded } from '../server/oci/login.ts';

const suite = process.env.DRYDOCK_CONFORMANCE;

/** Everything that is off by default in the suite. */
const everything = {
  OCI_API_BLOBS_DIGEST_HEADER: 'true',
  OCI_API_BLOBS_UPLOAD_CANCEL: 'true',
  OCI_API_MANIFESTS_DIGEST_HEADER: 'true',
  OCI_API_MANIFESTS_TAG_PARAM: 'true',
  OCI_DATA_SPARSE: 'true',
};

/** What version 1.0 does not know; the suite skips it by itself. */
const NOT_IN_1_0 = /\/(referrers|blob-mount-anonymous)$/;

async function runSuite(
  version: string,
  guarded = false,
): Promise<readonly { name: string; status: string }[]> {
  const server = guarded
    ? await serveGuarded({ suite: ['**=pull,push,delete'] })
    : { ...(await serveRegistry()), secrets: {} as Record<string, string> };
  const { port, secrets } = server;
  const results = tempDir();
  const env = {
    ...everything,
    OCI_VERSION: version,
    OCI_REGISTRY: `127.0.0.1:${port}`,
    OCI_TLS: 'disabled',
    ...(guarded ? { OCI_USERNAME: 'suite', OCI_PASSWORD: secrets.suite ?? '' } : {}),
    OCI_RESULTS_DIR: results,
  };
  await new Promise<void>((resolve) => {
    execFile(suite ?? '', { cwd: results, env, maxBuffer: 64 * 1024 * 1024 }, () => resolve());
  });
  const report = readFileSync(join(results, 'junit.xml'), 'utf8');
  return [...report.matchAll(/<testcase name="([^"]*)"[^>]* status="([^"]*)"/g)].map(
    ([, name = '', status = '']) => ({ name, status }),
  );
}

describe.skipIf(suite === undefined)(
  'OCI conformance suite (DRYDOCK_CONFORMANCE names the built program)',
  () => {
    it.each(['1.0', '1.1', 'dev'])(
      'version %s: every check passes',
      async (version) => {
        const checks = await runSuite(version);
        expect(checks.length).toBeGreaterThan(800);
        const open = checks.filter(({ name, status }) => {
          const isForeign = version === '1.0' && status === 'skipped' && NOT_IN_1_0.test(name);
          return status !== 'passed' && !isForeign;
        });
        expect(open).toEqual([]);
      },
      120_000,
    );

    it('version dev with a login: every check passes, except that mounts need a source', async () => {
      const checks = await runSuite('dev', true);
      expect(checks.length).toBeGreaterThan(800);
      // A mount that names no source is an upload then: nobody has said that the account may read it.
      const open = checks.filter(
        ({ name, status }) => status !== 'passed' && !name.endsWith('blob-mount-anonymous'),
      );
      expect(open).toEqual([]);
    }, 120_000);
  },
);
