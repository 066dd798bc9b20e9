import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { AgenciesQueries } from './agency/agencies.queries.js';
import { AgencyNames } from './agency/agency-names.queries.js';
import { Vacancies } from './agency/vacancies.service.js';
import { LeafletAgreements } from './leaflet/leaflet-agreements.service.js';
import { LeafletMap } from './leaflet/leaflet-map.service.js';
import { LeafletsQueries } from './leaflet/leaflets.queries.js';
import { Leaflets } from './leaflet/leaflets.service.js';
import { OpenProofs } from './leaflet/open-proofs.js';
import { LeafletPrints } from './leaflet/prints.service.js';
import { LeafletProofs } from './leaflet/proofs.service.js';
import { SearchModule } from './search/search.module.js';
import { ConfirmationLinks } from './upkeep/confirmation-links.service.js';
import { ConfirmationQueries } from './upkeep/confirmation.queries.js';
import { Confirmations } from './upkeep/confirmations.service.js';
import { DuplicatesQueries } from './upkeep/duplicates.queries.js';
import { Duplicates } from './upkeep/duplicates.service.js';
import { EntryChecks } from './upkeep/entry-checks.service.js';
import { EntryMerges } from './upkeep/entry-merges.service.js';
import { EntryReportsQueries } from './upkeep/entry-reports.queries.js';
import { EntryReports } from './upkeep/entry-reports.service.js';
import { UpkeepQueries } from './upkeep/upkeep.queries.js';

const leaflet = [
  LeafletAgreements,
  LeafletMap,
  LeafletPrints,
  LeafletProofs,
  Leaflets,
  LeafletsQueries,
  OpenProofs,
];

const upkeep = [
  ConfirmationLinks,
  ConfirmationQueries,
  Confirmations,
  Duplicates,
  DuplicatesQueries,
  EntryChecks,
  EntryMerges,
  EntryReports,
  EntryReportsQueries,
  UpkeepQueries,
];

/** The regional directory. Needs the platform. */
@Module({
  imports: [AuditModule, SearchModule],
  providers: [...upkeep, ...leaflet, AgenciesQueries, AgencyNames, Vacancies],
  exports: [...upkeep, ...leaflet, AgenciesQueries, AgencyNames, SearchModule, Vacancies],
})
export class DirectoryModule {}
