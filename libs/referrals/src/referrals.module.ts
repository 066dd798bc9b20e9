import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { Packages } from './packages.service.js';
import { PersonNames } from './person-names.js';
import { Receiving } from './receiving.service.js';
import { ReferralDetails } from './referral-details.queries.js';
import { ReferralDrafts } from './referral-drafts.service.js';
import { ReferralSteps } from './referral-steps.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Sending } from './sending.service.js';
import { Withdrawals } from './withdrawals.service.js';
import { WorklistsQueries } from './worklists.queries.js';

/** Handing people over from one agency to another. */
@Module({
  imports: [PeopleModule],
  providers: [
    Packages,
    PersonNames,
    Receiving,
    ReferralDetails,
    ReferralDrafts,
    ReferralSteps,
    ReferralsQueries,
    Sending,
    Withdrawals,
    WorklistsQueries,
  ],
  exports: [
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
