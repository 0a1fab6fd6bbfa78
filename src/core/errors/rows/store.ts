import { defineErrors } from '../row.ts';

export const storeErrors = defineErrors({});
