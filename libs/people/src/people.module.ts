import { Module } from '@nestjs/common';
import { AttachmentContent } from './attachment/attachment.content.js';
import { AttachmentsQueries } from './attachment/attachments.queries.js';
import { Attachments } from './attachment/attachments.service.js';
import { Askings } from './asking/askings.service.js';
import { AskingsQueries } from './asking/askings.queries.js';
import { ConsentAfterwards } from './asking/consent-afterwards.service.js';
import { ConsentDutiesQueries } from './asking/consent-duties.queries.js';
import { ConsentMatrixQueries } from './asking/consent-matrix.queries.js';
import { ConsentNotices } from './asking/consent-notices.service.js';
import { ConsentPrints } from './asking/consent-prints.service.js';
import { ConsentSettings } from './asking/consent-settings.service.js';
import { OwnSets } from './asking/own-sets.service.js';
import { ConsentCover } from './consent-cover.js';
import { ConsentsQueries } from './consents.queries.js';
import { Consents } from './consents.service.js';
import { Disclosures } from './disclosures.service.js';
import { Evidence } from './evidence.service.js';
import { LegalGroundsQueries } from './ground/legal-grounds.queries.js';
import { LegalGrounds } from './ground/legal-grounds.service.js';
import { Charge } from './matter/charge.service.js';
import { PersonDuplicates } from './matter/duplicates.service.js';
import { FormerNames } from './matter/former-names.js';
import { PersonEndings } from './matter/person-endings.service.js';
import { PersonMerges } from './matter/person-merges.service.js';
import { PersonRequestsQueries } from './matter/person-requests.queries.js';
import { PersonRequests } from './matter/person-requests.service.js';
import { ReadingBudget } from './matter/reading-budget.js';
import { RecordSettings } from './matter/record-settings.js';
import { Retention } from './matter/retention.service.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';
import { PersonTraces } from './person-traces.js';
import { OwnSheetPrints } from './sheet/own-sheet-prints.service.js';
import { OwnSheetsQueries } from './sheet/own-sheets.queries.js';
import { OwnSheets } from './sheet/own-sheets.service.js';
import { SelfChecks } from './sheet/self-checks.service.js';

/** The people supported, their sheets, their consents, and the ledger of disclosures. */
@Module({
  providers: [
    OwnSheetPrints,
    Charge,
    FormerNames,
    PersonDuplicates,
    PersonEndings,
    PersonMerges,
    PersonRequests,
    PersonRequestsQueries,
    ReadingBudget,
    RecordSettings,
    Retention,
    Askings,
    AskingsQueries,
    ConsentAfterwards,
    ConsentDutiesQueries,
    ConsentMatrixQueries,
    ConsentNotices,
    ConsentPrints,
    ConsentSettings,
    OwnSets,
    AttachmentContent,
    Attachments,
    AttachmentsQueries,
    ConsentCover,
    Consents,
    ConsentsQueries,
    Disclosures,
    Evidence,
    LegalGrounds,
    LegalGroundsQueries,
    People,
    PeopleQueries,
    PersonTraces,
    OwnSheets,
    OwnSheetsQueries,
    SelfChecks,
  ],
  exports: [
    OwnSheetPrints,
    AttachmentContent,
    Attachments,
    AttachmentsQueries,
    OwnSheets,
    OwnSheetsQueries,
    SelfChecks,
    Charge,
    FormerNames,
    PersonDuplicates,
    PersonEndings,
    PersonMerges,
    PersonRequests,
    PersonRequestsQueries,
    ReadingBudget,
    RecordSettings,
    Retention,
    Askings,
    AskingsQueries,
    ConsentAfterwards,
    ConsentDutiesQueries,
    ConsentMatrixQueries,
    ConsentNotices,
    ConsentPrints,
    ConsentSettings,
    OwnSets,
    ConsentCover,
    Consents,
    ConsentsQueries,
    Disclosures,
    Evidence,
    LegalGrounds,
    LegalGroundsQueries,
    People,
    PeopleQueries,
  ],
})
export class PeopleModule {}
