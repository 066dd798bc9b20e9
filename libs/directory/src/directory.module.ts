import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { AgenciesQueries } from './agency/agencies.queries.js';
import { AgencyNames } from './agency/agency-names.queries.js';
import { Vacancies } from './agency/vacancies.service.js';
import { Taxonomies } from './area/taxonomies.js';
import { AgencySearch } from './search/agency-search.js';
import { OwnAreas } from './search/own-areas.js';
import { SynonymQueries } from './search/synonyms.queries.js';

/** The regional directory. Needs the platform. */
@Module({
  imports: [AuditModule],
  providers: [AgenciesQueries, AgencyNames, AgencySearch, OwnAreas, SynonymQueries, Taxonomies, Vacancies],
  exports: [AgenciesQueries, AgencyNames, AgencySearch, Taxonomies, Vacancies],
})
export class DirectoryModule {}
