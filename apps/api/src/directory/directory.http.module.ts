import { Module } from '@nestjs/common';
import { DirectoryModule } from '#libs/directory';
import { AgenciesController } from './agencies.controller.js';
import { OpeningHoursController } from './opening-hours.controller.js';
import { SearchHttpModule } from './search/search.http.module.js';
import { TaxonomiesController } from './taxonomies.controller.js';
import { VacanciesController } from './vacancies.controller.js';

@Module({
  imports: [DirectoryModule, SearchHttpModule],
  controllers: [AgenciesController, OpeningHoursController, TaxonomiesController, VacanciesController],
})
export class DirectoryHttpModule {}
