export { type Endpoint, readEndpoint, removeEndpoint, socketPath, writeEndpoint } from './endpoint.ts';
export { acquireLock, type EngineLock } from './lock.ts';
