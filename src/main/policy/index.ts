export { WINDOW_CSP, withPolicy } from './headers.ts';
export { EXTERNAL_HOSTS, externalDecision, mayNavigate, mayRequest } from './navigation.ts';
export { consoleOrigin } from './origin.ts';
export { mayUse } from './permissions.ts';
export { windowOptions } from './window.ts';
