import { type OpenInvitation, type Role, roleNames, roles } from '#libs/identity';
import { ShowsFlag, ShowsId, ShowsText } from '../http/view.js';

/** An invitation that was sent. */
export class SentInvitationView {
  @ShowsId() id!: string;
}

/** What the invited person sees before accepting. */
export class OpenInvitationView {
  @ShowsText() email!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ codes: roles }) role!: Role;
  @ShowsText() roleName!: string;
  @ShowsFlag() hasAccount!: boolean;
}

export function presentInvitation(invitation: OpenInvitation, agencyName: string): OpenInvitationView {
  return {
    email: invitation.email,
    agencyName,
    role: invitation.role,
    roleName: roleNames[invitation.role],
    hasAccount: invitation.hasAccount,
  };
}
