import { findEngine } from './address.ts';
import { findLogin } from './login.ts';
import type { DockerAccess, Surroundings } from './types.ts';

/** The Docker engine and client of this machine. The client library is loaded with the first engine that is asked for. */
export const createDockerAccess = (around: Surroundings): DockerAccess => ({
  async engine(address) {
    const found = await findEngine(around, address);
    const { connect } = await import('./connect.ts');
    return connect(found);
  },
  login: (host, signal) => findLogin(around, host, signal),
});
