export { type ParsedAnswers, parseAnswers } from './answers-file.ts';
export { type AutoInput, autoAnswers } from './auto.ts';
export { influences } from './dependencies.ts';
export { type FormInput, type FormResolver, formResolver, resolveForm } from './resolve.ts';
export type * from './types.ts';
export { type FoundWidget, WIDGETS, type Widget, type WidgetContext } from './widgets/index.ts';
