import { Module } from '@nestjs/common';
import { ConsentCover } from './consent-cover.js';
import { ConsentsQueries } from './consents.queries.js';
import { Consents } from './consents.service.js';
import { Disclosures } from './disclosures.service.js';
import { Evidence } from './evidence.service.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';
import { PersonTraces } from './person-traces.js';

/** The people supported, their sheets, their consents, and the ledger of disclosures. */
@Module({
  providers: [
    ConsentCover,
    Consents,
    ConsentsQueries,
    Disclosures,
    Evidence,
    People,
    PeopleQueries,
    PersonTraces,
  ],
  exports: [ConsentCover, Consents, ConsentsQueries, Disclosures, Evidence, People, PeopleQueries],
})
export class PeopleModule {}
