import { Module } from '@nestjs/common';
import { MailCopies } from '#libs/platform';
import { DevMailboxController } from './dev-mailbox.controller.js';

@Module({ controllers: [DevMailboxController], providers: [MailCopies] })
export class DevMailboxHttpModule {}
