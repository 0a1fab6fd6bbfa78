export { ActivityFeed } from './feed.ts';
export type { Transfer } from './transfer.ts';
export type * from './types.ts';
