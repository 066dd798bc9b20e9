import { type WamColumn, wamColumns } from '#libs/directory';

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
