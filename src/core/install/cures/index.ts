export { applyCure } from './apply.ts';
export { answerCure, chooseOther } from './choose.ts';
export { liftsOf } from './lifts.ts';
export { permissionCure, roleCure } from './permission-cures.ts';
export { resourceCure } from './resource-cures.ts';
