// `npm test`: sets up what is missing, runs all tests, and says at the end how many passed, failed and were skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from '../bin/launch.js';
import { ensureBuilt, ensureInstalled } from './setup.mjs';

ensureInstalled();
ensureBuilt();
const report = join(root, 'tmp', 'vitest.json');
mkdirSync(join(root, 'tmp'), { recursive: true });
const result = spawnSync(
  ownNode() ?? process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
  readFileSync(report, 'utf8'),
);
const skipped = testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status === 'pending' || test.status === 'skipped')
    .map((test) => test.fullName),
);
if (skipped.length > 0) {
  process.stdout.write(
    `\nSkipped here (a tool or ../shared is missing):\n${skipped.map((name) => `  ${name}\n`).join('')}`,
  );
}
// A file that fails to load has no tests of its own to count.
const broken = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
process.stdout.write(
  `\n${numPassedTests} passed, ${numFailedTests + broken} failed, ${numPendingTests + numTodoTests} skipped\n`,
);
process.exit(result.status ?? 1);
