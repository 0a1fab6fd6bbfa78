import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';

const required = process.env.DRYDOCK_REQUIRE_TOOLS === '1';

/** Path of a program on PATH (or in sbin), undefined where it is not installed. */
export function tool(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * A suite that needs real programs. Where one is missing it is skipped and counted; with DRYDOCK_REQUIRE_TOOLS=1 (CI)
 * a missing program is a failing test instead.
 */
export function describeTool(
  names: string | readonly string[],
  name: string,
  suite: () => void,
  /** `anywhere`: CI installs it, so it must be there. `if-present`: no package of Debian brings it; never demanded. */
  wanted: 'anywhere' | 'if-present' = 'anywhere',
): void {
  const missing = [names].flat().filter((each) => tool(each) === undefined);
  if (missing.length === 0) describe(name, suite);
  else if (required && wanted === 'anywhere') {
    describe(name, () => {
      it(`needs ${missing.join(', ')}`, () => {
        throw new Error(`DRYDOCK_REQUIRE_TOOLS=1 and missing: ${missing.join(', ')}`);
      });
    });
  } else {
    describe(name, () => {
      it.skip(`needs ${missing.join(', ')}`, () => undefined);
    });
  }
}
