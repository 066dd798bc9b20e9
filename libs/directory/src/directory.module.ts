import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { AgenciesQueries } from './agency/agencies.queries.js';
import { AgencyNames } from './agency/agency-names.queries.js';
import { Vacancies } from './agency/vacancies.service.js';
import { TaxonomyQueries } from './area/taxonomy.queries.js';
import { AgencySearch } from './search/agency-search.js';
import { SynonymQueries } from './search/synonyms.queries.js';

/** The regional directory. Needs the platform. */
@Module({
  imports: [AuditModule],
  providers: [AgenciesQueries, AgencyNames, AgencySearch, SynonymQueries, TaxonomyQueries, Vacancies],
  exports: [AgenciesQueries, AgencyNames, AgencySearch, TaxonomyQueries, Vacancies],
})
export class DirectoryModule {}
