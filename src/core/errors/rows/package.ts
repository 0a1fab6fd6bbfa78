import { defineErrors } from '../row.ts';

export const packageErrors = defineErrors({});
