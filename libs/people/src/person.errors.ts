import { Conflict } from '#libs/platform';
import { type PersonStatus, personStatusNames } from './person.status.js';

/** The own agency already keeps somebody with the same name and birth date, or the same telephone (409). */
export class PossibleDuplicate extends Conflict {
  constructor(candidates: readonly { id: string; number: number }[]) {
    super(
      'person.possible_duplicate',
      '同じ氏名・生年月日、または同じ電話番号の方が、すでに登録されています。確認してください。',
      { candidates: [...candidates] },
    );
  }
}

/** The record is in a state in which this does not happen (409). */
export class PersonNotOpen extends Conflict {
  constructor(status: PersonStatus) {
    super(
      'person.not_open',
      `この方の記録は「${personStatusNames[status]}」のため、この操作はできません。画面を読み込み直してください。`,
      { status },
    );
  }
}
