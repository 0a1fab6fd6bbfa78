/** `npm run bench`: how long a user waits, against a baseline of the same run. Prints; asserts nothing. */
import { benchPackages } from './packages.ts';
import { benchStart } from './start.ts';

await benchStart();
await benchPackages();
