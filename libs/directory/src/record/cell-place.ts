import { locate, type Location } from '../area/municipalities.js';
import type { GivenCells } from '../layout/import.fields.js';
import { textOf, type Noter } from './cell-values.js';
import { NetworkAreas } from './network-areas.js';

/** Where an office is, as far as a row says. */
export interface Place {
  /** Null when the source masks it, or says nothing. */
  readonly address: string | null;
  readonly masked: boolean;
  readonly location: Location | undefined;
}

// 「＊」 alone, or in the middle of an address, or words to the same effect.
const masks = /^[＊*●○〇×■□※]+$|[＊*●○×■□]{2,}|以下略|以下省略|非公開|非公表|公表し(?:ない|ません)/;
// Whoever copied the list did not find the rest of it.
const unfinished =
  /[（(][^（）()]*(?:記載|明記|詳細)[^（）()]*(?:なし|無し|ない|いません|不明)[^（）()]*[)）]/u;
const postalPrefix = /^〒?\s*[0-9０-９]{3}[-‐－−―–‑]?[0-9０-９]{4}\s*/;

/** The address of a row out of its parts; `prefecture` is the code of the one that the whole list is about. */
export function placeOf(
  cells: GivenCells,
  prefecture: string | null,
  note: Noter,
  areas = new NetworkAreas(),
): Place {
  const parts = [cells.prefecture, cells.city, cells.address, cells.street, cells.building];
  const written = parts.map((part) => textOf(part) ?? '');
  const masked = written.some((part) => masks.test(part));
  const city = `${written[0] ?? ''}${written[1] ?? ''}`;
  const [whole, street] = [plain(written[2] ?? ''), plain(written[3] ?? '')];
  const code = codeOf(cells, prefecture);
  // A list with columns for both repeats the municipality in front of the address, or leaves it out.
  const rest = whole.replace(masks, '');
  const location =
    (city === '' ? undefined : locate(city, `${rest}${street}`, code)) ??
    locate(`${written[0] ?? ''}${rest}`, street, code) ??
    locate(`${city}${rest}`, street, code) ??
    areas.locate(`${city}${rest}${street}`) ??
    areas.locate(rest);
  if (masked) {
    note(
      cells.address === undefined ? 'street' : 'address',
      '住所が伏せられています',
      '住所は取り込まず、「非公開」とします',
    );
    return { address: null, masked, location };
  }
  const ground = [joined(city, whole), street].join('').replace(unfinished, '');
  // A space, or 丸の内1 and 2階 would become 丸の内12階.
  const address = [ground, written[4] ?? ''].filter((part) => part !== '').join('　');
  if (unfinished.test(`${whole}${street}`))
    note(
      'address',
      `「${whole || street}」は住所の途中までしかありません`,
      '書かれているところまでを取り込みます。番地以降を確認してください',
    );
  if (address !== '' && !location)
    note(
      cells.address === undefined ? 'city' : 'address',
      `「${address.slice(0, 30)}」がどの市区町村か分かりません`,
      '住所は書かれたまま取り込み、市区町村は空のままにします。都道府県から始まる住所が必要です',
    );
  return { address: address === '' ? null : withPrefecture(address, location), masked, location };
}

/** The prefecture is known by the list, by the office's number, or by the code of the body that designated it. */
function codeOf(cells: GivenCells, prefecture: string | null): string {
  const code = textOf(cells.designatedBy);
  if (code && /^[0-9]{5,6}$/.test(code)) return code.slice(0, 5);
  if (prefecture) return prefecture;
  const number = textOf(cells.officeNumber) ?? '';
  return /^(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{8}$/.test(number) ? number.slice(0, 2) : '';
}

function plain(address: string): string {
  return address.replace(postalPrefix, '');
}

function joined(city: string, whole: string): string {
  const tight = city.replace(/\s+/gu, '');
  if (whole === '') return tight;
  const bare = tight.replace(/^.{2,3}?[都道府県]/u, '');
  if (whole.startsWith(tight) || whole.includes(bare)) return whole;
  return `${tight}${whole}`;
}

function withPrefecture(address: string, location: Location | undefined): string {
  if (!location || /^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)/u.test(address)) return address;
  return `${location.prefecture.name}${address}`;
}
