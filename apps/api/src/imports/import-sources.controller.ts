import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ImportJobs, ImportJobsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { ImportChoicesView, presentChoices } from './import-choices.presenter.js';

/** Where lists come from, and what can be chosen for them. */
@ApiTags('imports')
@Controller()
export class ImportSourcesController {
  constructor(
    private readonly jobs: ImportJobs,
    private readonly queries: ImportJobsQueries,
  ) {}

  @Get('import-choices')
  @For('secretariat')
  @ApiOkResponse({ type: ImportChoicesView })
  async choices(@ByMember() actor: Member): Promise<ImportChoicesView> {
    return presentChoices(await this.queries.choices(actor));
  }

  /** Forgets how the lists of a source are read. */
  @Delete('import-sources/:code')
  @For('secretariat')
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(@ByMember() actor: Member, @Param('code') code: string): Promise<void> {
    await this.jobs.forgetSource(actor, code);
  }
}
