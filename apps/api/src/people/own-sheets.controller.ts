import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { checkedContent, OwnSheetPrints, OwnSheets, OwnSheetsQueries } from '#libs/people';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  knownSheet,
  knownVersion,
  OwnSheetDraftRequest,
  OwnSheetRequest,
  RestorationRequest,
  SheetPrintQuery,
} from './own-sheets.dto.js';
import {
  KeptDraftView,
  OwnSheetReadingView,
  OwnSheetView,
  presentOwnSheet,
  presentReading,
} from './own-sheets.presenter.js';

/** The sheets that belong to the person: the work passport and MSFAS. */
@ApiTags('own sheets')
@Controller('people/:id/own-sheets/:kind')
export class OwnSheetsController {
  constructor(
    private readonly sheets: OwnSheets,
    private readonly queries: OwnSheetsQueries,
    private readonly prints: OwnSheetPrints,
  ) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: OwnSheetView })
  async one(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
  ): Promise<OwnSheetView> {
    return presentOwnSheet(await this.queries.record(actor, id, knownSheet(kind)));
  }

  /** Saves it as its next version. */
  @Put()
  @For('caseworker')
  @ApiOkResponse({ type: OwnSheetView })
  async save(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
    @IfMatch() version: number,
    @Body() { why, ...input }: OwnSheetRequest,
  ): Promise<OwnSheetView> {
    const sheet = knownSheet(kind);
    await this.sheets.save(actor, id, sheet, checkedContent(sheet, input), why, version);
    return presentOwnSheet(await this.queries.record(actor, id, sheet));
  }

  /** Keeps what has been typed; the version is that of the draft, 0 where there is none yet. */
  @Put('draft')
  @For('caseworker')
  @ApiOkResponse({ type: KeptDraftView })
  async keepDraft(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
    @IfMatch() version: number,
    @Body() { why, begunFrom, ...input }: OwnSheetDraftRequest,
  ): Promise<KeptDraftView> {
    const sheet = knownSheet(kind);
    const draft = { ...checkedContent(sheet, input), why };
    return { number: await this.sheets.keepDraft(actor, id, sheet, draft, begunFrom, version) };
  }

  @Delete('draft')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async dropDraft(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
  ): Promise<void> {
    await this.sheets.dropDraft(actor, id, knownSheet(kind));
  }

  @Get('versions/:version')
  @For('caseworker')
  @ApiOkResponse({ type: OwnSheetReadingView })
  async version(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
    @Param('version') version: string,
  ): Promise<OwnSheetReadingView> {
    const sheet = knownSheet(kind);
    return presentReading(sheet, await this.queries.version(actor, id, sheet, knownVersion(version)));
  }

  /** The sheet as a paper, whole or in parts, with the list of those to whom it may be shown. */
  @Get('paper')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async paper(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
    @Query() { parts }: SheetPrintQuery,
  ): Promise<StreamableFile> {
    const sheet = knownSheet(kind);
    const content = await this.prints.print(actor, id, sheet, parts ?? []);
    return new StreamableFile(content, {
      type: 'application/pdf',
      length: content.length,
      disposition: `attachment; filename="${sheet}-${id.slice(-6)}.pdf"`,
    });
  }

  /** Makes an earlier version the newest again, as a version of its own. */
  @Post('versions/:version/restoration')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: OwnSheetView })
  async restore(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
    @Param('version') version: string,
    @IfMatch() seen: number,
    @Body() { why }: RestorationRequest,
  ): Promise<OwnSheetView> {
    const sheet = knownSheet(kind);
    await this.sheets.restore(actor, id, sheet, knownVersion(version), why, seen);
    return presentOwnSheet(await this.queries.record(actor, id, sheet));
  }
}
