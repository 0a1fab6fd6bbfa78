import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach } from 'vitest';

/** A fresh data directory for every test of the suite that calls this. */
export function freshHome(): { readonly path: string } {
  let path = '';
  beforeEach(({ onTestFinished }) => {
    const made = mkdtempSync(join(tmpdir(), 'drydock-home-'));
    // What is asked for first runs last: after the test's own engines, which write there as long as they run, have ended.
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    path = made;
  });
  return {
    get path() {
      return path;
    },
  };
}
