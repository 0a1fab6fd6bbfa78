export { applyCure } from './apply.ts';
export { answerCure } from './choose.ts';
export { permissionCure, roleCure } from './permission-cures.ts';
export { resourceCure } from './resource-cures.ts';
