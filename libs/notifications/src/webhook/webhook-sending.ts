import {
  findOpen,
  Hopeless,
  type Keys,
  markDone,
  newId,
  Outbox,
  type SqlTx,
  type Task,
  type WorkerDatabase,
} from '#libs/platform';
import { webhookBody } from './webhook.body.js';
import type { PostOutcome, WebhookPost } from './webhook.post.js';
import { openedSecret } from './webhook.secret.js';
import { signedHeaders } from './webhook.signature.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each vain try the next one follows; the ninth wait is the last. Together they are longer than three days. */
const waits = [
  30 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
/** Never many at the same moment: each wait is lengthened by up to a tenth. */
const jitter = 0.1;

/** After so many days in which nothing arrived a webhook is paused. */
const pauseAfterDays = 3;

/** What the sending promises once a webhook was paused: its managers are told. */
export const webhookPaused = 'webhook.paused';

interface Message {
  id: string;
  webhook_id: string;
  agency_id: string;
  event_id: string;
  type: string;
  occurred_at: Date;
  line_id: string | null;
  is_test: boolean;
  state: string;
  attempts: number;
  url: string;
  webhook_state: 'active' | 'paused';
  secret: Buffer;
  previous_secret: Buffer | null;
}

/** Tries messages, each promise one try: at least once, always under the same id. */
export class WebhookSending {
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: WorkerDatabase,
    private readonly keys: Keys,
    private readonly post: WebhookPost,
    /** Milliseconds until the next try after so many, or nothing when that was the last. */
    private readonly waitAfter: (made: number) => number | undefined = waitAfterTry,
  ) {}

  /** Keeps one promise, if it is still open. */
  async run(taskId: string): Promise<void> {
    const task = await findOpen(this.db, taskId);
    if (!task) return;
    const message = await this.messageOf(task);
    if (message?.state !== 'waiting') return markDone(this.db, task.id);
    // A trial shows whether the address answers, so that somebody can resume it.
    if (message.webhook_state === 'paused' && !message.is_test) return this.drop(task, message);
    const body = await this.bodyOf(message);
    if (body === undefined) return this.drop(task, message);
    const timestamp = Math.floor(Date.now() / second);
    const headers = signedHeaders({ id: message.event_id, timestamp, body }, this.secretsOf(message));
    await this.settle(task, message, await this.post.send(message.url, headers, body));
  }

  private async messageOf({ payload }: Task): Promise<Message | undefined> {
    const { deliveryId } = payload;
    if (typeof deliveryId !== 'string') throw new Hopeless('payload.malformed');
    const [message] = await this.db.query<Message & Record<string, unknown>>(
      `SELECT d.id, d.webhook_id, d.agency_id, d.event_id, d.type, d.occurred_at, d.line_id, d.is_test, d.state,
         (SELECT coalesce(max(a.attempt), 0) FROM portal.webhook_attempt a WHERE a.delivery_id = d.id) AS attempts,
         w.url, w.state AS webhook_state, w.secret,
         CASE WHEN w.previous_until > now() THEN w.previous_secret END AS previous_secret
       FROM portal.webhook_delivery d JOIN portal.webhook w ON w.id = d.webhook_id WHERE d.id = $1`,
      [deliveryId],
    );
    return message;
  }

  /** As things stand now; nothing when the agency is no party to the line any more. */
  private async bodyOf(message: Message): Promise<string | undefined> {
    const { event_id: id, type, occurred_at: occurredAt, agency_id: agencyId, line_id: lineId } = message;
    const event = { id, type, occurredAt, agencyId };
    if (lineId === null) return webhookBody(event, undefined);
    const [line] = await this.db.query<{
      referral_id: string;
      number: string;
      status: string;
      version: number;
    }>('SELECT referral_id, number, status, version FROM sec.line_standing($1, $2)', [lineId, agencyId]);
    if (!line) return undefined;
    const { referral_id: referralId, number, status, version } = line;
    return webhookBody(event, { referralId, number, lineId, status, version });
  }

  private secretsOf({ webhook_id: id, secret, previous_secret: previous }: Message): string[] {
    return [secret, previous]
      .filter((sealed) => sealed !== null)
      .map((sealed) => openedSecret(this.keys, id, sealed));
  }

  private async drop(task: Task, { id }: Message): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`UPDATE portal.webhook_delivery SET state = 'dropped' WHERE id = $1`, [id]);
      await markDone(tx, task.id);
    });
  }

  /** The try, what follows from it for the message and for the webhook, and the kept promise are one transaction. */
  private async settle(task: Task, message: Message, outcome: PostOutcome): Promise<void> {
    const made = message.attempts + 1;
    const isDelivered = outcome.code === null;
    const wait = isDelivered || message.is_test || outcome.status === 410 ? undefined : this.waitAfter(made);
    await this.db.transaction(async (tx) => {
      // The webhook first and its messages after it, like whoever removes it.
      await tx.query('SELECT FROM portal.webhook WHERE id = $1 FOR UPDATE', [message.webhook_id]);
      await tx.query(
        `INSERT INTO portal.webhook_attempt (id, delivery_id, agency_id, attempt, status, code, duration_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
        [newId(), message.id, message.agency_id, made, outcome.status, outcome.code, outcome.durationMs],
      );
      await tx.query(
        `UPDATE portal.webhook_delivery SET state = $2, next_at = now() + $3 * interval '1 millisecond' WHERE id = $1`,
        [message.id, isDelivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting', wait ?? null],
      );
      if (!message.is_test) await this.judge(tx, message, outcome);
      await markDone(tx, task.id);
    });
  }

  /** Something arrived, or has not for days, or nobody is there any more (410). */
  private async judge(tx: SqlTx, { webhook_id: id }: Message, { code, status }: PostOutcome): Promise<void> {
    if (code === null) {
      await tx.query(
        'UPDATE portal.webhook SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL',
        [id],
      );
      return;
    }
    await tx.query(
      `UPDATE portal.webhook SET failing_since = now() WHERE id = $1 AND failing_since IS NULL AND state = 'active'`,
      [id],
    );
    const [paused] = await tx.query<{ agency_id: string }>(
      `UPDATE portal.webhook SET state = 'paused', paused_for = $2, paused_at = now(), version = version + 1, changed_at = now()
       WHERE id = $1 AND state = 'active' AND ($2 = 'gone' OR failing_since < now() - make_interval(days => $3))
       RETURNING agency_id`,
      [id, status === 410 ? 'gone' : 'failing', pauseAfterDays],
    );
    if (paused)
      await this.outbox.add(writer(tx), webhookPaused, { agencyId: paused.agency_id, webhookId: id });
  }
}

/** The standard waits. */
export function waitAfterTry(made: number, chance = Math.random()): number | undefined {
  const wait = waits[made - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 + jitter * chance));
}

function writer(tx: SqlTx) {
  return { query: (sql: string, values: unknown[]) => tx.query(sql, values) };
}
