/** The states of a person's record. 支援中, 支援終了, 転居, 死亡, 統合済, 消去済. */
export const personStatuses = ['open', 'closed', 'moved', 'died', 'merged', 'erased'] as const;
export type PersonStatus = (typeof personStatuses)[number];

/** How support ends. */
export const endings = ['closed', 'moved', 'died'] as const;
export type Ending = (typeof endings)[number];

/** States of records that people see; the others are continued elsewhere, or gone. */
export const visibleStatuses = ['open', 'closed', 'moved', 'died'] as const satisfies readonly PersonStatus[];
export type VisibleStatus = (typeof visibleStatuses)[number];

export const personStatusNames: Readonly<Record<PersonStatus, string>> = {
  open: '支援中',
  closed: '支援終了',
  moved: '転居',
  died: '死亡',
  merged: '統合済み',
  erased: '消去済み',
};

type PersonVerb = 'close' | 'move' | 'die' | 'reopen' | 'takeBack';

/**
 * The life of a record; what is not here does not happen. Support that ended may begin again, and an ending that was
 * entered in error is taken back. Merging and erasing are done by the database alone.
 */
export const personTransitions = {
  open: { close: 'closed', move: 'moved', die: 'died' },
  closed: { reopen: 'open', takeBack: 'open', move: 'moved', die: 'died' },
  moved: { reopen: 'open', takeBack: 'open', die: 'died' },
  died: { takeBack: 'open' },
  merged: {},
  erased: {},
} as const satisfies Record<PersonStatus, Partial<Record<PersonVerb, PersonStatus>>>;

/** The verb by which support ends so. */
export const verbOf = { closed: 'close', moved: 'move', died: 'die' } as const satisfies Record<
  Ending,
  PersonVerb
>;

/** Where the verb leads from this state, if anywhere. */
export function nextStatus(status: PersonStatus, verb: PersonVerb): PersonStatus | undefined {
  return (personTransitions[status] as Partial<Record<PersonVerb, PersonStatus>>)[verb];
}

/** Why support ended (支援終了の理由). A move and a death say so themselves. */
export const endReasons = {
  goal_reached: '目標を達成した',
  period_over: '利用期間が終わった',
  handed_over: 'ほかの機関に引き継いだ',
  person_wish: '本人の希望',
  no_contact: '本人と連絡が取れない',
  entered_in_error: '誤って登録した',
  other: 'その他',
} as const;
export type EndReason = keyof typeof endReasons;
export const endReasonCodes = Object.keys(endReasons) as EndReason[];

/** Hours within which an ending entered in error can be taken back. */
export const takeBackHours = 24;
