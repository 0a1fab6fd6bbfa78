import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Engine } from '../../core/engine/index.ts';
import { controlApp } from '../control/app.ts';
import { guardConsole } from './guard.ts';
import type { Sessions } from './sessions.ts';

/** The console for a browser: the control API and the renderer's built files, on loopback, behind a session. */
export async function consoleApp(
  engine: Engine,
  running: Set<Promise<void>>,
  sessions: Sessions,
  rendererDir: string,
): Promise<FastifyInstance> {
  const app = controlApp(engine, running);
  guardConsole(app, sessions);
  if (existsSync(join(rendererDir, 'index.html'))) {
    await app.register(fastifyStatic, { root: rendererDir, cacheControl: true, maxAge: 0 });
  } else {
    app.get('/', (_request, reply) =>
      reply.type('text/plain').send('The console is not built here. Run `npm run build` in the project.\n'),
    );
  }
  return app;
}
