import { Conflict } from '#libs/platform';

/** The council has been dissolved, and only its records are left (409). */
export class CouncilDissolved extends Conflict {
  constructor() {
    super('council.dissolved', 'この会議体は解散しています。記録を見ることだけができます。');
  }
}

/** A council stands under itself (409). */
export class CouncilInCircle extends Conflict {
  constructor() {
    super('council.in_circle', 'この会議体の下にある会議体は、親会にできません。別の親会を選んでください。');
  }
}

/** Something is still open, so that the council cannot be dissolved (409). */
export class CouncilNotFinished extends Conflict {
  constructor(open: { meetings: number; actionItems: number }) {
    const { meetings, actionItems } = open;
    const ahead =
      meetings > 0 ? [`これからの会議が${meetings}件あります。先に開催するか、中止してください。`] : [];
    const toDo =
      actionItems > 0
        ? [`終わっていない対応事項が${actionItems}件あります。完了にするか、ほかの会議体に移してください。`]
        : [];
    super('council.not_finished', `解散できません。${[...ahead, ...toDo].join('')}`, open);
  }
}

/** The agency has a seat of this part already (409). */
export class SeatTaken extends Conflict {
  constructor() {
    super('council.seat_taken', 'この人は、すでに委員の一覧にいます。');
  }
}
