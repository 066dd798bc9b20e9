import { Body, Controller, Get, Param, ParseEnumPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { publicationChannels, type PublicationRow, Publications } from '#libs/directory';
import type { Member } from '#libs/identity';
import { NotFound } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { Flag } from '../http/fields.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsFlag, ShowsMoment, ShowsText } from '../http/view.js';

/** The agreement of an agency. */
export class PublicationRequest {
  @Flag({ label: '公開に同意する' })
  agreed!: boolean;
}

/** What an agency has said about one place where its entry can be published. */
export class PublicationView {
  @ShowsText({ codes: publicationChannels }) channel!: string;
  @ShowsFlag() agreed!: boolean;
  @ShowsText({ codes: ['agreed', 'open_source'] }) basis!: string;
  @ShowsMoment() decidedAt!: string;
  @ShowsText() decidedBy!: string;
}

// The leaflet is agreed to field by field, on a page of its own.
const decidable = { open_data: 'open_data', public_page: 'public_page' } as const;
type Decidable = keyof typeof decidable;

/** Where an agency lets its entry be published; each place separately, and at once. */
@ApiTags('entries')
@Controller('agencies/:id/publications')
export class PublicationsController {
  constructor(private readonly publications: Publications) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: PublicationView, isArray: true })
  async all(@ByMember() actor: Member, @PathId() id: string): Promise<PublicationView[]> {
    return (await this.publications.of(actor, id)).map(presentPublication);
  }

  @Put(':channel')
  @For('member')
  @ApiParam({ name: 'channel', enum: Object.keys(decidable) })
  @ApiOkResponse({ type: PublicationView, isArray: true })
  async decide(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('channel', new ParseEnumPipe(decidable, { exceptionFactory: () => new NotFound() }))
    channel: Decidable,
    @Body() input: PublicationRequest,
  ): Promise<PublicationView[]> {
    return (await this.publications.decide(actor, id, channel, input.agreed)).map(presentPublication);
  }
}

function presentPublication(row: PublicationRow): PublicationView {
  const { channel, agreed, basis, decidedAt, decidedName } = row;
  return { channel, agreed, basis, decidedAt, decidedBy: decidedName };
}
