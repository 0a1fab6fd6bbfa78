export { Num } from './number.ts';
export { editDistance, nearest } from './suggestion.ts';
export { compareText } from './text-order.ts';
export * from './type.ts';
export * from './value.ts';
