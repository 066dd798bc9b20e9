import {
  type ChangeInFull,
  type ChangeRow,
  type Entry,
  entryChangeKinds,
  entryChangeStateNames,
  entryChangeStates,
  type EntryHistory,
  type EntryNames,
  type FieldChange,
  labelOf,
  labelWith,
  mayKeepEntry,
  textAt,
  undoingChanges,
  valueAt,
} from '#libs/directory';
import type { Member } from '#libs/identity';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsText, ShowsView } from '../http/view.js';
import { AgencyRefView } from './agency.presenter.js';

/** One field that changes, in words: from what to what. */
export class ChangeLineView {
  @ShowsText() path!: string;
  @ShowsText() label!: string;
  @ShowsText({ nullable: true }) before!: string | null;
  @ShowsText({ nullable: true }) after!: string | null;
  /** What stands there now, where somebody has changed it since. */
  @ShowsText({ nullable: true }) now!: string | null;
  @ShowsFlag() conflict!: boolean;
  @ShowsFlag() refused!: boolean;
}

/** What the reader may do with a change. */
export class ChangeCanView {
  @ShowsFlag() decide!: boolean;
  @ShowsFlag() withdraw!: boolean;
  @ShowsFlag() undo!: boolean;
}

/** One change of an entry. */
export class EntryChangeView {
  @ShowsId() id!: string;
  @ShowsView(() => AgencyRefView) agency!: AgencyRefView;
  @ShowsText({ codes: entryChangeKinds }) kind!: string;
  @ShowsText() kindName!: string;
  @ShowsText({ codes: entryChangeStates }) state!: string;
  @ShowsText() stateName!: string;
  @ShowsText() madeBy!: string;
  @ShowsMoment() madeAt!: string;
  @ShowsDay({ nullable: true }) effectiveOn!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
  @ShowsText({ nullable: true }) decisionNote!: string | null;
  @ShowsView(() => ChangeLineView, { list: true }) lines!: ChangeLineView[];
  @ShowsView(() => ChangeCanView) can!: ChangeCanView;
}

/** A page of changes. */
export class EntryChangesView extends pageOf(() => EntryChangeView) {}

/** Fields that were ever changed in an entry. */
export class ChangedFieldView {
  @ShowsText() field!: string;
  @ShowsText() label!: string;
}

/** A page of the history of one entry. */
export class EntryHistoryView extends EntryChangesView {
  @ShowsView(() => AgencyRefView) agency!: AgencyRefView;
  @ShowsView(() => ChangedFieldView, { list: true }) fields!: ChangedFieldView[];
}

const kindNames: Readonly<Record<ChangeRow['kind'], string>> = {
  created: '新規登録',
  edit: '編集',
  status: '休止・移転・閉所など',
  import: '取り込み',
  merge: '重複の統合',
  undo: '取り消し',
};

/** What the words of a change need: the entry as it stands, and the names of codes. */
interface Ground {
  readonly entry: Entry;
  readonly names: EntryNames;
  readonly conflicts?: readonly FieldChange[];
}

export function presentChange(change: ChangeRow, ground: Ground, actor: Member): EntryChangeView {
  const keeps = mayKeepEntry(actor, change.agencyId);
  const { state, kind } = change;
  return {
    id: change.id,
    agency: { id: change.agencyId, name: change.agencyName },
    kind,
    kindName: kindNames[kind],
    state,
    stateName: entryChangeStateNames[state],
    madeBy: change.madeByName,
    madeAt: change.madeAt,
    effectiveOn: change.effectiveOn,
    note: change.note,
    decidedBy: change.decidedByName,
    decidedAt: change.decidedAt,
    decisionNote: change.decisionNote,
    lines: [
      ...change.changes.map((line) => presentLine(line, change, ground, false)),
      ...change.refusedChanges.map((line) => presentLine(line, change, ground, true)),
    ].filter(({ path }, _, { length }) => length === 1 || !path.endsWith('/sort')),
    can: {
      decide: state === 'waiting' && actor.role === 'secretariat',
      withdraw: state === 'waiting' && keeps,
      undo: state === 'applied' && keeps && undoingChanges(actor, change).length > 0,
    },
  };
}

function presentLine(
  line: FieldChange,
  { changes }: ChangeRow,
  { entry, names, conflicts = [] }: Ground,
  refused: boolean,
): ChangeLineView {
  const { path, before, after } = line;
  const changed = conflicts.find((conflict) => conflict.path === path);
  return {
    path,
    label: labelWith(path, entry, changes, names),
    before: textAt(path, before, names),
    after: textAt(path, after, names),
    now: changed ? textAt(path, valueAt(entry, path), names) : null,
    conflict: changed !== undefined,
    refused,
  };
}

export function presentWaiting(found: Page<ChangeInFull>, actor: Member): EntryChangesView {
  return presentPage(found, (item) => presentChange(item.change, item, actor));
}

export function presentHistory(
  found: Awaited<ReturnType<EntryHistory['ofAgency']>>,
  actor: Member,
): EntryHistoryView {
  const { items, page, perPage, total, entry, names, fields } = found;
  return {
    items: items.map((change) => presentChange(change, { entry, names }, actor)),
    page,
    perPage,
    total,
    agency: { id: entry.id, name: entry.name },
    fields: fields
      .map((field) => ({ field, label: field === 'visibility' ? '見せる範囲' : labelOf(field, entry) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'ja')),
  };
}
