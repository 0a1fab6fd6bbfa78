export type * from './access-views.ts';
export {
  type Action,
  type ActionContext,
  type ActionRun,
  type AnyAction,
  type FaceForm,
  SCREENS,
  type Screen,
  type SubjectKind,
} from './action.ts';
export {
  type ActionView,
  actionCatalogue,
  actionView,
  type FieldView,
  fieldsOf,
  inputSchema,
} from './catalogue.ts';
export type * from './cure-views.ts';
export type * from './engine-views.ts';
export type { Content } from './fields.ts';
export type * from './image-views.ts';
export { invoke, parseInput } from './invoke.ts';
export type * from './lifecycle-views.ts';
export type * from './matrix-views.ts';
export {
  type ActionEvent,
  type ActionId,
  type ActionInput,
  type ActionMap,
  type ActionResult,
  actions,
  findAction,
} from './registry.ts';
export type * from './registry-views.ts';
export type * from './views.ts';
export type * from './watch-views.ts';
