import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { tool } from '../../helpers/tools.ts';

const at = (json: Json | undefined, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>((each, key) => (each as JsonObject | undefined)?.[key], json);

/** Writes texts by path into a folder. */
export function fill(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

/** A folder of Terraform files with the real program. */
export class Real implements Disposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'drydock-show-'));

  constructor(fill: (dir: string) => void) {
    fill(this.dir);
    writeFileSync(join(this.dir, 'rc'), '');
    this.run('init', '-backend=false', '-input=false');
  }

  [Symbol.dispose](): void {
    rmSync(this.dir, { recursive: true });
  }

  run(...args: string[]): string {
    const env = {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(this.dir, 'rc'),
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
    };
    return execFileSync(tool('terraform') ?? '', args, {
      cwd: this.dir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
  }

  plan(variables: JsonObject = {}): JsonObject {
    const given = Object.entries(variables).flatMap(([name, value]) => ['-var', `${name}=${String(value)}`]);
    this.run('plan', '-input=false', '-out=plan.bin', ...given);
    return JSON.parse(this.run('show', '-json', 'plan.bin')) as JsonObject;
  }

  /** Carries out the last plan; gives the attributes of what exists then, by address. */
  apply(): Record<string, JsonObject> {
    this.run('apply', '-input=false', 'plan.bin');
    const prior: Record<string, JsonObject> = {};
    const collect = (module: Json | undefined): void => {
      for (const each of (at(module, 'resources') as JsonObject[] | undefined) ?? []) {
        // What data sources found is read again.
        if (each.mode === 'managed') prior[String(each.address)] = each.values as JsonObject;
      }
      for (const each of (at(module, 'child_modules') as JsonObject[] | undefined) ?? []) collect(each);
    };
    collect(at(JSON.parse(this.run('show', '-json')) as JsonObject, 'values', 'root_module'));
    return prior;
  }
}
