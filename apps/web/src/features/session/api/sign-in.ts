import { api, bodyOf } from '../../../lib/api-client.js';

/** Begins a session. */
export function signIn(input: { email: string; password: string }): Promise<unknown> {
  return bodyOf(api.POST('/api/v1/session', { body: input }));
}
