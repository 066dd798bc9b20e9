import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AgencyExport, type ExportColumn, exportColumns, type ExportOrder } from '#libs/directory';
import { type CellLoss, cp932Losses, csvChunks, workbookChunks, workbookType } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { Clock } from '#libs/platform';
import { For } from '../../http/audience.decorator.js';
import { By } from '../../http/parameters.js';
import { ShowsNumber, ShowsText, ShowsView } from '../../http/view.js';
import { NamedView } from '../named.view.js';
import { AgencyExportQuery, AgencyListQuery, type ExportFormat } from './exports.dto.js';

const mostLossesShown = 200;

/** A cell of which cp932 cannot hold everything. */
export class CellLossView {
  /** As a spreadsheet counts: the first row below the head is 2. */
  @ShowsNumber() row!: number;
  @ShowsText() column!: string;
  @ShowsText() of!: string;
  @ShowsText() characters!: string;
}

/** What would be lost in cp932: how many cells, and the first of them. */
export class ExportLossesView {
  @ShowsNumber() total!: number;
  @ShowsView(() => CellLossView, { list: true }) items!: CellLossView[];
}

const formats: Readonly<Record<ExportFormat, { type: string; ending: string }>> = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  csv_cp932: { type: 'text/csv; charset=Shift_JIS', ending: 'csv' },
  xlsx: { type: workbookType, ending: 'xlsx' },
  json: { type: 'application/json; charset=utf-8', ending: 'json' },
};

/** Lists of agencies to take along. */
@ApiTags('agencies')
@Controller('agency-exports')
export class ExportsController {
  constructor(
    private readonly lists: AgencyExport,
    private readonly clock: Clock,
  ) {}

  @Get()
  @For('member')
  @ApiProduces(...Object.values(formats).map(({ type }) => type))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async write(@By() actor: Actor, @Query() query: AgencyExportQuery): Promise<StreamableFile> {
    const { type, ending } = formats[query.format];
    const name = encodeURIComponent(`機関一覧_${this.clock.today()}.${ending}`);
    return new StreamableFile(Readable.from(await this.chunks(actor, query.format, query.asOrder())), {
      type,
      disposition: `attachment; filename="agencies.${ending}"; filename*=UTF-8''${name}`,
    });
  }

  /** Asked before cp932 is written, so that nothing is lost unseen. */
  @Get('losses')
  @For('member')
  @ApiOkResponse({ type: ExportLossesView })
  async losses(@By() actor: Actor, @Query() query: AgencyListQuery): Promise<ExportLossesView> {
    const items: CellLoss[] = [];
    let total = 0;
    for await (const loss of cp932Losses(await this.lists.list(actor, query.asOrder()))) {
      total += 1;
      if (items.length < mostLossesShown) items.push(loss);
    }
    return {
      total,
      items: items.map(({ row, column, of, characters }) => ({
        row,
        column,
        of,
        characters: characters.join(''),
      })),
    };
  }

  @Get('columns')
  @For('member')
  @ApiOkResponse({ type: NamedView, isArray: true })
  columns(): NamedView[] {
    return (Object.keys(exportColumns) as ExportColumn[]).map((code) => ({
      code,
      name: exportColumns[code].label,
    }));
  }

  private async chunks(
    actor: Actor,
    format: ExportFormat,
    order: ExportOrder,
  ): Promise<AsyncIterable<Uint8Array>> {
    switch (format) {
      case 'csv':
        return csvChunks(await this.lists.list(actor, order), 'utf8');
      case 'csv_cp932':
        return csvChunks(await this.lists.list(actor, order), 'cp932');
      case 'xlsx':
        return workbookChunks(await this.lists.list(actor, order));
      case 'json':
        return jsonChunks(this.lists.objects(actor, order));
    }
  }
}

async function* jsonChunks(rows: AsyncIterable<object>): AsyncGenerator<Buffer> {
  let before = '[\n';
  for await (const row of rows) {
    yield Buffer.from(before + JSON.stringify(row));
    before = ',\n';
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n');
}
