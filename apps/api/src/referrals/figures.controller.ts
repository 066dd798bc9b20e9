import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type ListFormat, listFormats, workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import {
  type FigureFile,
  type FigureFormat,
  figureFormats,
  type Figures,
  FiguresQueries,
} from '#libs/referrals';
import { pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { Day, OneOf, WholeNumber } from '../http/fields.js';
import { ByMember } from '../http/parameters.js';
import { FiguresView, presentFigures, presentQuarters, QuarterFiguresView } from './figures.presenter.js';

/** Which of the own referrals, and of when. */
export class OwnFiguresQuery {
  @OneOf(['sent', 'received'], { label: '依頼の向き' })
  side!: 'sent' | 'received';

  @Day({ label: '始まりの日', optional: true })
  from?: string | null;

  @Day({ label: '終わりの日', optional: true })
  until?: string | null;
}

/** The same, as a file. */
export class OwnFiguresFileQuery extends OwnFiguresQuery {
  @OneOf(figureFormats, { label: '形式' })
  format!: FigureFormat;
}

/** Which fiscal year of the network; the present one unless said otherwise. */
export class NetworkFiguresQuery {
  @WholeNumber({ label: '年度', min: 2000, max: 2999, optional: true })
  fiscalYear?: number | null;
}

/** The same, as a file. */
export class NetworkFiguresFileQuery extends NetworkFiguresQuery {
  @OneOf(figureFormats, { label: '形式' })
  format!: FigureFormat;
}

/** A year by its quarters, as a list. */
export class QuartersFileQuery extends NetworkFiguresQuery {
  @OneOf(listFormats, { label: '形式' })
  format!: ListFormat;
}

/** Numbers about referrals: the own agency’s in full, the network’s without any that could point at somebody. */
@ApiTags('figures')
@Controller('figures')
export class FiguresController {
  constructor(private readonly queries: FiguresQueries) {}

  @Get('own')
  @For('caseworker')
  @ApiOkResponse({ type: FiguresView })
  async own(@ByMember() actor: Member, @Query() { side, ...period }: OwnFiguresQuery): Promise<FiguresView> {
    return presentFigures(await this.queries.own(actor, side, period));
  }

  @Get('own/file')
  @For('caseworker')
  @ApiProduces('text/csv', workbookType, 'application/pdf')
  @ApiOkResponse(pdfSchema)
  async ownFile(
    @ByMember() actor: Member,
    @Query() { side, format, ...period }: OwnFiguresFileQuery,
  ): Promise<StreamableFile> {
    return this.file(actor, await this.queries.own(actor, side, period), format);
  }

  @Get('network')
  @For('secretariat')
  @ApiOkResponse({ type: FiguresView })
  async network(
    @ByMember() actor: Member,
    @Query() { fiscalYear }: NetworkFiguresQuery,
  ): Promise<FiguresView> {
    return presentFigures(await this.queries.network(actor, fiscalYear));
  }

  @Get('network/file')
  @For('secretariat')
  @ApiProduces('text/csv', workbookType, 'application/pdf')
  @ApiOkResponse(pdfSchema)
  async networkFile(
    @ByMember() actor: Member,
    @Query() { fiscalYear, format }: NetworkFiguresFileQuery,
  ): Promise<StreamableFile> {
    return this.file(actor, await this.queries.network(actor, fiscalYear), format);
  }

  /** A year that is over, by its quarters. */
  @Get('network/quarters')
  @For('secretariat')
  @ApiOkResponse({ type: QuarterFiguresView })
  async quarters(
    @ByMember() actor: Member,
    @Query() { fiscalYear }: NetworkFiguresQuery,
  ): Promise<QuarterFiguresView> {
    return presentQuarters(await this.queries.networkQuarters(actor, fiscalYear));
  }

  @Get('network/quarters/file')
  @For('secretariat')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async quartersFile(
    @ByMember() actor: Member,
    @Query() { fiscalYear, format }: QuartersFileQuery,
  ): Promise<StreamableFile> {
    const figures = await this.queries.networkQuarters(actor, fiscalYear);
    return download(this.queries.quartersFile(figures, format), `quarters-${figures.fiscalYear}`);
  }

  private async file(actor: Member, figures: Figures, format: FigureFormat): Promise<StreamableFile> {
    return download(
      await this.queries.file(actor, figures, format),
      `figures-${figures.scope}-${figures.from}`,
    );
  }
}

function download({ type, ending, chunks }: FigureFile, name: string): StreamableFile {
  return new StreamableFile(Readable.from(chunks), {
    type,
    disposition: `attachment; filename="${name}.${ending}"`,
  });
}
