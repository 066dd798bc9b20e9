import { freshnessOf, type RequestRow } from '#libs/directory';
import type { SheetList, SheetRow } from '#libs/documents';

/** Whom to call, with room for what was said. */
export function phoneListSheet(rows: readonly RequestRow[], today: string): SheetList {
  return {
    name: '電話で確認する機関',
    columns: ['済', '地域', '機関', '種類', '電話番号', '窓口', '最後の確認', '答えた人', 'メモ'],
    rows: linesOf(rows, today),
  };
}

async function* linesOf(rows: readonly RequestRow[], today: string): AsyncGenerator<SheetRow> {
  for (const { areaName, name, typeName, phone, window, confirmedOn } of rows) {
    const last = freshnessOf(confirmedOn, today).text;
    yield await Promise.resolve(['', areaName, name, typeName, phone, window, last, '', '']);
  }
}
