import {
  type ComparedPair,
  type Likeness,
  likenessCodes,
  likenesses,
  type MergeRow,
  type PairState,
  pairStates,
  type PersonPair,
} from '#libs/people';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';
import { PersonView, presentPerson } from '../people/people.presenter.js';

/** One of two records that may be one person. */
export class PersonPairSideView {
  @ShowsId() id!: string;
  @ShowsNumber() number!: number;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsDay({ nullable: true }) birthDate!: string | null;
}

/** Two records that may be one person, and why. */
export class PersonPairView {
  @ShowsId() id!: string;
  @ShowsText({ codes: pairStates }) state!: PairState;
  @ShowsText({ list: true, codes: likenessCodes }) reasons!: Likeness[];
  @ShowsText({ list: true }) reasonNames!: string[];
  @ShowsView(() => PersonPairSideView, { list: true }) sides!: PersonPairSideView[];
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
}

/** One part of the pairs. */
export class PersonPairsView extends pageOf(() => PersonPairView) {}

/** How many pairs are new. */
export class FoundPairsView {
  @ShowsNumber() found!: number;
}

/** Both records of a pair, whole. */
export class ComparedPairView {
  @ShowsId() id!: string;
  @ShowsText({ codes: pairStates }) state!: PairState;
  @ShowsText({ list: true }) reasonNames!: string[];
  @ShowsView(() => PersonView) first!: PersonView;
  @ShowsView(() => PersonView) second!: PersonView;
}

/** A merge that stands. */
export class PersonMergeView {
  @ShowsId() id!: string;
  @ShowsId() keptId!: string;
  @ShowsNumber() keptNumber!: number;
  @ShowsNumber() goneNumber!: number;
  @ShowsText() byName!: string;
  @ShowsMoment() at!: string;
  /** How many rows followed the person. */
  @ShowsNumber() rows!: number;
  /** How many cells of consents are held back until the person is asked anew. */
  @ShowsNumber() heldCells!: number;
  @ShowsFlag() canUndo!: boolean;
}

export function presentPairs(found: Page<PersonPair>): PersonPairsView {
  return presentPage(found, ({ id, state, reasons, sides, decidedBy, decidedAt }) => ({
    id,
    state,
    reasons: [...reasons],
    reasonNames: reasons.map((code) => likenesses[code]),
    sides: sides.map((side) => ({ ...side })),
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
  }));
}

export function presentCompared({ id, state, reasons, first, second }: ComparedPair): ComparedPairView {
  return {
    id,
    state,
    reasonNames: reasons.map((code) => likenesses[code]),
    first: presentPerson(first),
    second: presentPerson(second),
  };
}

export function presentMerge(merge: MergeRow): PersonMergeView {
  const { id, keptId, keptNumber, goneNumber, byName, at, rows, heldCells, canUndo } = merge;
  const moved = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return {
    id,
    keptId,
    keptNumber,
    goneNumber,
    byName,
    at: at.toISOString(),
    rows: moved,
    heldCells,
    canUndo,
  };
}
