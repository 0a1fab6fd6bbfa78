export { applyCure, editSource } from './apply.ts';
export { attemptCures, type CureAttempt, type CureStep, MOST_CURES } from './attempt.ts';
export { answerCure } from './choose.ts';
export { licenseCure, licenseStatus } from './license-cures.ts';
export { permissionCure, roleCure } from './permission-cures.ts';
export { resourceCure } from './resource-cures.ts';
