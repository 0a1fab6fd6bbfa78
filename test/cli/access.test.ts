import { PassThrough } from 'node:stream';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { ActionId, ActionResult } from '../../src/actions/index.ts';
import type { Io } from '../../src/cli/io.ts';
import { presenters } from '../../src/cli/present/registry-access.ts';
import type { Lang } from '../../src/core/text.ts';

/** What a person reads of a result. */
function printed<Id extends ActionId>(id: Id, result: ActionResult<Id>, lang: Lang = 'en'): string {
  const out = new PassThrough();
  const io: Io = { out, err: out, lang, json: false, tty: false, width: 100, color: pc.createColors(false) };
  presenters[id]?.text(result, io);
  return String(out.read() ?? '');
}

const open = {
  auth: false,
  readOnly: false,
  push: true,
  delete: true,
  immutable: [],
  maxBlob: 128 * 1024 ** 3,
};
const account = {
  name: 'ci',
  grants: ['shop/**=pull,push'],
  createdAt: '2026-11-01',
  secretAt: '2026-11-02T08:00:00Z',
};

describe('access on the command line', () => {
  it('says what is open and what nobody can use', () => {
    expect(printed('access.show', { policy: open, accounts: [] })).toContain('whoever reaches the port');
    const locked = { policy: { ...open, auth: true }, accounts: [] };
    expect(printed('access.show', locked)).toContain('nobody can use the registry');
    expect(printed('access.show', locked, 'zh-CN')).toContain('无人可以使用仓库');
  });

  it('lists accounts with grants and the age of the secret', () => {
    const text = printed('access.show', { policy: { ...open, immutable: ['v*'] }, accounts: [account] });
    expect(text).toMatch(/ci +shop\/\*\*=pull,push +2026-11-02/);
    expect(text).toMatch(/Immutable tags +v\*/);
  });

  it('shows a secret that was made, and none that was brought', () => {
    const login = 'docker login 127.0.0.1:5180 --username ci';
    const made = printed('access.add', { account, secret: 'abc-secret', login });
    expect(made).toMatch(/shown once\) +abc-secret/);
    expect(made).toContain(login);
    expect(printed('access.secret', { account, login })).not.toContain('shown once');
  });

  it('control characters of a store that somebody edited do not reach the terminal', () => {
    const evil = { ...account, grants: ['\u001b]52;c;x\u0007=pull'] };
    expect(printed('access.show', { policy: open, accounts: [evil] })).not.toContain('\u001b');
  });
});
