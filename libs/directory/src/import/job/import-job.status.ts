/** How far a list is. 読み取り中・読み取れない・設定待ち・確認中・確認済み・取り込み中・取り込み済み・取り消し中・取り消し済み・中止. */
export const importStates = [
  'reading',
  'unreadable',
  'described',
  'checking',
  'checked',
  'committing',
  'committed',
  'undoing',
  'undone',
  'dropped',
] as const;
export type ImportState = (typeof importStates)[number];

/** The states, as people read them. */
export const importStateNames: Readonly<Record<ImportState, string>> = {
  reading: '読み取り中',
  unreadable: '読み取れません',
  described: '列の設定待ち',
  checking: '確認中',
  checked: '確認済み（取り込み前）',
  committing: '取り込み中',
  committed: '取り込み済み',
  undoing: '取り消し中',
  undone: '取り消し済み',
  dropped: '中止',
};

/** What the secretariat orders. */
export type ImportVerb = 'reread' | 'settle' | 'commit' | 'undo' | 'drop';

interface Order {
  readonly from: readonly ImportState[];
  readonly to: ImportState;
}

/** The life of a list: what is not in this table does not happen. A worker takes it on from every state that ends in 中. */
export const importOrders: Readonly<Record<ImportVerb, Order>> = {
  reread: { from: ['unreadable', 'described', 'checked'], to: 'reading' },
  settle: { from: ['described', 'checked'], to: 'checking' },
  commit: { from: ['checked'], to: 'committing' },
  undo: { from: ['committed'], to: 'undoing' },
  drop: { from: ['unreadable', 'described', 'checked'], to: 'dropped' },
};

/** What a worker does next with a list in this state, as the promise is called. */
export const importSteps = {
  reading: 'import.read',
  checking: 'import.check',
  committing: 'import.commit',
  undoing: 'import.undo',
  dropped: 'import.tidy',
} as const satisfies Partial<Record<ImportState, string>>;
export type ImportStep = (typeof importSteps)[keyof typeof importSteps];

/** What is told to whoever ordered a step, once it is done; failing is told as `import.failed`. */
export const importEvents: Readonly<Partial<Record<ImportState, string>>> = {
  committed: 'import.done',
  undone: 'import.undone',
};

/** True while a worker has the list in hand. */
export function isUnderWay(state: ImportState): boolean {
  return state !== 'dropped' && state in importSteps;
}

/** What may be ordered now. */
export function ordersFor(state: ImportState): ImportVerb[] {
  return (Object.keys(importOrders) as ImportVerb[]).filter((verb) =>
    importOrders[verb].from.includes(state),
  );
}
