import { type WebhookEvent, webhookEvents } from '#libs/notifications';
import { SomeOf, Text, WholeNumber } from '../http/fields.js';

/** Where an agency's own system is told, and of what. */
export class WebhookRequest {
  @Text({ label: '名前', max: 100 })
  name!: string;

  @Text({ label: '通知先のURL', max: 500 })
  url!: string;

  @SomeOf(webhookEvents, { label: '知らせること', min: 1 })
  events!: WebhookEvent[];
}

/** For how long the present secret signs beside the new one. */
export class SecretRequest {
  @WholeNumber({ label: '今の署名鍵も使える時間', min: 0, max: 168, standard: 24 })
  overlapHours?: number;
}
