import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeShared, sharedDir, sharedPath } from '../../helpers/shared.ts';
import { diffIn, install, operate } from './instances.ts';

const packages =
  sharedDir === undefined
    ? []
    : readdirSync(sharedPath('corpus/packages')).filter((name) => !name.includes('.'));

describeShared('instances of the packages of the corpus', () => {
  it.each(packages)(
    '%s: an upgrade to the same changes nothing, an uninstall leaves nothing running',
    async (name) => {
      const dir = sharedPath('corpus/packages', name);
      const { record } = await install(dir);
      expect(record.status).toBe('succeeded');
      const same = await operate('upgrade', record, dir);
      expect(same.record.failures.map((each) => each.message.en)).toEqual([]);
      const diff = diffIn(same);
      const changed = diff.steps
        .filter((each) => each.action !== 'no-op')
        .map(
          (each) =>
            `${each.action} ${each.address} ${each.changes.map((one) => `${one.path} ${JSON.stringify(one.before)} → ${JSON.stringify(one.after)}`)}`,
        );
      expect(changed).toEqual([]);
      expect(same.record.id).toBe(record.id);
      expect(same.record.outputs).toEqual(record.outputs);
      const gone = await operate('uninstall', same.record, dir);
      expect(gone.record.failures.map((each) => each.message.en)).toEqual([]);
      expect(gone.record.resources).toEqual([]);
      expect(gone.record.releases).toEqual([]);
    },
  );
});
