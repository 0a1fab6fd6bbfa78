import { createHash } from 'node:crypto';
import type { GcItem } from '../gc-types.ts';
import type { Steps } from './pace.ts';

const ITEMS_PER_STEP = 256;

/** What names a plan: sixteen hexadecimal digits of a hash over everything it takes. Can pause after every few items. */
export function* planId(items: readonly GcItem[]): Steps<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < items.length; at += ITEMS_PER_STEP) {
    let words = '';
    for (const { kind, digest, repository = '', reason, bytes } of items.slice(at, at + ITEMS_PER_STEP))
      words += `${kind} ${digest} ${repository} ${reason} ${bytes}\n`;
    hash.update(words);
    yield;
  }
  return hash.digest('hex').slice(0, 16);
}
