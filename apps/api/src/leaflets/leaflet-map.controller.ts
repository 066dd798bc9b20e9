import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { LeafletMap, LeafletsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { LeafletMapQuery } from './leaflets.dto.js';
import { LeafletView, presentLeaflet } from './leaflets.presenter.js';

const pictures = ['image/png', 'image/jpeg'] as const;
const file = { schema: { type: 'string', format: 'binary' } } as const;

/** The map page of an edition. */
@ApiTags('leaflets')
@Controller('leaflets/:id/map')
export class LeafletMapController {
  constructor(
    private readonly map: LeafletMap,
    private readonly queries: LeafletsQueries,
  ) {}

  @Post()
  @For('secretariat')
  @ApiConsumes(...pictures)
  @ApiBody(file)
  @ApiCreatedResponse({ type: LeafletView })
  async put(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { words }: LeafletMapQuery,
    @Body() content: Buffer,
    @Once() once: OnceKey,
  ): Promise<LeafletView> {
    await this.map.put(actor, id, { content, words: words ?? '地図' }, once);
    return presentLeaflet(await this.queries.edition(actor, id));
  }

  @Get()
  @For('secretariat')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiProduces(...pictures)
  @ApiOkResponse(file)
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    const { content, type } = await this.map.read(actor, id);
    return new StreamableFile(content, { type, length: content.length, disposition: 'inline' });
  }

  @Delete()
  @For('secretariat')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.map.remove(actor, id);
  }
}
