import type { Behaviour } from './behaviour.ts';

/** Types that packages use and whose insides the rehearsal does not look into. */
const tse: Behaviour = {
  types: ['tencentcloud_tse_instance'],
  fidelity: 'partial',
  idPrefix: 'ins',
  seconds: [180, 360],
};

const wedata: Behaviour = {
  types: ['tencentcloud_wedata_model'],
  fidelity: 'partial',
  idPrefix: 'wedata',
  seconds: [5, 20],
};

export const governance: readonly Behaviour[] = [tse, wedata];
