import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** Says why one opens so many people. */
export function explainReading({ reason, key }: { reason: string; key: string }) {
  return bodyOf(api.POST('/api/v1/reading-reasons', { params: { header: onceBy(key) }, body: { reason } }));
}
