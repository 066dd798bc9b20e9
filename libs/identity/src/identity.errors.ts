import { Conflict, Unauthenticated } from '#libs/platform';

/** Wrong address or wrong password: never says which (401). */
export class SignInRefused extends Unauthenticated {
  constructor() {
    super(
      'session.refused',
      'メールアドレスまたはパスワードが違います。確認して、もう一度入力してください。',
    );
  }
}

/** The link was used, has expired, or never existed (409). */
export class InvitationNotOpen extends Conflict {
  constructor() {
    super(
      'invitation.not_open',
      'この招待リンクは使えません。期限が切れたか、使用済みです。招待した方に再送を依頼してください。',
    );
  }
}

/** The invited person is a member of the agency already (409). */
export class AlreadyMember extends Conflict {
  constructor() {
    super('invitation.already_member', 'この方は、すでに機関のメンバーです。');
  }
}

/** No account has this address. */
export class AccountUnknown extends Conflict {
  constructor() {
    super('account.unknown', 'このメールアドレスの利用者はいません。user list で確認してください。');
  }
}

/** No agency has this id or exactly this name, or several have the name. */
export class AgencyUnknown extends Conflict {
  constructor(several: boolean) {
    super(
      'agency.unknown',
      several
        ? '同じ名前の機関が複数あります。機関の ID で指定してください。'
        : 'この名前または ID の機関はありません。',
    );
  }
}
