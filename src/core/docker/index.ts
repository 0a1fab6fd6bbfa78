export { createDockerAccess } from './access.ts';
export type * from './types.ts';
