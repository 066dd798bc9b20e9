import { Conflict } from '#libs/platform';
import type { EntryChangeState } from './entry-change.recording.js';

/** 承認待ち・予定・反映済み・見送り・取り下げ・取り消し済み, for people. */
export const entryChangeStateNames: Readonly<Record<EntryChangeState, string>> = {
  waiting: '承認待ち',
  planned: '予定',
  applied: '反映済み',
  refused: '見送り',
  withdrawn: '取り下げ',
  undone: '取り消し済み',
};

/** The change is in a state in which this does not happen (409). */
export class ChangeSettled extends Conflict {
  constructor(state: EntryChangeState) {
    super(
      'entry_change.wrong_state',
      `この変更は「${entryChangeStateNames[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** Somebody has changed the same fields since; nothing is overwritten before the caller has seen it (409). */
export class ChangedSince extends Conflict {
  constructor(readonly paths: readonly string[]) {
    super(
      'entry_change.changed_since',
      'このあとに変わった項目があります。いまの内容を確認して、反映する項目を選んでください。',
      { paths },
    );
  }
}

/** What cannot be taken back field by field: a new entry, a merger (409). */
export class NotUndoable extends Conflict {
  constructor() {
    super('entry_change.not_undoable', 'この変更は、ここからは取り消せません。');
  }
}

/** The agency is in a state in which this does not happen (409). */
export class WrongAgencyState extends Conflict {
  constructor(detail: string) {
    super('agency.wrong_state', detail);
  }
}
