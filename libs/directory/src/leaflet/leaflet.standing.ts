import { changedSince, type LeafletBlock } from './leaflet.block.js';

/**
 * How an agency stands to an edition. 同意済み・内容変更あり（再同意待ち）・修正の希望・掲載しない・回答待ち・期限切れ・未送付.
 * Only the first two are printed, the second with the words that were agreed to.
 */
export const standings = [
  'agreed',
  'stale',
  'correction',
  'refused',
  'waiting',
  'lapsed',
  'not_asked',
] as const;
export type Standing = (typeof standings)[number];

export const standingNames: Readonly<Record<Standing, string>> = {
  agreed: '同意済み',
  stale: '同意のあとで内容が変わった',
  correction: '修正の希望',
  refused: '掲載しない',
  waiting: '回答待ち',
  lapsed: '期限までに回答なし',
  not_asked: '校正を送っていない',
};

/** What is known of an agency in an edition. */
export interface StandingFacts {
  /** What it lets be printed: null where it has never decided. */
  readonly agreed: boolean | null;
  /** The words that it agreed to, while that holds. */
  readonly agreement: LeafletBlock | null;
  /** The words as its entry would put them now. */
  readonly now: LeafletBlock;
  /** A correction that it wants and that has not been settled by a new agreement. */
  readonly correction: string | null;
  /** The newest proof that nobody has answered. */
  readonly proof: { readonly isOver: boolean } | null;
}

/** The standing, and for a stale agreement what has changed. */
export function standingOf({ agreed, agreement, now, correction, proof }: StandingFacts): {
  standing: Standing;
  changed: string[];
} {
  const changed = agreed && agreement ? changedSince(agreement, now) : [];
  const standing = (): Standing => {
    if (agreed === false) return 'refused';
    if (correction !== null) return 'correction';
    if (agreed && agreement) return changed.length > 0 ? 'stale' : 'agreed';
    if (!proof) return 'not_asked';
    return proof.isOver ? 'lapsed' : 'waiting';
  };
  return { standing: standing(), changed };
}

/** Whether an agency that stands so is on the paper. */
export function isPrinted(standing: Standing): boolean {
  return standing === 'agreed' || standing === 'stale';
}
