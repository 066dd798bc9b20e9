import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import { DecisionsQueries } from '#libs/meetings';
import { pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { DecisionFileQuery, DecisionsQuery } from './minutes.dto.js';
import { DecisionPageView, presentDecisions } from './minutes.presenter.js';

/** 決定事項の台帳: what a council has decided, by number. */
@ApiTags('meetings')
@Controller('councils/:id')
export class DecisionsController {
  constructor(private readonly queries: DecisionsQueries) {}

  @Get('decisions')
  @For('member')
  @ApiOkResponse({ type: DecisionPageView })
  async list(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() query: DecisionsQuery,
  ): Promise<DecisionPageView> {
    const { fiscalYear, words } = query;
    return presentDecisions(await this.queries.list(actor, councilId, { fiscalYear, words }, query));
  }

  @Get('decision-list')
  @For('member')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse(pdfSchema)
  async file(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() { format, fiscalYear, words }: DecisionFileQuery,
  ): Promise<StreamableFile> {
    const { type, ending, chunks } = await this.queries.file(actor, councilId, { fiscalYear, words }, format);
    return new StreamableFile(Readable.from(chunks), {
      type,
      disposition: `attachment; filename="decisions.${ending}"`,
    });
  }
}
