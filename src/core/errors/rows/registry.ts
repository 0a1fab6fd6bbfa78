import { defineErrors } from '../row.ts';

export const registryErrors = defineErrors({});
