import { api, bodyOf } from '../../../lib/api-client.js';

/** Keeps the session alive for another idle period. */
export function extendSession(): Promise<unknown> {
  return bodyOf(api.POST('/api/v1/session/extension'));
}
