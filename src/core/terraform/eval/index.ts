export { elementsOf, isIterable } from './access.ts';
export { type Evaluated, evaluate } from './evaluate.ts';
export {
  ChildScope,
  type Leniency,
  MapScope,
  type Reporter,
  type Resolved,
  type Scope,
  STRICT,
} from './scope.ts';
export { type Constant, readTypeConstraint, type TypeConstraint } from './type-constraint.ts';
export { applyDefaults, type TypeDefaults } from './type-defaults.ts';
