import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ReferralsModule } from '#libs/referrals';
import { AskingsController } from './askings.controller.js';
import { ConsentNoticesController } from './consent-notices.controller.js';
import { ConsentSetsController } from './consent-sets.controller.js';
import { ConsentPapersController } from './consent-papers.controller.js';
import { AttachmentsController } from './attachments.controller.js';
import { ConsentsController } from './consents.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { OwnSheetsController } from './own-sheets.controller.js';
import { PeopleController } from './people.controller.js';
import { SelfChecksController } from './self-checks.controller.js';

@Module({
  imports: [PeopleModule, ReferralsModule],
  controllers: [
    AttachmentsController,
    OwnSheetsController,
    SelfChecksController,
    PeopleController,
    AskingsController,
    ConsentNoticesController,
    ConsentPapersController,
    ConsentSetsController,
    ConsentsController,
    EvidenceController,
  ],
})
export class PeopleHttpModule {}
