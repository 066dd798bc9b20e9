import { type Entry, type EntryList, entryLists } from '../entry/entry.js';
import { agencyFields, type EntryField, listFields } from '../entry/entry.fields.js';

type Row = Readonly<Record<string, unknown>>;

/** An entry as the database hands out its rows, column by column. */
export type EntryRows = Readonly<Record<EntryList, readonly Row[]>> & {
  readonly agency: Row;
  readonly areas: readonly string[];
};

/** The entry out of its rows. */
export function entryFromRows({ agency, areas, ...lists }: EntryRows): Entry {
  return {
    id: agency['id'],
    version: agency['version'],
    status: agency['status'],
    isMember: agency['is_member'],
    confirmedOn: agency['confirmed_on'],
    updatedOn: String(agency['updated_at']).slice(0, 10),
    statusFrom: agency['status_from'],
    statusUntil: agency['status_until'],
    statusNote: agency['status_note'],
    successorId: agency['successor_id'],
    visibility: agency['visibility'],
    areasInCharge: areas,
    ...valuesOf(agency, agencyFields),
    ...Object.fromEntries(
      entryLists.map((list) => [
        list,
        lists[list].map((row) => ({ id: row['id'], ...valuesOf(row, listFields[list].fields) })),
      ]),
    ),
  } as unknown as Entry;
}

function valuesOf(row: Row, fields: Readonly<Record<string, EntryField>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, { column }]) => [name, row[column]]));
}
