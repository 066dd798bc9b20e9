import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { TaxonomyKeeping } from '../area/taxonomy-keeping.service.js';
import { DirectoryModule } from '../directory.module.js';
import { AgencyFiles } from './agency-files.service.js';
import { AgencyStatus } from './agency-status.service.js';
import { DirectoryRules } from './directory-settings.service.js';
import { EntryApproval } from './entry-approval.service.js';
import { EntryEditing } from './entry-editing.service.js';
import { EntryHistory } from './entry-history.queries.js';
import { EntrySubmission } from './entry-submission.js';
import { Publications } from './publications.service.js';

const doors = [
  AgencyFiles,
  AgencyStatus,
  DirectoryRules,
  EntryApproval,
  EntryEditing,
  EntryHistory,
  EntrySubmission,
  Publications,
  TaxonomyKeeping,
];

/** How agencies and the secretariat keep the entries of the directory. */
@Module({ imports: [AuditModule, DirectoryModule], providers: doors, exports: doors })
export class RecordsModule {}
