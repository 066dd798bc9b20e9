import {
  categories,
  type DataCategory,
  fieldsOf,
  type ListedPerson,
  type PersonRecord,
  type Sheet,
  sheetCategories,
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

/** A person in a list. */
export class ListedPersonView {
  @ShowsId() id!: string;
  @ShowsNumber() number!: number;
  @ShowsText({ codes: ['open', 'closed'] }) status!: 'open' | 'closed';
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsDay({ nullable: true }) birthDate!: string | null;
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
}

export function presentPeople(found: Page<ListedPerson>): PeopleView {
  return presentPage(found, presentListed);
}

export function presentPerson(person: PersonRecord): PersonView {
  return {
    ...presentListed(person),
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

function presentListed({
  id,
  number,
  status,
  name,
  kana,
  birthDate,
  updatedAt,
}: ListedPerson): ListedPersonView {
  return { id, number, status, name, kana, birthDate, updatedAt: updatedAt.toISOString() };
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
