import { defineErrors } from '../row.ts';

export const helmErrors = defineErrors({});
