import { api, bodyOf } from '../../../lib/api-client.js';

/** Ends the session on the server. */
export function signOut(): Promise<unknown> {
  return bodyOf(api.DELETE('/api/v1/session'));
}
