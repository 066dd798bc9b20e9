import { Conflict } from '#libs/platform';

/** A yearly round is under way: two at once would ask everybody twice (409). */
export class RoundUnderWay extends Conflict {
  constructor() {
    super('confirmation.under_way', '年に一度の確認は、いま行っている最中です。終えてから始めてください。');
  }
}

/** There is nobody to ask: none of the chosen agencies is in operation (409). */
export class NobodyToAsk extends Conflict {
  constructor() {
    super('confirmation.nobody', '確認をお願いできる機関がありません。');
  }
}

/** A closed agency has nothing to confirm or to mend (409). */
export class EntryClosed extends Conflict {
  constructor() {
    super('entry.closed', 'この機関は閉所または統合されています。');
  }
}

/** Somebody has answered the report already (409). */
export class ReportAnswered extends Conflict {
  constructor() {
    super('report.answered', 'この報告には、すでに回答があります。');
  }
}

/** The pair has been decided already: merged, or one of the two is closed (409). */
export class PairSettled extends Conflict {
  constructor() {
    super('duplicate.settled', 'この組み合わせは、すでに処理されています。一覧を読み込み直してください。');
  }
}

/** Why an agency must be the one that stays. */
export type MergeTie = 'members' | 'cases';

/** The agency that would go has people who sign in for it, or referrals and records: those stay where they are (409). */
export class MergeTied extends Conflict {
  constructor(name: string, ties: readonly MergeTie[]) {
    super(
      'merge.tied',
      `「${name}」には${ties.map((tie) => tieNames[tie]).join('と')}があるため、なくすことはできません。こちらを残してください。`,
      { ties: [...ties] },
    );
  }
}

/** Both have people or referrals: no program can decide for them (409). */
export class MergeTiedTwice extends Conflict {
  constructor() {
    super(
      'merge.tied_twice',
      'どちらの機関にも利用者または連携依頼の記録があるため、統合できません。利用者の所属を片方に移し、もう片方を「閉所」にして引き継ぐ機関を登録してください。',
    );
  }
}

/** Something that the merger wrote has been changed since: taking it back would lose that (409). */
export class MergeBuiltUpon extends Conflict {
  constructor(labels: readonly string[]) {
    super(
      'merge.built_upon',
      `統合のあとに変更された項目（${labels.join('、')}）があるため、もとに戻せません。`,
      { labels: [...labels] },
    );
  }
}

/** The merger has been taken back already (409). */
export class MergeUndone extends Conflict {
  constructor() {
    super('merge.undone', 'この統合は、すでにもとに戻されています。');
  }
}

const tieNames: Readonly<Record<MergeTie, string>> = {
  members: '利用者',
  cases: '連携依頼や本人の記録',
};
