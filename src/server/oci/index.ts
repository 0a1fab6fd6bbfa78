export { createActivityObserver } from './activity.ts';
export { BASIC_CHALLENGE } from './auth.ts';
export { drainBody, readBody } from './body.ts';
export { guardOrigin, guardSwitches, type OciOptions } from './guards.ts';
export { createOciHandler, type OciHandler } from './handler.ts';
export { BodyPace } from './pace.ts';
export { routePath } from './route.ts';
export { routes } from './routes.ts';
export { ociIdleMs, ociMaxConnections, ociServerOptions } from './server-options.ts';
