import { newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';

/** A list, and how far it is. */
export interface ImportAt {
  readonly state: string;
  readonly id: string;
}

const found = {
  ...{ kind: 'csv', encoding: 'utf-8', marked: false, delimiter: ',', sheets: [], sheet: null },
  ...{ headerRow: 1, rows: 1, source: null },
  columns: [{ name: '名前', samples: [], isPersonal: false }],
  suggested: { layout: null, columns: {}, repair: true, leaveOut: false, openData: false },
};
const counts = {
  ...{ read: 1, new: 1, changed: 0, same: 0, conflict: 0, problem: 0, noted: 0, missing: 0 },
  ...{ leftOut: 0, refused: false },
};

/** Lists of the network in every state in which something can be ordered, so many that each order finds one. */
export async function buildImports(api: Pick<TestApi, 'db'>, accountId: string): Promise<ImportAt[]> {
  const states = ['unreadable', 'described', 'described', 'described', 'checked', 'committed'];
  const lists: ImportAt[] = [];
  for (const state of states) {
    const id = newId();
    await api.db.admin(
      `INSERT INTO portal.import_job (id, file_name, octets, state, found, counts, created_by, created_by_name)
       VALUES ($1, '一覧.csv', 1, $2, $3, $4, $5, '事務局 花子')`,
      [id, state, JSON.stringify(found), JSON.stringify(counts), accountId],
    );
    lists.push({ state, id });
  }
  return lists;
}
