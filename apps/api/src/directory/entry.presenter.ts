import {
  type Entry,
  type EntryInEditing,
  type EntryNames,
  entryLists,
  agencyFields,
  labelWith,
  type Submitted,
  textAt,
} from '#libs/directory';
import type { Member } from '#libs/identity';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { AgencyRefView } from './agency.presenter.js';
import { EntryChangeView, presentChange } from './entry-change.presenter.js';
import { ShowsEntry } from './entry.schema.js';

/** A field that somebody else has set otherwise while the draft was lying there. */
export class DraftConflictView {
  @ShowsText() path!: string;
  @ShowsText() label!: string;
  @ShowsText({ nullable: true }) mine!: string | null;
  @ShowsText({ nullable: true }) theirs!: string | null;
}

/** A draft of the reader's own, brought onto the entry as it stands now. */
export class EntryDraftView {
  @ShowsNumber() baseVersion!: number;
  @ShowsMoment() savedAt!: string;
  @ShowsView(() => DraftConflictView, { list: true }) conflicts!: DraftConflictView[];
}

/** An entry with everything that its form needs. */
export class EntryInEditingView {
  @ShowsView(() => AgencyRefView) agency!: AgencyRefView;
  @ShowsText() status!: string;
  /** The entry as it stands. */
  @ShowsEntry() entry!: object;
  /** What stands in the form: the draft, what waits for approval, or the entry itself. */
  @ShowsEntry() mine!: object;
  @ShowsView(() => EntryDraftView, { nullable: true }) draft!: EntryDraftView | null;
  @ShowsView(() => EntryChangeView, { nullable: true }) waiting!: EntryChangeView | null;
  /** Whether what this reader hands in waits for the secretariat. */
  @ShowsFlag() waits!: boolean;
  @ShowsFlag() isSecretariat!: boolean;
  @ShowsNumber() version!: number;
}

/** What became of what was handed in. */
export class HandedInView {
  @ShowsText({ codes: ['applied', 'waiting', 'unchanged'] }) state!: string;
  @ShowsId({ nullable: true }) changeId!: string | null;
}

/** When a draft was kept, and which version the entry is by now: somebody else may have been faster. */
export class DraftSavedView {
  @ShowsMoment() savedAt!: string;
  @ShowsNumber() entryVersion!: number;
}

/** The id of what was made. */
export class MadeAgencyView {
  @ShowsId() id!: string;
}

export function presentInEditing(found: EntryInEditing, actor: Member): EntryInEditingView {
  const { entry, mine, draft, waiting, names, settings } = found;
  const isSecretariat = actor.role === 'secretariat';
  return {
    agency: { id: entry.id, name: entry.name },
    status: entry.status,
    entry: contentOf(entry),
    mine: contentOf(mine),
    draft: draft && {
      baseVersion: draft.baseVersion,
      savedAt: draft.savedAt,
      conflicts: draft.conflicts.map((conflict) => ({
        path: conflict.path,
        label: labelWith(conflict.path, mine, [], names),
        mine: textOf(conflict.path, conflict.mine, names),
        theirs: textOf(conflict.path, conflict.theirs, names),
      })),
    },
    waiting: waiting && presentChange(waiting, { entry, names }, actor),
    waits: settings.approval && !isSecretariat,
    isSecretariat,
    version: entry.version,
  };
}

export function presentHandedIn(submitted: Submitted | null): HandedInView {
  return submitted
    ? { state: submitted.state, changeId: submitted.id }
    : { state: 'unchanged', changeId: null };
}

/** The part of an entry that its form sets. */
function contentOf(entry: Entry): object {
  const names = [...Object.keys(agencyFields), 'areasInCharge', 'visibility', ...entryLists];
  return Object.fromEntries(names.map((name) => [name, entry[name as keyof Entry]]));
}

/** What is in a draft is not checked: it may be no value of its field at all. */
function textOf(path: string, value: unknown, names: EntryNames): string | null {
  try {
    return textAt(path, value, names);
  } catch {
    return JSON.stringify(value);
  }
}
