export { actionMatches, readAction } from './action.ts';
export { conditionHolds, OPERATORS, readOperator } from './conditions.ts';
export { decide } from './decide.ts';
export { conditionsOf, grantOf, VERIFY_LICENSE } from './grant.ts';
export { shownPattern } from './interpolate.ts';
export { CAM_LIMITS } from './limits.ts';
export { resourceMatches } from './resource.ts';
export type * from './types.ts';
