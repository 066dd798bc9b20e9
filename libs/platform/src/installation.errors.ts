import { OperatorError } from './operator.error.js';

/** The server named by DATABASE_URL does not answer, refuses the account or has no such database. */
export class DatabaseUnreachable extends OperatorError {
  constructor(reason: string, cause: unknown) {
    super(`DATABASE_URL のデータベースに接続できません: ${reason}`, cause);
  }

  /** The server is there but does not let this user in. */
  get refused(): boolean {
    return ['28P01', '28000'].includes((this.cause as { code?: string }).code ?? '');
  }
}

/** The server named by DATABASE_URL lacks what the portal builds on. */
export class DatabaseUnfit extends OperatorError {
  constructor(reason: string) {
    super(`DATABASE_URL のデータベースは使えません: ${reason}`);
  }
}

/** A process that must not change the database found it older than itself. */
export class DatabaseOutdated extends OperatorError {
  constructor(missing: number) {
    super(
      `データベースの更新がまだ ${missing} 件残っています。先に npm run portal -- migrate を実行してください。`,
    );
  }
}

/** api and worker on their own need a database that others can reach as well. */
export class DatabaseUrlMissing extends OperatorError {
  constructor() {
    super(
      '環境変数 DATABASE_URL がありません。api と worker を別々に動かすには PostgreSQL 15 以降の URL を指定してください。',
    );
  }
}

/** The database was migrated by a newer program; an older one would not understand it. */
export class DatabaseNewer extends OperatorError {
  constructor() {
    super(
      'データベースがこのプログラムより新しい版で作られています。新しい版のプログラムで起動してください。',
    );
  }
}
