import { defineErrors } from '../row.ts';

export const terraformErrors = defineErrors({});
