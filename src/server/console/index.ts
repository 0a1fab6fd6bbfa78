export { consoleApp } from './app.ts';
export { Sessions } from './sessions.ts';
