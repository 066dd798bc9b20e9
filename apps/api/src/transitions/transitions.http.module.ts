import { Module } from '@nestjs/common';
import { ReferralsModule } from '#libs/referrals';
import { CheckUpsController } from './check-ups.controller.js';
import { CohortsController } from './cohorts.controller.js';
import { HandoversController } from './handovers.controller.js';
import { IntakeSessionsController } from './intake-sessions.controller.js';
import { SupportTermsController } from './support-terms.controller.js';
import { TransitionCasesController } from './transition-cases.controller.js';

/** What happens around referrals by the calendar: supports that end, people who are asked after. */
@Module({
  imports: [ReferralsModule],
  controllers: [
    CheckUpsController,
    CohortsController,
    HandoversController,
    IntakeSessionsController,
    SupportTermsController,
    TransitionCasesController,
  ],
})
export class TransitionsHttpModule {}
