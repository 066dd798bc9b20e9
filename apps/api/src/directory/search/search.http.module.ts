import { Module } from '@nestjs/common';
import { SearchModule } from '#libs/directory';
import { ComparisonController } from './comparison.controller.js';
import { ExportsController } from './exports.controller.js';
import { GuideController } from './guide.controller.js';
import { InChargeController } from './in-charge.controller.js';
import { MapController } from './map.controller.js';
import { SavedSearchesController } from './saved-searches.controller.js';
import { SuggestionsController } from './suggestions.controller.js';
import { SynonymsController } from './synonyms.controller.js';

/** Everything around the search: suggestions, saved searches, comparison, export, who is in charge, the guided path. */
@Module({
  imports: [SearchModule],
  controllers: [
    ComparisonController,
    ExportsController,
    GuideController,
    InChargeController,
    MapController,
    SavedSearchesController,
    SuggestionsController,
    SynonymsController,
  ],
})
export class SearchHttpModule {}
