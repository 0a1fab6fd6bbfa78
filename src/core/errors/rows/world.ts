import { defineErrors } from '../row.ts';

export const worldErrors = defineErrors({});
