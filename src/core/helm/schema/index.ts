export { compileSchema } from './compile.ts';
export type { Schema } from './model.ts';
export { validate } from './validate.ts';
