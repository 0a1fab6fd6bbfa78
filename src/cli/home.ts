import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The data directory: --home, else DRYDOCK_HOME, else the platform's own place for application data. */
export function homeFrom(given: string | undefined, env: NodeJS.ProcessEnv): string {
  const wish = given ?? env.DRYDOCK_HOME;
  if (wish) return resolve(wish);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Drydock');
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Drydock');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'drydock');
}
