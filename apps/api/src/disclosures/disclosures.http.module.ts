import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ReferralsModule } from '#libs/referrals';
import { EmergenciesController } from './emergencies.controller.js';
import { ErasureDutiesController } from './erasure-duties.controller.js';
import { LedgerController } from './ledger.controller.js';
import { LegalGroundsController } from './legal-grounds.controller.js';
import { MisdirectionsController } from './misdirections.controller.js';
import { WithdrawalsController } from './withdrawals.controller.js';

@Module({
  imports: [PeopleModule, ReferralsModule],
  controllers: [
    EmergenciesController,
    ErasureDutiesController,
    LedgerController,
    LegalGroundsController,
    MisdirectionsController,
    WithdrawalsController,
  ],
})
export class DisclosuresHttpModule {}
