import { Conflict, Forbidden } from '#libs/platform';
import { categories, type DataCategory } from './data-category.js';

/** No consent in force covers this recipient, this purpose and all of these kinds of data (409). */
export class ConsentNotActive extends Conflict {
  constructor(missing: readonly DataCategory[], detail?: string) {
    const names = missing.map((code) => `「${categories[code].name}」`).join('、');
    super(
      'consent.not_active',
      detail ??
        `この内容を伝えるための有効な同意がありません（${names}）。本人の同意を確認し、記録してください。`,
      { missing: [...missing] },
    );
  }
}

/** The consent was withdrawn, replaced or refused already (409). */
export class ConsentNotOpen extends Conflict {
  constructor() {
    super('consent.not_open', 'この同意は、すでに撤回または更新されています。画面を読み込み直してください。');
  }
}

/** A refusal is called a mistake by a manager, and by another one than who recorded it where there is one (403). */
export class OtherManagerCorrects extends Forbidden {
  constructor() {
    super(
      'consent.other_manager_corrects',
      '不同意を誤登録にできるのは、記録した人とは別の管理者です。管理者に頼んでください。',
    );
  }
}

/** Nothing in the consent matches what is to be taken back (409). */
export class NothingToWithdraw extends Conflict {
  constructor() {
    super('consent.nothing_to_withdraw', '撤回する範囲が、この同意に含まれていません。');
  }
}

/** No paper is awaited for this consent (409). */
export class NoPaperDue extends Conflict {
  constructor() {
    super(
      'consent.no_paper_due',
      'この同意は、書面を待っている同意ではありません。画面を読み込み直してください。',
    );
  }
}
