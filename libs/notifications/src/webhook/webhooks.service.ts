import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Config,
  Database,
  Invalid,
  Keys,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import { faultOfAddress } from './webhook.address.js';
import { DeliveryUnderWay, TooManyWebhooks, WebhookPaused, WebhookState } from './webhook.errors.js';
import { trialEvent, type WebhookEvent } from './webhook.events.js';
import { WebhookPace } from './webhook.pace.js';
import { sealedSecret } from './webhook.secret.js';
import { newWebhookSecret } from './webhook.signature.js';
import { webhookDue } from './webhook-plan.js';

const most = 10;

/** Where an agency wants to be told, and of what. */
export interface WebhookInput {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** A secret leaves the portal in the answer that makes it, and never again. */
export interface NewSecret {
  readonly id: string;
  readonly secret: string | null;
}

interface Held {
  state: 'active' | 'paused';
  version: number;
}

/** 外部システムへの通知: a manager says where the agency's own system is told. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly db: Database,
    private readonly keys: Keys,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly pace: WebhookPace,
  ) {}

  /** Registers an address; a repeat of the same request answers without the secret. @throws {Invalid} @throws {TooManyWebhooks} */
  async register(actor: Member, input: WebhookInput, request: OnceKey): Promise<NewSecret> {
    this.requireAddress(input.url);
    let secret: string | null = null;
    const id = await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        // One after the other, so that two at the same moment are counted.
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `webhooks ${actor.agencyId}`,
        ]);
        const [own] = await tx.query<{ n: number }[]>(
          'SELECT count(*)::int AS n FROM portal.webhook WHERE agency_id = $1',
          [actor.agencyId],
        );
        if ((own?.n ?? 0) >= most) throw new TooManyWebhooks(most);
        const webhookId = newId();
        secret = newWebhookSecret();
        await tx.query(
          `INSERT INTO portal.webhook (id, agency_id, name, url, events, secret, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [
            webhookId,
            actor.agencyId,
            input.name,
            input.url,
            [...input.events],
            sealedSecret(this.keys, webhookId, secret),
            actor.accountId,
          ],
        );
        await this.note(tx, actor, 'register', webhookId, input.url);
        return webhookId;
      }),
    );
    return { id, secret };
  }

  /** Changes where and of what. @throws {NotFound} @throws {Stale} @throws {Invalid} */
  async change(actor: Member, id: string, seenVersion: number, input: WebhookInput): Promise<void> {
    this.requireAddress(input.url);
    await this.db.transaction(actor, async (tx) => {
      await hold(tx, actor, id, seenVersion);
      // Another address has not failed yet.
      await tx.query(
        `UPDATE portal.webhook SET name = $2, url = $3, events = $4, version = version + 1, changed_at = now(),
           failing_since = CASE WHEN url = $3 THEN failing_since END WHERE id = $1`,
        [id, input.name, input.url, [...input.events]],
      );
      await this.note(tx, actor, 'change', id, input.url);
    });
  }

  /** Nothing is sent any more until somebody says so. @throws {NotFound} @throws {Stale} @throws {WebhookState} */
  async pause(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { state } = await hold(tx, actor, id, seenVersion);
      if (state === 'paused') throw new WebhookState(state);
      await tx.query(
        `UPDATE portal.webhook SET state = 'paused', paused_for = 'manager', paused_at = now(), version = version + 1,
           changed_at = now() WHERE id = $1`,
        [id],
      );
      await this.note(tx, actor, 'pause', id);
    });
  }

  /** From now on there is telling again; what happened in between is not made up for. @throws {NotFound} @throws {Stale} @throws {WebhookState} */
  async resume(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { state } = await hold(tx, actor, id, seenVersion);
      if (state === 'active') throw new WebhookState(state);
      await tx.query(
        `UPDATE portal.webhook SET state = 'active', paused_for = NULL, paused_at = NULL, failing_since = NULL,
           version = version + 1, changed_at = now() WHERE id = $1`,
        [id],
      );
      await this.note(tx, actor, 'resume', id);
    });
  }

  /** A new secret; the present one signs too for so many hours, so that nobody has to change both sides at once. @throws {NotFound} @throws {Stale} */
  async rotate(actor: Member, id: string, seenVersion: number, overlapHours: number): Promise<NewSecret> {
    const secret = newWebhookSecret();
    await this.db.transaction(actor, async (tx) => {
      await hold(tx, actor, id, seenVersion);
      await tx.query(
        `UPDATE portal.webhook SET secret = $2, version = version + 1, changed_at = now(),
           previous_secret = CASE WHEN $3 > 0 THEN secret END,
           previous_until = CASE WHEN $3 > 0 THEN now() + make_interval(hours => $3) END
         WHERE id = $1`,
        [id, sealedSecret(this.keys, id, secret), overlapHours],
      );
      await this.note(tx, actor, 'rotate', id);
    });
    return { id, secret };
  }

  /** Removes it with its log. @throws {NotFound} @throws {Stale} */
  async remove(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await hold(tx, actor, id, seenVersion);
      await tx.query('DELETE FROM portal.webhook WHERE id = $1', [id]);
      await this.note(tx, actor, 'remove', id);
    });
  }

  /** Orders a trial message, of a paused one too; answers the webhook's id. @throws {NotFound} @throws {TooMany} */
  async tryOut(actor: Member, id: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await hold(tx, actor, id);
        await this.pace.admitTrial(actor.agencyId);
        const deliveryId = newId();
        await tx.query(
          `INSERT INTO portal.webhook_delivery (id, webhook_id, agency_id, event_id, type, occurred_at, is_test)
           VALUES ($1, $2, $3, $4, $5, now(), true)`,
          [deliveryId, id, actor.agencyId, newId(), trialEvent],
        );
        await this.outbox.add(tx, webhookDue, { deliveryId });
        await this.note(tx, actor, 'try', id);
        return id;
      }),
    );
  }

  /** Sends a message once more, under its id; answers the webhook's id. @throws {NotFound} @throws {WebhookPaused} @throws {DeliveryUnderWay} @throws {TooMany} */
  async redeliver(actor: Member, deliveryId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const [found] = await tx.query<{ webhookId: string }[]>(
          'SELECT webhook_id AS "webhookId" FROM portal.webhook_delivery WHERE id = $1 AND agency_id = $2',
          [deliveryId, actor.agencyId],
        );
        if (!found) throw new NotFound();
        const { state } = await hold(tx, actor, found.webhookId);
        // Whoever holds the webhook holds its messages, so this is how it stands.
        const [delivery] = await tx.query<{ state: string; isTest: boolean }[]>(
          'SELECT state, is_test AS "isTest" FROM portal.webhook_delivery WHERE id = $1',
          [deliveryId],
        );
        if (!delivery) throw new NotFound();
        if (state === 'paused' && !delivery.isTest) throw new WebhookPaused();
        if (delivery.state === 'waiting') throw new DeliveryUnderWay();
        await this.pace.admitRedelivery(actor.agencyId);
        await tx.query(`UPDATE portal.webhook_delivery SET state = 'waiting' WHERE id = $1`, [deliveryId]);
        await this.outbox.add(tx, webhookDue, { deliveryId });
        await this.note(tx, actor, 'redeliver', found.webhookId);
        return found.webhookId;
      }),
    );
  }

  /** @throws {Invalid} */
  private requireAddress(url: string): void {
    const fault = faultOfAddress(url, this.config.webhookReach);
    if (fault) throw new Invalid([{ field: 'url', label: '通知先のURL', detail: fault }]);
  }

  /** Where to, as far as the host: what stands behind it may be a secret. */
  private async note(tx: Tx, actor: Member, what: string, id: string, url?: string): Promise<void> {
    const details = url ? { host: new URL(url).host } : {};
    await this.audit.record(tx, actor, {
      ...{ action: `webhook.${what}`, objectType: 'webhook', objectId: id },
      details,
    });
  }
}

/** The own one, locked. @throws {NotFound} @throws {Stale} */
async function hold(tx: Tx, actor: Member, id: string, seenVersion?: number): Promise<Held> {
  const [held] = await tx.query<Held[]>(
    'SELECT state, version FROM portal.webhook WHERE id = $1 AND agency_id = $2 FOR UPDATE',
    [id, actor.agencyId],
  );
  if (!held) throw new NotFound();
  if (seenVersion !== undefined && held.version !== seenVersion) throw new Stale(held.version);
  return held;
}
