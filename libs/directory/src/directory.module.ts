import { Module } from '@nestjs/common';
import { AgencyNames } from './agency/agency-names.queries.js';

/** The regional directory. */
@Module({ providers: [AgencyNames], exports: [AgencyNames] })
export class DirectoryModule {}
