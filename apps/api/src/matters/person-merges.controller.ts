import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { PeopleQueries, PersonMerges } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { PersonView, presentPerson } from '../people/people.presenter.js';
import { PersonMergeRequest } from './person-pairs.dto.js';
import { PersonMergeView, presentMerge } from './person-pairs.presenter.js';

/** Two records of one person become one, and two again. */
@ApiTags('people')
@Controller('person-merges')
export class PersonMergesController {
  constructor(
    private readonly merges: PersonMerges,
    private readonly people: PeopleQueries,
  ) {}

  @Get()
  @For('manager')
  @ApiOkResponse({ type: PersonMergeView, isArray: true })
  async list(@ByMember() actor: Member): Promise<PersonMergeView[]> {
    return (await this.merges.list(actor)).map(presentMerge);
  }

  @Post()
  @For('manager')
  @ApiCreatedResponse({ type: PersonView })
  async merge(
    @ByMember() actor: Member,
    @Body() input: PersonMergeRequest,
    @Once() once: OnceKey,
  ): Promise<PersonView> {
    await this.merges.merge(actor, input, once);
    return presentPerson(await this.people.record(actor, input.keptId));
  }

  /** The newest first: what a later merge rests on stays. */
  @Post(':id/undoing')
  @HttpCode(204)
  @For('manager')
  @ApiNoContentResponse()
  async undo(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<void> {
    await this.merges.undo(actor, id, once);
  }
}
