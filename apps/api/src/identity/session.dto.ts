import { EmailAddress, Id, Secret } from '../http/fields.js';

/** Sign-in. */
export class SignInRequest {
  @EmailAddress({ label: 'メールアドレス' })
  email!: string;

  @Secret({ label: 'パスワード', max: 1000 })
  password!: string;
}

/** The agency for which one acts from now on. */
export class ActForRequest {
  @Id({ label: '機関' })
  agencyId!: string;
}
