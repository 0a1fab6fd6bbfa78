import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/action.ts';
import { backup, fsck, restore } from '../../src/actions/run/registry-care.ts';
import type { ProgressEvent } from '../../src/actions/views.ts';
import type { Io } from '../../src/cli/io.ts';
import { presenters } from '../../src/cli/present/registry.ts';
import type { Registry } from '../../src/core/registry/index.ts';
import { openRegistry, pushSmall, tempDir } from '../core/registry/helpers.ts';

function contextOf(registry: Registry): ActionContext<ProgressEvent> & { readonly events: ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  const engine = { registry, clock: () => new Date() } as ActionContext<ProgressEvent>['engine'];
  const { signal } = new AbortController();
  return { engine, dataDir: '', signal, lang: 'en', emit: (event) => events.push(event), events };
}

function paper(lang: Io['lang']): Io & { readonly text: () => string } {
  let written = '';
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const color = pc.createColors(false);
  return { out, err: out, lang, json: false, tty: false, width: 100, color, text: () => written };
}

const damage = (dir: string, digest: string) =>
  writeFileSync(join(dir, 'blobs/sha256', digest.slice(7, 9), digest.slice(7)), 'rubbish');

describe('the care of the registry, as faces have it', () => {
  it('fsck: progress, what is damaged with its images, exit status 1, both languages', async () => {
    const { registry, dir } = openRegistry();
    const { layer } = await pushSmall(registry, 'shop/web', ['1.0'], 'one');
    const context = contextOf(registry);
    const whole = await fsck({ repair: false }, context);
    expect(context.events.at(-1)).toMatchObject({ what: 'fsck', done: 3, total: 3 });
    expect(presenters['registry.fsck'].status?.(whole)).toBe(0);
    damage(dir, layer);
    const result = await fsck({ repair: true }, context);
    expect(presenters['registry.fsck'].status?.(result)).toBe(1);
    const [en, zh] = [paper('en'), paper('zh-CN')];
    for (const io of [en, zh]) presenters['registry.fsck'].text(result, io);
    expect(en.text()).toContain(`damaged  ${layer}  shop/web:1.0`);
    expect(en.text()).toContain('quarantine/');
    expect(zh.text()).toContain('已损坏');
    expect(readdirSync(join(dir, 'quarantine'))).toEqual([layer.replace(':', '-')]);
  });

  it('fsck names what pulls met, until it is pushed again', async () => {
    const { registry, dir } = openRegistry();
    const { layer } = await pushSmall(registry, 'shop/web', ['1.0'], 'one');
    damage(dir, layer);
    const info = registry.blobs.stat('shop/web', layer);
    if (info) await registry.blobs.read(info).catch(() => undefined);
    await expect.poll(() => registry.damage()).toHaveLength(1);
    const result = await fsck({ repair: false }, contextOf(registry));
    expect(presenters['registry.fsck'].status?.(result)).toBe(1);
    const io = paper('en');
    presenters['registry.fsck'].text(result, io);
    expect(io.text()).toMatch(/Pulls met this before:\n\S+ {2}damaged {2}sha256:\w+ {2}shop\/web:1\.0/);
    await pushSmall(registry, 'shop/web', ['1.0'], 'one');
    expect(presenters['registry.fsck'].status?.(await fsck({ repair: false }, contextOf(registry)))).toBe(0);
  });

  it('backup and restore: into a registry, into a folder, with what stayed and what is damaged', async () => {
    const { registry } = openRegistry();
    const { layer } = await pushSmall(registry, 'shop/web', ['1.0'], 'one');
    const dir = join(tempDir(), 'backup');
    await backup({ dir }, contextOf(registry));
    const context = contextOf(openRegistry().registry);
    const restored = await restore({ dir, replace: false }, context);
    expect(restored).toMatchObject({ blobs: 2, manifests: 1, tags: 1 });
    expect(context.events.at(-1)).toMatchObject({ what: 'restore manifests', done: 1, total: 1 });
    await pushSmall(registry, 'shop/web', ['1.0'], 'two');
    damage(dir, layer);
    const stayed = await restore({ dir, replace: false }, contextOf(registry));
    const into = join(tempDir(), 'again');
    const again = await restore({ dir, into, replace: false }, contextOf(registry));
    const io = paper('en');
    for (const each of [stayed, again]) presenters['registry.restore'].text(each, io);
    expect(io.text()).toContain('--replace moves them back:\n  shop/web:1.0');
    expect(io.text()).toContain(`drydock --home ${into} up`);
    expect(io.text()).toContain(`damaged  ${layer}`);
    expect(presenters['registry.restore'].status?.(again)).toBe(1);
    const zh = paper('zh-CN');
    presenters['registry.restore'].text(again, zh);
    expect(zh.text()).toContain('备份中的以下内容不完整');
  });
});
