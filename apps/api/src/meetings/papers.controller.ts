import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Papers, paperTypeCodes, paperTypes } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { SendsUpload } from '../http/download.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import type { PortalRequest } from '../http/request.js';
import { NewPaperView } from './agenda.presenter.js';
import { PaperFileQuery, MeetingPaperRequest, PaperVersionQuery } from './papers.dto.js';

/** 資料: the papers of meetings. */
@ApiTags('papers')
@Controller()
export class PapersController {
  constructor(private readonly papers: Papers) {}

  @Post('agenda-items/:id/papers')
  @For('member')
  @ApiCreatedResponse({ type: NewPaperView })
  async add(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { title, visibility }: MeetingPaperRequest,
    @Once() once: OnceKey,
  ): Promise<NewPaperView> {
    return { id: await this.papers.add(actor, id, { title, visibility }, once) };
  }

  @Post('papers/:id/versions')
  @HttpCode(204)
  @For('member')
  @ApiConsumes(...paperTypeCodes)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse()
  async lay(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { extension }: PaperFileQuery,
    @Req() request: PortalRequest,
    @Body() content: Buffer,
    @Once() once: OnceKey,
  ): Promise<void> {
    await this.papers.lay(actor, id, { extension, declared: declaredType(request), content }, once);
  }

  @Put('papers/:id')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async describe(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { title, visibility }: MeetingPaperRequest,
  ): Promise<void> {
    await this.papers.describe(actor, id, version, { title, visibility });
  }

  @Delete('papers/:id')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.papers.remove(actor, id, version);
  }

  /** Has the virus scanner look at it again. */
  @Post('papers/:id/scan')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async scanAgain(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.papers.scanAgain(actor, id);
  }

  @Get('papers/:id/content')
  @For('member')
  @SendsUpload(paperTypeCodes)
  async content(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { no }: PaperVersionQuery,
  ): Promise<StreamableFile> {
    const { contentType, no: version, content } = await this.papers.open(actor, id, no);
    const name = `paper-${id.slice(-6)}-v${version}.${paperTypes[contentType].extensions[0]}`;
    return new StreamableFile(content, {
      type: contentType,
      length: content.length,
      disposition: `attachment; filename="${name}"`,
    });
  }
}

function declaredType(request: PortalRequest): string {
  return request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
