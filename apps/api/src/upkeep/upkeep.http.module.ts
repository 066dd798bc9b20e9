import { Module } from '@nestjs/common';
import { DirectoryModule, PublicFaceModule } from '#libs/directory';
import { IdentityModule } from '#libs/identity';
import { ConfirmationPagesController } from './confirmation-pages.controller.js';
import { ConfirmationRoundsController } from './confirmation-rounds.controller.js';
import { DuplicatesController } from './duplicates.controller.js';
import { EntryMergesController } from './entry-merges.controller.js';
import { EntryReportsController } from './entry-reports.controller.js';
import { EntryUpkeepController } from './entry-upkeep.controller.js';
import { ReportPagesController } from './report-pages.controller.js';
import { UpkeepController } from './upkeep.controller.js';

@Module({
  imports: [DirectoryModule, IdentityModule, PublicFaceModule],
  controllers: [
    ConfirmationPagesController,
    ConfirmationRoundsController,
    DuplicatesController,
    EntryMergesController,
    EntryReportsController,
    EntryUpkeepController,
    ReportPagesController,
    UpkeepController,
  ],
})
export class UpkeepHttpModule {}
