import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, offsetOf, type Page, type PageRequest } from '#libs/platform';

/** A webhook as its agency sees it; the secret stays where it is. */
export interface WebhookRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: string[];
  readonly state: 'active' | 'paused';
  readonly pausedFor: 'manager' | 'failing' | 'gone' | null;
  readonly pausedAt: Date | null;
  readonly failingSince: Date | null;
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
  readonly version: number;
  readonly lastState: DeliveryState | null;
  readonly lastAt: Date | null;
}

/** What became of a message. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One try; what was answered is not kept. */
export interface AttemptRow {
  readonly attempt: number;
  readonly at: Date;
  readonly status: number | null;
  readonly code: string | null;
  readonly durationMs: number;
}

/** One message with its newest tries. */
export interface DeliveryRow {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly number: string | null;
  readonly isTest: boolean;
  readonly state: DeliveryState;
  readonly nextAt: Date | null;
  readonly attempts: readonly AttemptRow[];
}

const columns = `w.id, w.name, w.url, w.events, w.state, w.paused_for AS "pausedFor", w.paused_at AS "pausedAt",
  w.failing_since AS "failingSince", CASE WHEN w.previous_until > now() THEN w.previous_until END AS "previousUntil",
  w.created_at AS "createdAt", w.version, d.state AS "lastState", d.created_at AS "lastAt"`;
const newest = `LEFT JOIN LATERAL (SELECT x.state, x.created_at FROM portal.webhook_delivery x WHERE x.webhook_id = w.id
  ORDER BY x.created_at DESC, x.id DESC LIMIT 1) d ON true`;

/** Reads the own agency's webhooks and what was sent. */
@Injectable()
export class WebhooksQueries {
  constructor(private readonly db: Database) {}

  /** All, the oldest first. */
  async all(actor: Member): Promise<WebhookRow[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query<WebhookRow[]>(
        `SELECT ${columns} FROM portal.webhook w ${newest} WHERE w.agency_id = $1 ORDER BY w.created_at, w.id`,
        [actor.agencyId],
      ),
    );
  }

  /** One. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<WebhookRow> {
    const [found] = await this.db.transaction(actor, (tx) =>
      tx.query<WebhookRow[]>(
        `SELECT ${columns} FROM portal.webhook w ${newest} WHERE w.id = $1 AND w.agency_id = $2`,
        [id, actor.agencyId],
      ),
    );
    if (!found) throw new NotFound();
    return found;
  }

  /** What was sent to one, the newest first, each with its last twelve tries. @throws {NotFound} */
  async deliveries(actor: Member, id: string, request: PageRequest): Promise<Page<DeliveryRow>> {
    const { page, perPage } = request;
    return this.db.transaction(actor, async (tx) => {
      const [own] = await tx.query<{ total: number }[]>(
        `SELECT (SELECT count(*)::int FROM portal.webhook_delivery d WHERE d.webhook_id = w.id) AS total
         FROM portal.webhook w WHERE w.id = $1 AND w.agency_id = $2`,
        [id, actor.agencyId],
      );
      if (!own) throw new NotFound();
      const rows = await tx.query<DeliveryRow[]>(
        `SELECT d.id, d.event_id AS "eventId", d.type, d.occurred_at AS "occurredAt", d.number, d.is_test AS "isTest", d.state,
           d.next_at AS "nextAt",
           (SELECT coalesce(json_agg(t ORDER BY t.attempt DESC), '[]') FROM (
              SELECT a.attempt, a.at, a.status, a.code, a.duration_ms AS "durationMs" FROM portal.webhook_attempt a
              WHERE a.delivery_id = d.id ORDER BY a.attempt DESC LIMIT 12) t) AS attempts
         FROM portal.webhook_delivery d WHERE d.webhook_id = $1
         ORDER BY d.created_at DESC, d.id DESC LIMIT $2 OFFSET $3`,
        [id, perPage, offsetOf(request)],
      );
      return { items: rows.map(withMoments), page, perPage, total: own.total };
    });
  }
}

/** JSON out of the database carries moments as text. */
function withMoments(row: DeliveryRow): DeliveryRow {
  return { ...row, attempts: row.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })) };
}
