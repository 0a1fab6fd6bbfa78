/** `serve.ts DIR PORT`: the engine with only its registry listener; collects when its parent says so. */
import { startHost } from '../../src/server/index.ts';

const [home = '', port = '0'] = process.argv.slice(2);
const host = await startHost({ home, registry: { port: Number(port), exact: true } });
process.on('message', async (undoMs: number) => {
  const { gc } = host.engine.registry;
  const receipt = await gc.run(gc.plan({ graceMs: -1, uploadExpiryMs: -1, undoMs }));
  process.send?.(receipt);
});
process.on('SIGTERM', () => {
  void host.close().then(() => process.exit(0));
});
