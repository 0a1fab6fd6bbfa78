export { createActivityObserver } from './activity.ts';
export { drainBody, readBody } from './body.ts';
export { guard, type OciOptions } from './guards.ts';
export { createOciHandler, type OciHandler } from './handler.ts';
export { routePath } from './route.ts';
export { routes } from './routes.ts';
export { ociIdleMs, ociMaxConnections, ociServerOptions } from './server-options.ts';
