import { defineErrors } from '../row.ts';

export const engineErrors = defineErrors({});
