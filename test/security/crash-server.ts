/** A registry in a process of its own, to be killed: `node crash-server.ts DIR`. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOciHandler } from '../../src/server/oci/index.ts';
import { openCrashable } from './crash-open.ts';
import { CrashPlan } from './crash-points.ts';

const [dir = ''] = process.argv.slice(2);
const registry = openCrashable(dir, new CrashPlan(0, 'before'));
const handle = createOciHandler(registry);
const server = createServer((request, response) => {
  if (request.url === '/collect') {
    registry.gc.run(registry.gc.plan({ graceMs: -1 })).then(
      () => response.end(),
      () => response.destroy(),
    );
  } else void handle(request, response);
});
await registry.recovered;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
