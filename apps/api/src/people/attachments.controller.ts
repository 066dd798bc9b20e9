import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Attachments, AttachmentsQueries, fileTypeCodes } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { asDownload, SendsUpload } from '../http/download.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import type { PortalRequest } from '../http/request.js';
import { AttachmentQuery, AttachmentWordsRequest } from './attachments.dto.js';
import { AttachmentView, presentAttachment } from './attachments.presenter.js';

/** The files about a person of the own agency. One is added or removed at a time; nothing replaces them all. */
@ApiTags('attachments')
@Controller('people/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly attachments: Attachments,
    private readonly queries: AttachmentsQueries,
  ) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: AttachmentView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<AttachmentView[]> {
    return (await this.queries.ofPerson(actor, id)).map(presentAttachment);
  }

  @Post()
  @For('caseworker')
  @ApiConsumes(...fileTypeCodes)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: AttachmentView })
  async add(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { category, kind, extension }: AttachmentQuery,
    @Req() request: PortalRequest,
    @Body() content: Buffer,
    @Once() once: OnceKey,
  ): Promise<AttachmentView> {
    const declared = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const file = { category, kind, extension, declared, content };
    const fileId = await this.attachments.add(actor, id, file, once);
    return presentAttachment(await this.queries.one(actor, id, fileId));
  }

  @Patch(':aid')
  @For('caseworker')
  @ApiOkResponse({ type: AttachmentView })
  async describe(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
    @IfMatch() version: number,
    @Body() input: AttachmentWordsRequest,
  ): Promise<AttachmentView> {
    await this.attachments.describe(actor, id, aid, input, version);
    return presentAttachment(await this.queries.one(actor, id, aid));
  }

  @Delete(':aid')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @PathId('aid') aid: string): Promise<void> {
    await this.attachments.remove(actor, id, aid);
  }

  /** Has the virus scanner look at it again. */
  @Post(':aid/scan')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: AttachmentView })
  async scanAgain(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
  ): Promise<AttachmentView> {
    await this.attachments.scanAgain(actor, id, aid);
    return presentAttachment(await this.queries.one(actor, id, aid));
  }

  @Get(':aid/content')
  @For('caseworker')
  @SendsUpload()
  async content(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
  ): Promise<StreamableFile> {
    return asDownload(await this.attachments.open(actor, id, aid));
  }
}
