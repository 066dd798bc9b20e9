import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { NoticesController } from './notices.controller.js';

@Module({ imports: [NotificationsModule], controllers: [NoticesController] })
export class NotificationsHttpModule {}
