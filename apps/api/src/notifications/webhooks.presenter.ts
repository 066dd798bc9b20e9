import {
  type DeliveryRow,
  type DeliveryState,
  deliveryStates,
  type NewSecret,
  webhookEventName,
  webhookEvents,
  type WebhookRow,
} from '#libs/notifications';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

const pauses = ['manager', 'failing', 'gone'] as const;

/** A webhook; its secret is shown by the answer that makes it alone. */
export class WebhookView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() url!: string;
  @ShowsText({ list: true }) events!: string[];
  @ShowsText({ codes: ['active', 'paused'] }) state!: WebhookRow['state'];
  @ShowsText({ nullable: true, codes: pauses }) pausedFor!: WebhookRow['pausedFor'];
  @ShowsMoment({ nullable: true }) pausedAt!: string | null;
  /** Since when nothing has arrived there. */
  @ShowsMoment({ nullable: true }) failingSince!: string | null;
  /** Until when the former secret signs as well. */
  @ShowsMoment({ nullable: true }) previousUntil!: string | null;
  @ShowsText({ nullable: true, codes: deliveryStates }) lastState!: DeliveryState | null;
  @ShowsMoment({ nullable: true }) lastAt!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
}

/** Something an own system can be told. */
export class WebhookEventView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** All webhooks of the agency, and what there is to choose from. */
export class WebhooksView {
  @ShowsView(() => WebhookView, { list: true }) items!: WebhookView[];
  @ShowsView(() => WebhookEventView, { list: true }) events!: WebhookEventView[];
}

/** A webhook with its new secret; null where the answer is a repeated one. */
export class WebhookSecretView {
  @ShowsView(() => WebhookView) webhook!: WebhookView;
  @ShowsText({ nullable: true }) secret!: string | null;
}

/** One try. */
export class WebhookAttemptView {
  @ShowsNumber() attempt!: number;
  @ShowsMoment() at!: string;
  @ShowsNumber({ nullable: true }) status!: number | null;
  @ShowsText({ nullable: true }) code!: string | null;
  @ShowsNumber() durationMs!: number;
}

/** One message; neither what it said nor what was answered is kept. */
export class WebhookDeliveryView {
  @ShowsId() id!: string;
  @ShowsId() eventId!: string;
  @ShowsText() type!: string;
  @ShowsText() typeName!: string;
  @ShowsMoment() occurredAt!: string;
  @ShowsText({ nullable: true }) number!: string | null;
  @ShowsFlag() isTest!: boolean;
  @ShowsText({ codes: deliveryStates }) state!: DeliveryState;
  @ShowsMoment({ nullable: true }) nextAt!: string | null;
  @ShowsView(() => WebhookAttemptView, { list: true }) attempts!: WebhookAttemptView[];
}

/** What was sent, the newest first. */
export class WebhookDeliveryPageView extends pageOf(() => WebhookDeliveryView) {}

export function presentWebhooks(rows: readonly WebhookRow[]): WebhooksView {
  return {
    items: rows.map(presentWebhook),
    events: webhookEvents.map((code) => ({ code, name: webhookEventName(code) })),
  };
}

export function presentWebhook(row: WebhookRow): WebhookView {
  const { id, name, url, events, state, pausedFor, lastState, version } = row;
  return {
    ...{ id, name, url, events, state, pausedFor, lastState, version },
    pausedAt: row.pausedAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    previousUntil: row.previousUntil?.toISOString() ?? null,
    lastAt: row.lastAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentSecret(row: WebhookRow, { secret }: NewSecret): WebhookSecretView {
  return { webhook: presentWebhook(row), secret };
}

export function presentDeliveries(found: Page<DeliveryRow>): WebhookDeliveryPageView {
  return presentPage(found, ({ id, eventId, type, occurredAt, number, isTest, state, nextAt, attempts }) => ({
    ...{ id, eventId, type, number, isTest, state },
    typeName: webhookEventName(type),
    occurredAt: occurredAt.toISOString(),
    nextAt: nextAt?.toISOString() ?? null,
    attempts: attempts.map(({ attempt, at, status, code, durationMs }) => ({
      ...{ attempt, status, code, durationMs },
      at: at.toISOString(),
    })),
  }));
}
