import { Conflict } from '#libs/platform';

/** More people were read about within an hour than usual: who goes on says why, and the managers are told (409). */
export class TooManyRead extends Conflict {
  constructor(opened: number) {
    super(
      'person.many_read',
      `この1時間に${opened}人の記録を開きました。続けるには、理由を書いてください。管理者に知らせます。`,
      { opened },
    );
  }
}

/** More lists about people were taken along today than usual: who goes on says why, and the managers are told (409). */
export class TooManyExported extends Conflict {
  constructor(exported: number) {
    super(
      'export.many',
      `今日は${exported}件の一覧・一式を書き出しました。続けるには、理由を書いてください。管理者に知らせます。`,
      { exported },
    );
  }
}

/** The refusal that the database answers when a budget is used up; undefined for every other failure. */
export function overBudget(failure: unknown): Conflict | undefined {
  const { code, detail } = databaseFailure(failure);
  if (code === 'PB001') return new TooManyRead(Number(detail));
  if (code === 'PB002') return new TooManyExported(Number(detail));
  return undefined;
}

function databaseFailure(failure: unknown): { code?: unknown; detail?: unknown } {
  return typeof failure === 'object' && failure !== null ? failure : {};
}
