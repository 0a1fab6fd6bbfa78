import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { autoAnswers, resolveForm } from '../../../src/core/form/index.ts';
import { parsePackage, readPackage } from '../../../src/core/package/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';

describeShared('the forms of real packages', () => {
  for (const name of readdirSync(sharedPath('corpus/packages'))) {
    it(`${name}: automatic answers complete the form`, async () => {
      const { model } = parsePackage(await readPackage(sharedPath('corpus/packages', name)));
      const world = defaultWorld();
      const state = autoAnswers({ model, world });
      expect(state.diagnostics).toEqual([]);
      expect(state.complete).toBe(true);
      expect(Object.keys(state.answers)).toEqual(
        state.fields.filter((field) => field.visible).map((field) => field.name),
      );
      expect(resolveForm({ model, world, answers: state.answers }).answers).toEqual(state.answers);
    });
  }
});
