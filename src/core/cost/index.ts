export { readPriceBook } from './book.ts';
export { type Billed, costChange, estimateCost } from './estimate.ts';
export { priceTemplate } from './template.ts';
export type * from './types.ts';
