import { Conflict } from '#libs/platform';

/** A refusal that stands against something that is about to be asked again. */
export interface EarlierRefusal {
  readonly consentId: string;
  readonly number: string;
  readonly decidedOn: string;
  readonly agencyName: string;
  readonly categoryNames: readonly string[];
}

/** The person has refused some of this before: whoever asks again shall know when and what (409). */
export class RefusedBefore extends Conflict {
  constructor(refusals: readonly EarlierRefusal[]) {
    const [first] = refusals;
    super(
      'consent.refused_before',
      `本人は、以前に同じ内容を断っています${first ? `（${first.decidedOn}、${first.agencyName}、${first.categoryNames.join('・')}）` : ''}。あらためて確認する理由があるときだけ進めてください。`,
      { refusals: [...refusals] },
    );
  }
}

/** The asking has been answered or called off already, or was not handed over yet (409). */
export class AskingNotOpen extends Conflict {
  constructor() {
    super('consent.asking_not_open', 'この確認は、いまは変更できません。画面を読み込み直してください。');
  }
}

/** The paper in the person's hands says something else (409). */
export class NotAsked extends Conflict {
  constructor() {
    super('consent.not_asked', '同意書にない相手・項目・目的が含まれています。');
  }
}
