import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Patch,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { AgencyFiles, agencyFileTypes, type Visibility, visibilities } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { OneOf, Text } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsId } from '../http/view.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;
const extensions = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/** What stands beside a file. */
export class AgencyFileWordsRequest {
  @Text({ label: '写真の説明・パンフレットの名前', max: 200, min: 0, optional: true })
  words?: string | null;

  @OneOf(visibilities, { label: '見せる範囲', optional: true })
  visibility?: Visibility | null;
}

/** The file that was added. */
export class AddedFileView {
  @ShowsId() id!: string;
}

/** Photographs and leaflets of an agency. */
@ApiTags('entries')
@Controller('agencies/:id/files')
export class AgencyFilesController {
  constructor(private readonly files: AgencyFiles) {}

  @Post()
  @For('member')
  @ApiConsumes(...agencyFileTypes)
  @ApiBody(file)
  @ApiCreatedResponse({ type: AddedFileView })
  async add(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() beside: AgencyFileWordsRequest,
    @Body() content: Buffer,
    @Once() once: OnceKey,
  ): Promise<AddedFileView> {
    return { id: await this.files.add(actor, id, { ...beside, content }, once) };
  }

  /** A picture is shown in the page; a leaflet is a download, never opened inside the portal's own pages. */
  @Get(':fid')
  @For('member')
  @Header('cache-control', 'private, max-age=3600')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiProduces(...agencyFileTypes)
  @ApiOkResponse(file)
  async read(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('fid') fid: string,
  ): Promise<StreamableFile> {
    const { content, contentType } = await this.files.read(actor, id, fid);
    const way = contentType === 'application/pdf' ? 'attachment' : 'inline';
    return new StreamableFile(content, {
      type: contentType,
      length: content.length,
      disposition: `${way}; filename="agency-${fid.slice(-6)}.${extensions[contentType]}"`,
    });
  }

  @Patch(':fid')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async describe(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('fid') fid: string,
    @Body() input: AgencyFileWordsRequest,
  ): Promise<void> {
    await this.files.describe(actor, id, fid, input);
  }

  @Delete(':fid')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @PathId('fid') fid: string): Promise<void> {
    await this.files.remove(actor, id, fid);
  }

  /** One place forward. */
  @Post(':fid/forward')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async putForward(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('fid') fid: string,
  ): Promise<void> {
    await this.files.putForward(actor, id, fid);
  }
}
