import { Module } from '@nestjs/common';
import { DirectoryModule, RecordsModule } from '#libs/directory';
import { AgencyFilesController } from './agency-files.controller.js';
import { AgencyStatusController } from './agency-status.controller.js';
import { DirectorySettingsController } from './directory-settings.controller.js';
import { EntriesController } from './entries.controller.js';
import { EntryChangesController } from './entry-changes.controller.js';
import { EntryFormController } from './entry-form.controller.js';
import { PublicationsController } from './publications.controller.js';
import { TaxonomyKeepingController } from './taxonomy-keeping.controller.js';

@Module({
  imports: [DirectoryModule, RecordsModule],
  controllers: [
    AgencyFilesController,
    AgencyStatusController,
    DirectorySettingsController,
    EntriesController,
    EntryChangesController,
    EntryFormController,
    PublicationsController,
    TaxonomyKeepingController,
  ],
})
export class RecordsHttpModule {}
