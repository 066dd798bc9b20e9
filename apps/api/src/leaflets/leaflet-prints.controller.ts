import { Body, Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { LeafletPrints } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { PrintRequest } from './leaflets.dto.js';
import { LeafletPrintView, presentPrint } from './leaflets.presenter.js';

/** Files of an edition: ordered, made by a worker, fetched. */
@ApiTags('leaflets')
@Controller('leaflets/:id/prints')
export class LeafletPrintsController {
  constructor(private readonly prints: LeafletPrints) {}

  @Post()
  @For('secretariat')
  @ApiCreatedResponse({ type: LeafletPrintView })
  async order(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { format }: PrintRequest,
    @Once() once: OnceKey,
  ): Promise<LeafletPrintView> {
    return this.one(actor, id, await this.prints.order(actor, id, format, once));
  }

  @Get(':pid')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletPrintView })
  async one(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('pid') pid: string,
  ): Promise<LeafletPrintView> {
    return presentPrint(await this.prints.one(actor, id, pid));
  }

  @Get(':pid/file')
  @For('secretariat')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('pid') pid: string,
  ): Promise<StreamableFile> {
    const { content, format } = await this.prints.file(actor, id, pid);
    return new StreamableFile(content, {
      type: 'application/pdf',
      length: content.length,
      disposition: `attachment; filename="leaflet-${format}-${pid.slice(-6)}.pdf"`,
    });
  }
}
