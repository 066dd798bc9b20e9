import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Config, MailCopies } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { mailboxPage, mailboxStyle } from './mailbox.page.js';

/** A kept mail as programs read it. */
interface MailCopyView {
  id: string;
  to: string;
  subject: string;
  text: string;
  sentAt: string;
}

/** The mailbox of the demo: every mail of everybody, so it is there in demo mode only. */
@ApiExcludeController()
@Controller('dev')
export class DevMailboxController {
  constructor(
    private readonly copies: MailCopies,
    private readonly config: Config,
  ) {}

  @Get('mailbox')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async page(): Promise<string> {
    return mailboxPage(await this.copies.newest(), this.config.publicUrl);
  }

  @Get('mailbox.json')
  @For('public')
  @Header('cache-control', 'no-store')
  async list(): Promise<MailCopyView[]> {
    return (await this.copies.newest()).map(({ id, recipient, subject, body, created_at }) => ({
      id,
      to: recipient,
      subject,
      text: body,
      sentAt: created_at.toISOString(),
    }));
  }

  @Get('mailbox.css')
  @For('public')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return mailboxStyle;
  }
}
