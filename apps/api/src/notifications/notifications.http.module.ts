import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { NoticesController } from './notices.controller.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({ imports: [NotificationsModule], controllers: [NoticesController, WebhooksController] })
export class NotificationsHttpModule {}
