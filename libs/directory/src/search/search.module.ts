import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { Taxonomies } from '../area/taxonomies.js';
import { AgencyExport } from '../export/agency-export.service.js';
import { ComparisonQueries } from '../export/comparison.queries.js';
import { InChargeQueries } from '../in-charge/in-charge.queries.js';
import { SavedSearches } from '../saved/saved-searches.service.js';
import { AgencySearch } from './agency-search.js';
import { DirectorySearch } from './directory-search.js';
import { OpenPatterns } from './open-patterns.js';
import { OwnAreas } from './own-areas.js';
import { PublicSearch } from './public-search.js';
import { SearchPlaces } from './search-place.js';
import { SearchProfiles } from './search-profiles.js';
import { SuggestionQueries } from './suggestions.queries.js';
import { SynonymQueries } from './synonyms.queries.js';
import { Synonyms } from './synonyms.service.js';

const asked = [
  AgencyExport,
  AgencySearch,
  ComparisonQueries,
  InChargeQueries,
  PublicSearch,
  SavedSearches,
  SuggestionQueries,
  Synonyms,
  Taxonomies,
];

/** The search of the directory and what is made of its results. Needs the platform. */
@Module({
  imports: [AuditModule],
  providers: [
    ...asked,
    DirectorySearch,
    OpenPatterns,
    OwnAreas,
    SearchPlaces,
    SearchProfiles,
    SynonymQueries,
  ],
  exports: asked,
})
export class SearchModule {}
