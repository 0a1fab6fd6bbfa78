export { isDay, readPriceBook } from './book.ts';
export { removePrice, setPrice } from './edit-book.ts';
export { type Billed, costChange, estimateCost } from './estimate.ts';
export { priceTemplate } from './template.ts';
export type * from './types.ts';
