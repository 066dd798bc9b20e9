import { Body, Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Packs } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { SendsUpload } from '../http/download.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { PackRequest } from './packs.dto.js';
import { PackView, presentPacks } from './packs.presenter.js';

/** 会議資料の冊子: agenda and papers in one file. */
@ApiTags('packs')
@Controller()
export class PacksController {
  constructor(private readonly packs: Packs) {}

  @Get('meetings/:id/packs')
  @For('member')
  @ApiOkResponse({ type: PackView, isArray: true })
  async list(@ByMember() actor: Member, @PathId() id: string): Promise<PackView[]> {
    return presentPacks(await this.packs.ofMeeting(actor, id));
  }

  @Post('meetings/:id/packs')
  @For('member')
  @ApiCreatedResponse({ type: PackView, isArray: true })
  async order(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { audience }: PackRequest,
    @Once() once: OnceKey,
  ): Promise<PackView[]> {
    await this.packs.order(actor, id, audience, once);
    return this.list(actor, id);
  }

  /** It holds what others have uploaded. */
  @Get('packs/:id/content')
  @For('member')
  @SendsUpload(['application/pdf'])
  async content(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    const content = await this.packs.open(actor, id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      length: content.length,
      disposition: `attachment; filename="pack-${id.slice(-6)}.pdf"`,
    });
  }
}
