import { defineErrors } from '../row.ts';

export const formErrors = defineErrors({});
