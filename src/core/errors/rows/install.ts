import { defineErrors } from '../row.ts';

export const installErrors = defineErrors({});
