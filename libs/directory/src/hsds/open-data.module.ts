import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory.module.js';
import { SynonymQueries } from '../search/synonyms.queries.js';
import { HsdsBulkFile } from './hsds.bulk-file.js';
import { HsdsBulk } from './hsds.bulk.js';
import { HsdsFeedFacts } from './hsds.feed-facts.js';
import { HsdsFeedStamp } from './hsds.feed-stamp.js';
import { HsdsPlaces } from './hsds.places.js';
import { HsdsQueries } from './hsds.queries.js';
import { HsdsTermsQueries } from './hsds.terms.queries.js';

/** The open data of the directory. It reads in the name of nobody. */
@Module({
  imports: [DirectoryModule],
  providers: [
    HsdsBulk,
    HsdsBulkFile,
    HsdsFeedFacts,
    HsdsFeedStamp,
    HsdsPlaces,
    HsdsQueries,
    HsdsTermsQueries,
    SynonymQueries,
  ],
  exports: [HsdsBulkFile, HsdsFeedFacts, HsdsFeedStamp, HsdsQueries],
})
export class OpenDataModule {}
