import { compileGlob } from '../chart/glob.ts';
import type { ChartFile } from '../chart/model.ts';
import { fromBytes } from '../go/bytes.ts';
import { fn, type GoFunc } from '../go/func.ts';
import { GoBytes, GoMap, sliceOf, type Value } from '../go/value.ts';
import { basePath } from '../sprig/paths.ts';
import { MethodMap } from '../template/methods.ts';
import { writeYaml } from '../yaml/index.ts';

/** `.Files`: a chart's other files by path. */
export class FilesMap extends MethodMap {
  override goType = 'engine.files';

  override zero(): Value {
    return new GoBytes(new Uint8Array());
  }

  override method(name: string): GoFunc | undefined {
    switch (name) {
      case 'Get':
        return fn('string', (path: string) => fromBytes(this.bytes(path)));
      case 'GetBytes':
        return fn('string', (path: string) => new GoBytes(this.bytes(path)));
      case 'Lines':
        return fn('string', (path: string) => this.lines(path));
      case 'Glob':
        return fn('string', (pattern: string) => this.glob(pattern));
      case 'AsConfig':
        return fn('', () => this.asYaml((data) => fromBytes(data)));
      case 'AsSecrets':
        return fn('', () => this.asYaml((data) => Buffer.from(data).toString('base64')));
    }
    return undefined;
  }

  private bytes(path: string): Uint8Array {
    const found = this.get(path);
    return found instanceof GoBytes ? found.data : new Uint8Array();
  }

  private lines(path: string): Value {
    const text = fromBytes(this.bytes(path));
    if (text === '') return sliceOf('string', []);
    return sliceOf('string', (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n'));
  }

  private glob(pattern: string): FilesMap {
    const matches = compileGlob(pattern, true);
    const out = new FilesMap();
    for (const [path, data] of this) if (matches(path)) out.set(path, data);
    return out;
  }

  private asYaml(text: (data: Uint8Array) => string): string {
    const map = new GoMap();
    for (const [path, data] of this) if (data instanceof GoBytes) map.set(basePath(path), text(data.data));
    return writeYaml(map).replace(/\n$/, '');
  }
}

export function filesMap(files: readonly ChartFile[]): FilesMap {
  const map = new FilesMap();
  for (const file of files) map.set(file.name, new GoBytes(file.data));
  return map;
}
