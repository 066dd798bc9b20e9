import { newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';
import { parties, type Party } from './cases.js';

/** A change of an agency's entry: one that waits, or one that is made. */
export interface EntryChangeAt {
  readonly party: Party;
  readonly state: 'waiting' | 'applied';
  readonly id: string;
}

/** What agencies and the network keep of the directory, besides the entries themselves. */
export interface EntryThings {
  readonly entryChanges: readonly EntryChangeAt[];
  /** A leaflet of each agency, for everybody to see. */
  readonly entryFiles: Readonly<Record<Party, string>>;
}

/** The type and kind that the network of the tests has added. */
export const ownTerm = 'own_test';

/** For every agency a leaflet, a change that waits and one that is made; for the network a type and a kind of its own. */
export async function buildEntryThings(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<EntryThings> {
  await api.db.admin(
    `INSERT INTO portal.agency_type (code, name, sort, added_by_network) VALUES ($1, '試験の種類', 999, true)`,
    [ownTerm],
  );
  await api.db.admin(
    `INSERT INTO portal.service_kind (code, name, agency_type_code, sort, added_by_network)
     VALUES ($1, '試験のサービス', 'other', 999, true)`,
    [ownTerm],
  );
  const entryFiles = {} as Record<Party, string>;
  const entryChanges: EntryChangeAt[] = [];
  for (const party of parties) {
    entryFiles[party] = newId();
    await api.db.admin(
      `INSERT INTO portal.agency_file (id, agency_id, content_type, words, octets, body)
       VALUES ($1, $2, 'application/pdf', '試験', 5, '%PDF-')`,
      [entryFiles[party], agencies[party]],
    );
    for (const state of ['waiting', 'waiting', 'applied'] as const) {
      const id = newId();
      await api.db.admin(
        `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, made_by_name, applied_at)
         VALUES ($1, $2, 'edit', $3, $4, '試験', CASE WHEN $3 = 'applied' THEN now() END)`,
        [id, agencies[party], state, JSON.stringify([changeOf[state]])],
      );
      entryChanges.push({ party, state, id });
    }
  }
  return { entryChanges, entryFiles };
}

const changeOf = {
  waiting: { path: 'fax', before: null, after: '099-000-1111' },
  applied: { path: 'description', before: '試験', after: null },
};
