import { friendlyName, isCollection, type Type, typeEquals } from '../values/index.ts';

/** What keeps the two results of a conditional from having one type, in HCL's words. */
export function describeMismatch(whenTrue: Type, whenFalse: Type): string {
  if (whenTrue.kind === 'object' && whenFalse.kind === 'object') {
    for (const [name, type] of whenTrue.attributes) {
      const other = whenFalse.attributes.get(name);
      if (other === undefined) {
        return `The 'true' value includes object attribute "${name}", which is absent in the 'false' value`;
      }
      if (!typeEquals(type, other)) {
        return `Type mismatch for object attribute "${name}": ${describeMismatch(type, other)}`;
      }
    }
    for (const name of whenFalse.attributes.keys()) {
      if (!whenTrue.attributes.has(name)) {
        return `The 'false' value includes object attribute "${name}", which is absent in the 'true' value`;
      }
    }
  }
  if (whenTrue.kind === 'tuple' && whenFalse.kind === 'tuple') {
    const a = whenTrue.elements.length;
    const b = whenFalse.elements.length;
    if (a !== b) return `The 'true' tuple has length ${a}, but the 'false' tuple has length ${b}`;
    for (const [i, type] of whenTrue.elements.entries()) {
      const other = whenFalse.elements[i];
      if (other !== undefined && !typeEquals(type, other)) {
        return `Type mismatch for tuple element ${i}: ${describeMismatch(type, other)}`;
      }
    }
  }
  if (isCollection(whenTrue) && isCollection(whenFalse) && whenTrue.kind === whenFalse.kind) {
    const a = whenTrue.element.kind;
    const b = whenFalse.element.kind;
    if (a === b && (a === 'object' || a === 'tuple')) {
      return `Mismatched ${whenTrue.kind} element types: ${describeMismatch(whenTrue.element, whenFalse.element)}`;
    }
  }
  const left = friendlyName(whenTrue);
  const right = friendlyName(whenFalse);
  if (left === right) {
    return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value";
  }
  return `The 'true' value is ${left}, but the 'false' value is ${right}`;
}
