import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Taxonomies } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { By } from '../http/parameters.js';
import { NamedView } from './named.view.js';
import { AreaView, presentArea } from './taxonomies.presenter.js';

/** The lists by which the directory is ordered. */
@ApiTags('agencies')
@Controller()
export class TaxonomiesController {
  constructor(private readonly taxonomies: Taxonomies) {}

  @Get('areas')
  @For('signedIn')
  @ApiOkResponse({ type: AreaView, isArray: true })
  async areas(@By() actor: Actor): Promise<AreaView[]> {
    return (await this.taxonomies.refreshed(actor)).areas.map(presentArea);
  }

  @Get('agency-types')
  @For('signedIn')
  @ApiOkResponse({ type: NamedView, isArray: true })
  async agencyTypes(@By() actor: Actor): Promise<NamedView[]> {
    return (await this.taxonomies.refreshed(actor)).types.map(({ code, name }) => ({ code, name }));
  }
}
