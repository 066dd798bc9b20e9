import pg from 'pg';
import {
  addAgencyEntries,
  addAreaEntries,
  type AgencyEntry,
  type WamColumn,
  wamColumns,
} from '#libs/directory';
import type { SqlTx } from '#libs/platform';
import type { TestDatabase } from '../support/database.js';

/** An invented prefecture with two blocks of two municipalities: 99-a1, 99-a2 and 99-b1, 99-b2. */
export async function buildAreas(db: TestDatabase): Promise<void> {
  const areas: Parameters<typeof addAreaEntries>[1] = [
    { code: '99', level: 'prefecture', name: 'ためし県', kana: 'ためしけん', parentCode: null },
    { code: '99-a', level: 'block', name: '北部圏域', kana: 'ほくぶけんいき', parentCode: '99' },
    { code: '99-b', level: 'block', name: '南部圏域', kana: 'なんぶけんいき', parentCode: '99' },
    { code: '99-a1', level: 'municipality', name: '一の市', kana: 'いちのし', parentCode: '99-a' },
    { code: '99-a2', level: 'municipality', name: '二の町', kana: 'にのまち', parentCode: '99-a' },
    { code: '99-b1', level: 'municipality', name: '三の市', kana: 'さんのし', parentCode: '99-b' },
    { code: '99-b2', level: 'municipality', name: '四の村', kana: 'しのむら', parentCode: '99-b' },
  ];
  await past(db, (tx) => addAreaEntries(tx, areas));
}

/** An agency that can be found. Its area, if any, must be there already. */
export async function buildListed(
  db: TestDatabase,
  entry: Partial<AgencyEntry> & { name: string },
): Promise<string> {
  const [id] = await past(db, (tx) => addAgencyEntries(tx, [{ type: 'transition', ...entry }]));
  return id!;
}

/** Arranging is done past every policy, and in one transaction like everything that a worker beside it may be writing, too. */
async function past<T>(db: TestDatabase, work: (tx: SqlTx) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const done = await work({
      query: async (sql, values) => (await client.query(sql, [...(values ?? [])])).rows,
    });
    await client.query('COMMIT');
    return done;
  } finally {
    await client.end();
  }
}

/** The cells of an invented row in the layout of WAM NET; every row gets a number and an office number of its own. */
export function wamCells(
  at: number,
  cells: Partial<Record<WamColumn, string>> = {},
): Record<WamColumn, string> {
  return {
    designatedBy: '01100',
    no: `T${String(at).padStart(10, '0')}`,
    designatedByName: '試験市',
    legalName: '社会福祉法人ためし会',
    legalNameKana: 'しゃかいふくしほうじんためしかい',
    corporationNumber: '9990000000000',
    corporationCity: '北海道札幌市中央区',
    corporationStreet: '試験町１丁目１番',
    corporationPhone: '099-000-0000',
    corporationFax: '',
    corporationUrl: '',
    serviceKind: '就労移行支援',
    name: `ためし事業所${at}`,
    kana: 'ためしじぎょうしょ',
    officeNumber: `01${String(at).padStart(8, '0')}`,
    city: '北海道札幌市中央区',
    street: `試験町１丁目${at}番`,
    phone: '099-000-0001',
    fax: '',
    url: 'https://tameshi.example/',
    latitude: '43.05',
    longitude: '141.35',
    weekdayHours: '09:00-16:00',
    saturdayHours: '',
    sundayHours: '',
    holidayHours: '',
    closedDays: '土・日・祝',
    hoursNote: '',
    capacity: '20',
    ...cells,
  };
}

/** A file in the layout of WAM NET, as the disclosure system writes it: BOM, quoted cells, CRLF. */
export function wamFile(
  rows: readonly Record<WamColumn, string>[],
  columns = Object.keys(wamColumns) as WamColumn[],
) {
  const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const header = line(columns.map((column) => wamColumns[column]));
  const body = rows.map((row) => line(columns.map((column) => row[column])));
  return Buffer.from(`\ufeff${[header, ...body].join('\r\n')}\r\n`);
}
