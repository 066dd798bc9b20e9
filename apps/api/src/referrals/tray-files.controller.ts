import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type ListFormat, listFormats, workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock } from '#libs/platform';
import { TrayFiles } from '#libs/referrals';
import { pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { OneOf } from '../http/fields.js';
import { ByMember } from '../http/parameters.js';
import { ReferralsQuery } from './referrals.dto.js';

/** Which part of a tray, and how it is written; all pages of it. */
export class TrayFileQuery extends ReferralsQuery {
  @OneOf(listFormats, { label: '形式' })
  format!: ListFormat;
}

/** A tray to take along. */
@ApiTags('referrals')
@Controller('referral-lists')
export class TrayFilesController {
  constructor(
    private readonly files: TrayFiles,
    private readonly clock: Clock,
  ) {}

  @Get()
  @For('caseworker')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse(pdfSchema)
  async write(
    @ByMember() actor: Member,
    @Query() { format, box, status, turn, overdue, claimed }: TrayFileQuery,
  ): Promise<StreamableFile> {
    const filter = {
      box,
      ...(status ? { status } : {}),
      ...(turn ? { turn } : {}),
      ...(overdue === undefined ? {} : { overdue }),
      ...(claimed ? { claimed } : {}),
    };
    const { type, ending, chunks } = await this.files.write(actor, filter, format);
    return new StreamableFile(Readable.from(chunks), {
      type,
      disposition: `attachment; filename="referrals-${box}-${this.clock.today()}.${ending}"`,
    });
  }
}
