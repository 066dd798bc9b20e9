import { Module } from '@nestjs/common';
import { DemoAccounts } from './demo-accounts.js';
import { Invitations } from './invitations.service.js';
import { MembersQueries } from './members.queries.js';
import { Passwords } from './passwords.js';
import { PublicForms } from './public-forms.js';
import { SessionLookups } from './session-lookups.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

/** Accounts, sign-in, memberships. Needs the platform's databases, keys and outbox. */
@Module({
  providers: [
    DemoAccounts,
    Invitations,
    MembersQueries,
    Passwords,
    PublicForms,
    SessionLookups,
    Sessions,
    SignIn,
  ],
  exports: [DemoAccounts, Invitations, MembersQueries, Passwords, PublicForms, Sessions, SignIn],
})
export class IdentityModule {}
