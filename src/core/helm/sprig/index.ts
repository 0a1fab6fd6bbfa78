import type { FuncMap } from '../go/func.ts';
import { certFuncs } from './certificates.ts';
import { dateFuncs } from './dates.ts';
import { dictFuncs } from './dicts.ts';
import { encodingFuncs } from './encoding.ts';
import { listFuncs } from './lists.ts';
import { numberFuncs } from './numbers.ts';
import { passwordFuncs } from './passwords.ts';
import { pathFuncs } from './paths.ts';
import { randomFuncs } from './random.ts';
import { reflectionFuncs } from './reflection.ts';
import { regexFuncs } from './regex.ts';
import { semverFuncs } from './semver.ts';
import { stringFuncs } from './strings.ts';
import { urlFuncs } from './urls.ts';

export type { RandomSource, SpecialFunctions, SprigEnv } from './env.ts';

/** sprig 3.2.3's functions without `env` and `expandenv`, which Helm takes away. */
export const sprig: FuncMap = {
  ...stringFuncs,
  ...numberFuncs,
  ...listFuncs,
  ...dictFuncs,
  ...reflectionFuncs,
  ...dateFuncs,
  ...regexFuncs,
  ...encodingFuncs,
  ...pathFuncs,
  ...semverFuncs,
  ...urlFuncs,
  ...randomFuncs,
  ...passwordFuncs,
  ...certFuncs,
};
