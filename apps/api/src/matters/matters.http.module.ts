import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ReferralsModule } from '#libs/referrals';
import { ChargesController } from './charges.controller.js';
import { PersonMattersController } from './person-matters.controller.js';
import { PersonMergesController } from './person-merges.controller.js';
import { PersonPairsController } from './person-pairs.controller.js';
import { PersonRequestsController } from './person-requests.controller.js';
import { ReadingReasonsController } from './reading-reasons.controller.js';
import { RetentionController } from './retention.controller.js';

@Module({
  imports: [PeopleModule, ReferralsModule],
  controllers: [
    ChargesController,
    PersonMattersController,
    PersonMergesController,
    PersonPairsController,
    PersonRequestsController,
    ReadingReasonsController,
    RetentionController,
  ],
})
export class MattersHttpModule {}
