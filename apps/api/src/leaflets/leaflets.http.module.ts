import { Module } from '@nestjs/common';
import { DirectoryModule } from '#libs/directory';
import { LeafletAgenciesController } from './leaflet-agencies.controller.js';
import { LeafletMapController } from './leaflet-map.controller.js';
import { LeafletConsentController } from './leaflet-consent.controller.js';
import { LeafletPrintsController } from './leaflet-prints.controller.js';
import { LeafletsController } from './leaflets.controller.js';
import { ProofPagesController } from './proof-pages.controller.js';

@Module({
  imports: [DirectoryModule],
  controllers: [
    LeafletsController,
    LeafletAgenciesController,
    LeafletPrintsController,
    LeafletMapController,
    LeafletConsentController,
    ProofPagesController,
  ],
})
export class LeafletsHttpModule {}
