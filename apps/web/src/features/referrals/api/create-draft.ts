import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** Begins a draft about a person. */
export function createDraft({ draft, key }: { draft: Schema<'BeginRequest'>; key: string }) {
  return bodyOf(api.POST('/api/v1/referrals', { params: { header: onceBy(key) }, body: draft }));
}
