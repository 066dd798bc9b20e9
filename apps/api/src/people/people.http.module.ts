import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ReferralsModule } from '#libs/referrals';
import { ConsentsController } from './consents.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { PeopleController } from './people.controller.js';

@Module({
  imports: [PeopleModule, ReferralsModule],
  controllers: [PeopleController, ConsentsController, EvidenceController],
})
export class PeopleHttpModule {}
