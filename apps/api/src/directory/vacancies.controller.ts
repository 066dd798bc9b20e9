import { Body, Controller, Put } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Vacancies } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { presentVacancy, VacancyView } from './agency.presenter.js';
import { VacancyRequest } from './vacancies.dto.js';

/** Free places of services. */
@ApiTags('agencies')
@Controller('services')
export class VacanciesController {
  constructor(
    private readonly vacancies: Vacancies,
    private readonly clock: Clock,
  ) {}

  /** If-Match "0" where nothing was told before. */
  @Put(':id/vacancy')
  @For('member')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOkResponse({ type: VacancyView })
  async tell(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: VacancyRequest,
  ): Promise<VacancyView> {
    return presentVacancy(await this.vacancies.tell(actor, id, version, input), this.clock.today());
  }
}
