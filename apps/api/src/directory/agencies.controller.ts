import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgenciesQueries, AgencySearch } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { Clock } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { By } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { AgencySearchQuery } from './agencies.dto.js';
import { AgencyPageView, presentSearch } from './agency-list.presenter.js';
import { AgencyView, presentAgency } from './agency.presenter.js';

/** The agencies of the region. */
@ApiTags('agencies')
@Controller('agencies')
export class AgenciesController {
  constructor(
    private readonly agencySearch: AgencySearch,
    private readonly agencies: AgenciesQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: AgencyPageView })
  async search(@By() actor: Actor, @Query() query: AgencySearchQuery): Promise<AgencyPageView> {
    return presentSearch(await this.agencySearch.search(actor, query.asRequest()));
  }

  @Get(':id')
  @For('member')
  @ApiOkResponse({ type: AgencyView })
  async one(@By() actor: Actor, @PathId() id: string): Promise<AgencyView> {
    return presentAgency(await this.agencies.withServices(actor, id), actor, this.clock.now());
  }
}
