import { defineErrors } from '../row.ts';

export const licenseErrors = defineErrors({});
