import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ReferralsModule } from '#libs/referrals';
import { AskingsController } from './askings.controller.js';
import { ConsentNoticesController } from './consent-notices.controller.js';
import { ConsentPapersController } from './consent-papers.controller.js';
import { ConsentsController } from './consents.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { PeopleController } from './people.controller.js';

@Module({
  imports: [PeopleModule, ReferralsModule],
  controllers: [
    PeopleController,
    AskingsController,
    ConsentNoticesController,
    ConsentPapersController,
    ConsentsController,
    EvidenceController,
  ],
})
export class PeopleHttpModule {}
