import type { Keys } from '../keys/keys.js';
import type { LoginRole } from './login.roles.js';

/** One connection string per role: what a process may do is decided by which of them it opens. */
export interface PortalConnections {
  readonly app: string;
  readonly auth: string;
  readonly worker: string;
  readonly operator: string;
}

/** Keeps server, database and TLS options of `databaseUrl` and signs in as each role with the password derived from the key file. */
export function connectionsFor(databaseUrl: string, keys: Keys): PortalConnections {
  const as = (role: LoginRole) => {
    const url = new URL(databaseUrl);
    url.username = role;
    url.password = keys.rolePassword(role);
    return url.href;
  };
  return {
    app: as('portal_app'),
    auth: as('portal_auth'),
    worker: as('portal_worker'),
    operator: as('portal_operator'),
  };
}
