import { newDataKey, newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';
import { parties, type Party } from './cases.js';

/** What an agency's own system is told, with a message that has arrived. */
export interface ToldIds {
  readonly webhook: string;
  readonly webhookDelivery: string;
}

/** Builds it for every agency. */
export async function buildTold(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<Readonly<Record<Party, ToldIds>>> {
  const built = {} as Record<Party, ToldIds>;
  for (const party of parties) {
    const [webhook, webhookDelivery] = [newId(), newId()];
    await api.db.admin(
      `INSERT INTO portal.webhook (id, agency_id, name, url, events, secret, created_by)
       SELECT $1, $2, '試験', 'https://hooks.example.jp/', ARRAY['referral.sent'], $3, m.account_id
       FROM portal.membership m WHERE m.agency_id = $2 LIMIT 1`,
      [webhook, agencies[party], newDataKey()],
    );
    await api.db.admin(
      `INSERT INTO portal.webhook_delivery (id, webhook_id, agency_id, event_id, type, occurred_at, line_id, number, state)
       VALUES ($1, $2, $3, $4, 'referral.sent', now(), $5, 'R8-000001', 'delivered')`,
      [webhookDelivery, webhook, agencies[party], newId(), newId()],
    );
    await api.db.admin(
      `INSERT INTO portal.webhook_attempt (id, delivery_id, agency_id, attempt, status, duration_ms)
       VALUES ($1, $2, $3, 1, 204, 20)`,
      [newId(), webhookDelivery, agencies[party]],
    );
    built[party] = { webhook, webhookDelivery };
  }
  return built;
}
