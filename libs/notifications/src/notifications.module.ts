import { Module } from '@nestjs/common';
import { NoticesQueries } from './notices.queries.js';
import { Notices } from './notices.service.js';
import { WebhookPace } from './webhook/webhook.pace.js';
import { WebhooksQueries } from './webhook/webhooks.queries.js';
import { Webhooks } from './webhook/webhooks.service.js';

/** One's own notices, and what the own agency's systems are told, for the API. */
@Module({
  providers: [Notices, NoticesQueries, WebhookPace, Webhooks, WebhooksQueries],
  exports: [Notices, NoticesQueries, Webhooks, WebhooksQueries],
})
export class NotificationsModule {}
