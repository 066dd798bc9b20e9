import { type Role, roles } from '#libs/identity';
import { EmailAddress, OneOf, Secret, Text } from '../http/fields.js';

/** Whom to invite, and as what. */
export class InviteRequest {
  @EmailAddress({ label: 'メールアドレス' })
  email!: string;

  @OneOf(roles, { label: '役割' })
  role!: Role;
}

/** The token of an invitation link. In the body, so that no log of addresses holds it. */
export class InvitationLookUpRequest {
  @Secret({ label: '招待リンク', max: 100 })
  token!: string;
}

/** Joining the agency. */
export class InvitationAcceptance extends InvitationLookUpRequest {
  /** Only somebody without an account says who they are. */
  @Text({ label: '氏名', max: 100, optional: true })
  name?: string | null;

  @Secret({ label: 'パスワード', max: 1000 })
  password!: string;
}
