export { catalogue, type ErrorCode } from './catalogue.ts';
export { diskError } from './disk-error.ts';
export {
  DrydockError,
  type ErrorOptions,
  type ErrorPlace,
  type ErrorReport,
  toDrydockError,
} from './drydock-error.ts';
export type { ErrorRow, ExitStatus } from './row.ts';
export { unreadable } from './unreadable.ts';
