import { Conflict } from '#libs/platform';

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
