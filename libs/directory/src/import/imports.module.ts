import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { ImportJobsQueries } from './job/import-jobs.queries.js';
import { ImportJobs } from './job/import-jobs.service.js';

const doors = [ImportJobs, ImportJobsQueries];

/** How the secretariat takes over lists that others publish. */
@Module({ imports: [AuditModule], providers: doors, exports: doors })
export class ImportsModule {}
