import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { ImportJobs, ImportJobsQueries } from '#libs/directory';
import { csvChunks } from '#libs/documents';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { listTypes } from '../http/content-types.js';
import { PageQuery } from '../http/page.query.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { remarksSheet } from './import-remarks.csv.js';
import { FileNameQuery, ReadingRequest, ResultsQuery, SettingsRequest } from './imports.dto.js';
import {
  ImportPageView,
  ImportResultsView,
  ImportView,
  presentImport,
  presentImports,
  presentResults,
} from './imports.presenter.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;

/** Lists that the secretariat takes over: each is read, checked, taken over and perhaps taken back by a worker. */
@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly jobs: ImportJobs,
    private readonly queries: ImportJobsQueries,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: ImportPageView })
  async list(@ByMember() actor: Member, @Query() { page, perPage }: PageQuery): Promise<ImportPageView> {
    return presentImports(await this.queries.list(actor, { page, perPage }));
  }

  @Post()
  @For('secretariat')
  @ApiConsumes(...listTypes)
  @ApiBody(file)
  @ApiCreatedResponse({ type: ImportView })
  async handIn(
    @ByMember() actor: Member,
    @Query() { fileName }: FileNameQuery,
    @Body() content: Buffer,
    @Once() once: OnceKey,
  ): Promise<ImportView> {
    const name = fileName === undefined || fileName === '' ? '一覧' : fileName;
    return this.show(actor, await this.jobs.handIn(actor, { name, content }, once));
  }

  @Get(':id')
  @For('secretariat')
  @ApiOkResponse({ type: ImportView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<ImportView> {
    return this.show(actor, id);
  }

  /** Gives the list up. */
  @Delete(':id')
  @For('secretariat')
  @HttpCode(204)
  @ApiNoContentResponse()
  async drop(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.jobs.drop(actor, id, version);
  }

  /** Has the file read again, in another character set, another sheet, with another header. */
  @Put(':id/reading')
  @For('secretariat')
  @ApiOkResponse({ type: ImportView })
  async reread(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: ReadingRequest,
  ): Promise<ImportView> {
    await this.jobs.reread(actor, id, version, input.asChoice());
    return this.show(actor, id);
  }

  /** Has the list checked: nothing is written to the directory. */
  @Put(':id/settings')
  @For('secretariat')
  @ApiOkResponse({ type: ImportView })
  async settle(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: SettingsRequest,
  ): Promise<ImportView> {
    await this.jobs.settle(actor, id, version, input.asSource(), input.asSettings());
    return this.show(actor, id);
  }

  @Get(':id/results')
  @For('secretariat')
  @ApiOkResponse({ type: ImportResultsView })
  async results(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { outcome, noted, q, page, perPage }: ResultsQuery,
  ): Promise<ImportResultsView> {
    const filter = { outcomes: outcome ?? [], noted: noted ?? false, query: q ?? '', page, perPage };
    return presentResults(await this.queries.results(actor, id, filter));
  }

  /** What somebody has to look at, for a spreadsheet. */
  @Get(':id/remarks')
  @For('secretariat')
  @ApiProduces('text/csv')
  @ApiOkResponse(file)
  async remarks(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    const { rows } = await this.queries.remarks(actor, id);
    return new StreamableFile(Readable.from(csvChunks(remarksSheet('確認が必要な行', rows), 'utf8')), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-${id.slice(-6)}-remarks.csv"`,
    });
  }

  /** Has the list taken over as it was checked. */
  @Post(':id/commitment')
  @For('secretariat')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportView })
  async commit(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<ImportView> {
    await this.jobs.commit(actor, id, version);
    return this.show(actor, id);
  }

  /** Has a list that was taken over taken back. */
  @Post(':id/reversal')
  @For('secretariat')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportView })
  async undo(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<ImportView> {
    await this.jobs.undo(actor, id, version);
    return this.show(actor, id);
  }

  private async show(actor: Member, id: string): Promise<ImportView> {
    return presentImport(await this.queries.one(actor, id));
  }
}
