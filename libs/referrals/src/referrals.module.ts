import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ConsentAnswers } from './answers/consent-answers.service.js';
import { ConsentEffects } from './answers/consent-effects.js';
import { PackageReading } from './package-reading.queries.js';
import { Packages } from './packages.service.js';
import { PersonAnswers } from './person-answers.service.js';
import { PersonNames } from './person-names.js';
import { Receiving } from './receiving.service.js';
import { ReferralDetails } from './referral-details.queries.js';
import { ReferralDrafts } from './referral-drafts.service.js';
import { ReferralSight } from './referral-sight.js';
import { ReferralSteps } from './referral-steps.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Sending } from './sending.service.js';
import { Timeline } from './timeline.queries.js';
import { Withdrawals } from './withdrawals.service.js';
import { WorklistsQueries } from './worklists.queries.js';

/** Handing people over from one agency to another. */
@Module({
  imports: [PeopleModule],
  providers: [
    ConsentAnswers,
    ConsentEffects,
    PackageReading,
    Packages,
    PersonAnswers,
    PersonNames,
    Receiving,
    ReferralDetails,
    ReferralDrafts,
    ReferralSight,
    ReferralSteps,
    ReferralsQueries,
    Sending,
    Timeline,
    Withdrawals,
    WorklistsQueries,
  ],
  exports: [
    ConsentAnswers,
    ConsentEffects,
    PackageReading,
    PersonAnswers,
    Timeline,
    Receiving,
    ReferralDetails,
    ReferralDrafts,
    ReferralsQueries,
    Sending,
    Withdrawals,
    WorklistsQueries,
  ],
})
export class ReferralsModule {}
