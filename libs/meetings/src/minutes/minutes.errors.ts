import { Conflict } from '#libs/platform';
import { type MinutesState, minutesStates } from './minutes.status.js';

/** The version is in a state in which this does not happen (409). */
export class MinutesNotReady extends Conflict {
  constructor(state: MinutesState) {
    super(
      'minutes.wrong_state',
      `この議事録は「${minutesStates[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** Minutes of this meeting are begun already, or it has not begun itself (409). */
export class MinutesNotBegun extends Conflict {
  constructor(why: 'begun' | 'ahead' | 'amending') {
    const words = {
      begun: 'この会議の議事録は、すでに作られています。',
      ahead: '議事録は、会議が始まってから作れます。',
      amending: 'この議事録には、作成中または確認中の訂正があります。',
    };
    super(`minutes.${why}`, words[why]);
  }
}

/** It is not settled yet who was there (409). */
export class MinutesAttendanceOpen extends Conflict {
  constructor() {
    super(
      'minutes.attendance_open',
      '会議の出欠がまだ確定していません。会議の画面で出欠を記入し、「確定」してから承認してください。',
    );
  }
}

/** What another person wrote into an item meanwhile: both texts are there to be put together (409). */
export class MinutesEdited extends Conflict {
  constructor(now: {
    readonly currentVersion: number;
    readonly discussion: string;
    readonly decision: string;
    readonly effectiveOn: string | null;
    readonly editedBy: string;
  }) {
    super(
      'minutes.edited_meanwhile',
      `この議題は、${now.editedBy || 'ほかの人'}が先に保存しました。両方の文を見比べて、まとめてください。`,
      now,
    );
  }
}

/** An item that was to be decided has no decision (409). */
export class MinutesUndecided extends Conflict {
  constructor(items: readonly string[]) {
    super(
      'minutes.undecided',
      `「決定」の議題に決定事項が書かれていません（${items.join('、')}）。修正版を作って、決定した内容（または継続とした旨）を書いてください。`,
      { items },
    );
  }
}

/** The meeting that is to approve them was too small to decide (409). */
export class MinutesWithoutQuorum extends Conflict {
  constructor(quorum: { readonly needed: number; readonly present: number }) {
    super(
      'minutes.without_quorum',
      `承認した会議は定足数に足りていません（必要${quorum.needed}人、出席${quorum.present}人）。出欠の記録を確かめるか、承認する理由を書いてください。`,
      quorum,
    );
  }
}

/** Somebody objects, and nothing has been done about it (409). */
export class MinutesObjected extends Conflict {
  constructor(objections: number) {
    super(
      'minutes.objected',
      `解決していない異議が${objections}件あります。修正版を作るか、対応を記録するか、承認する理由を書いてください。`,
      { objections },
    );
  }
}
