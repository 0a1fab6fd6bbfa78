/** `serve.ts DIR PORT`: the engine with only its registry listener; plans, collects and cancels when its parent says so. */
import { startHost } from '../../src/server/index.ts';
import type { CollectAnswer, CollectOrder } from './servers.ts';

const [home = '', port = '0'] = process.argv.slice(2);
const host = await startHost({ home, registry: { port: Number(port), exact: true } });
process.on('message', async ({ undoMs, cancel }: CollectOrder) => {
  const { gc } = host.engine.registry;
  const controller = new AbortController();
  const { signal } = controller;
  let aborted = 0;
  const mayCancel = (part: 'plan' | 'run') => {
    if (cancel?.in !== part) return;
    setTimeout(() => {
      aborted = performance.now();
      controller.abort();
    }, cancel.afterMs);
  };
  const before = performance.now();
  let planned = before;
  let items = 0;
  try {
    mayCancel('plan');
    const plan = await gc.prepare({ graceMs: -1, uploadExpiryMs: -1, undoMs }, { signal });
    planned = performance.now();
    items = plan.items.length;
    mayCancel('run');
    await gc.run(plan, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const now = performance.now();
  const answer: CollectAnswer = {
    planMs: planned - before,
    totalMs: now - before,
    cancelMs: aborted === 0 ? 0 : now - aborted,
    items,
  };
  process.send?.(answer);
});
const end = () => void host.close().then(() => process.exit(0));
process.on('SIGTERM', end);
// A bench that was killed leaves no server behind.
process.on('disconnect', end);
