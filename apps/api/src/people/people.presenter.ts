import {
  categories,
  type DataCategory,
  type EndReason,
  endReasons,
  fieldsOf,
  type ListedPerson,
  type PersonRecord,
  personStatusNames,
  type Sheet,
  sheetCategories,
  type VisibleStatus,
  visibleStatuses,
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

/** Who is in charge of a person. */
export class PersonPersonInChargeView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsFlag() hasLeft!: boolean;
}

/** A name that a person bore before. */
export class FormerNameView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
}

/** A person in a list. */
export class ListedPersonView {
  @ShowsId() id!: string;
  @ShowsNumber() number!: number;
  @ShowsText({ codes: visibleStatuses }) status!: VisibleStatus;
  @ShowsText() statusName!: string;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsDay({ nullable: true }) birthDate!: string | null;
  @ShowsView(() => PersonPersonInChargeView, { nullable: true }) inCharge!: PersonPersonInChargeView | null;
  @ShowsDay({ nullable: true }) lastContactOn!: string | null;
  @ShowsDay({ nullable: true }) endedOn!: string | null;
  @ShowsMoment() updatedAt!: string;
}

/** One part of the list. */
export class PeopleView extends pageOf(() => ListedPersonView) {}

/** One line of a sheet. */
export class SheetFieldView {
  @ShowsText() code!: string;
  @ShowsText() label!: string;
  @ShowsFlag() long!: boolean;
  @ShowsText() text!: string;
}

/** What is kept of one kind of data. */
export class SheetView {
  @ShowsText({ codes: sheetCategories }) category!: DataCategory;
  @ShowsText() name!: string;
  @ShowsView(() => SheetFieldView, { list: true }) fields!: SheetFieldView[];
  /** 0 for a sheet on which nothing was ever written. */
  @ShowsNumber() version!: number;
  @ShowsMoment({ nullable: true }) updatedAt!: string | null;
  @ShowsText({ nullable: true }) updatedBy!: string | null;
}

/** A person with everything that the own agency keeps. */
export class PersonView extends ListedPersonView {
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
  @ShowsView(() => SheetView, { list: true }) sheets!: SheetView[];
  @ShowsView(() => FormerNameView, { list: true }) formerNames!: FormerNameView[];
  @ShowsText({ nullable: true }) endReason!: string | null;
  @ShowsText({ nullable: true }) endNote!: string | null;
  /** Whether the ending was entered so lately that it can be taken back. */
  @ShowsFlag() canTakeBackEnding!: boolean;
  /** Cells of merged records that are held back until the person is asked anew. */
  @ShowsNumber() heldCells!: number;
  @ShowsNumber({ list: true }) mergedNumbers!: number[];
}

export function presentPeople(found: Page<ListedPerson>): PeopleView {
  return presentPage(found, presentListed);
}

export function presentPerson(person: PersonRecord): PersonView {
  return {
    ...presentListed(person),
    formerNames: person.formerNames.map(({ id, name, kana }) => ({ id, name, kana })),
    endReason: person.endReason && (endReasons[person.endReason as EndReason] ?? null),
    endNote: person.endNote,
    canTakeBackEnding: person.canTakeBackEnding,
    heldCells: person.heldCells,
    mergedNumbers: [...person.mergedNumbers],
    createdAt: person.createdAt.toISOString(),
    version: person.version,
    sheets: sheetCategories.map((category) =>
      presentSheet(
        category,
        person.sheets.find((sheet) => sheet.category === category),
      ),
    ),
  };
}

function presentListed(person: ListedPerson): ListedPersonView {
  const { id, number, status, name, kana, birthDate, inCharge, lastContactOn, endedOn, updatedAt } = person;
  return {
    ...{ id, number, status, name, kana, birthDate, lastContactOn, endedOn },
    statusName: personStatusNames[status],
    inCharge: inCharge && { id: inCharge.id, name: inCharge.name, hasLeft: inCharge.hasLeft },
    updatedAt: updatedAt.toISOString(),
  };
}

function presentSheet(category: DataCategory, sheet: Sheet | undefined): SheetView {
  return {
    category,
    name: categories[category].name,
    fields: fieldsOf(category).map(({ code, name, long }) => ({
      code,
      label: name,
      long: long ?? false,
      text: sheet?.fields[code] ?? '',
    })),
    version: sheet?.version ?? 0,
    updatedAt: sheet?.updatedAt.toISOString() ?? null,
    updatedBy: sheet?.updatedBy ?? null,
  };
}
