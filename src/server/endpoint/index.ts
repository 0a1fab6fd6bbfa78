export { type Endpoint, readEndpoint, removeEndpoint, socketPath, writeEndpoint } from './endpoint.ts';
