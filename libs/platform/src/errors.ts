/** What a refusal means to the caller; the API turns each kind into one HTTP status. */
export type RefusalKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'precondition_missing'
  | 'too_many';

/** One field of the input that cannot be taken, in the words of the form. */
export interface FieldProblem {
  field: string;
  label: string;
  detail: string;
}

/** A refusal that a person can understand: `detail` is Japanese, carries no personal data and says what to do next. */
export abstract class PortalError extends Error {
  abstract readonly kind: RefusalKind;

  constructor(
    readonly code: string,
    readonly detail: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = new.target.name;
  }
}

/** The request has a shape that the portal does not know (400). */
export class Malformed extends PortalError {
  readonly kind = 'malformed';
  constructor(
    code: string,
    detail: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(code, detail);
  }
}

/** Fields are missing or wrong; all of them are named at once (422). */
export class Invalid extends PortalError {
  readonly kind = 'invalid';
  constructor(
    readonly fields: readonly FieldProblem[],
    code = 'input.invalid',
    detail = '入力内容を確認してください。',
  ) {
    super(code, detail);
  }
}

/** Nobody is signed in, or the session has ended (401). */
export class Unauthenticated extends PortalError {
  readonly kind = 'unauthenticated';
  constructor(code = 'session.missing', detail = 'ログインしてください。') {
    super(code, detail);
  }
}

/** The caller may know that the thing exists but may not do this (403). */
export class Forbidden extends PortalError {
  readonly kind = 'forbidden';
  constructor(
    code = 'authz.forbidden',
    detail = 'この操作をする権限がありません。管理者に相談してください。',
  ) {
    super(code, detail);
  }
}

/** The thing does not exist, or the caller may not even know that it does: both look the same (404). */
export class NotFound extends PortalError {
  readonly kind = 'not_found';
  constructor() {
    super('not_found', '見つかりません。削除されたか、閲覧する権限がありません。');
  }
}

/** The thing is in a state in which this cannot be done (409). */
export class Conflict extends PortalError {
  readonly kind = 'conflict';
}

/** Somebody else changed the thing first (412). */
export class Stale extends PortalError {
  readonly kind = 'stale';
  constructor(readonly currentVersion: number) {
    super('version.stale', 'ほかの人が先に更新しました。最新の内容を確認して、もう一度操作してください。', {
      currentVersion,
    });
  }
}

/** The request must say which version it means (428). */
export class PreconditionMissing extends PortalError {
  readonly kind = 'precondition_missing';
  constructor(header: string) {
    super(
      'precondition.missing',
      `この操作には ${header} ヘッダーが必要です。画面を読み込み直してください。`,
    );
  }
}

/** Too many attempts; `retryAfter` is in seconds (429). */
export class TooMany extends PortalError {
  readonly kind = 'too_many';
  constructor(retryAfter: number) {
    super('rate.limited', '試行回数が多すぎます。しばらく待ってから、もう一度お試しください。', {
      retryAfter,
    });
  }
}
