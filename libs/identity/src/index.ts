export { type AccountRow, Accounts } from './accounts.js';
export { type Actor, type Member, type Role, roleNames, roles } from './actor.js';
export { attemptLimit, reserveAttempt } from './attempt-limit.js';
export { admit, asMember, type Audience, belongsTo } from './audience.js';
export { type DemoAccount, DemoAccounts, demoDomain, demoPassword } from './demo-accounts.js';
export {
  AccountUnknown,
  AgencyUnknown,
  AlreadyMember,
  InvitationNotOpen,
  SignInRefused,
} from './identity.errors.js';
export { IdentityModule } from './identity.module.js';
export { invitationToken } from './invitation-token.js';
export { Invitations, type OpenInvitation } from './invitations.service.js';
export { type MemberRow, MembersQueries, type OwnAgencyRow } from './members.queries.js';
export { passwordLength, Passwords } from './passwords.js';
export { type PublicForm, PublicForms } from './public-forms.js';
export { hashOfToken, newSessionToken } from './session-token.js';
export { idleMinutes, type LiveSession, type Origin, Sessions } from './sessions.service.js';
export { SignIn } from './sign-in.service.js';
