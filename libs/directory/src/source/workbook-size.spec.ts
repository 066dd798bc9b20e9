import { zipSync } from 'fflate';
import { isTooLarge } from './workbook-size.js';

const limits = { octets: 1e6, cells: 1e9, rows: 100 };
const zipOf = (...sheets: string[]) =>
  zipSync(Object.fromEntries(sheets.map((sheet, at) => [`sheet${at}.xml`, Buffer.from(sheet)])));
const wide = `<row>${'<c><v>1</v></c>'.repeat(16_000)}</row>${'<row/>'.repeat(5)}`;

describe('the size of a workbook', () => {
  it.each([
    { name: 'cells by their place', sheet: '<x:row r="10"><x:c t="s" r="AB10"/></x:row>', cells: 280 },
    { name: 'cells without a place', sheet: '<row><c/><c/><c/></row><row><c/></row>', cells: 6 },
    { name: 'cells in more than one piece', sheet: wide, cells: 16_000 },
    { name: 'no cells', sheet: '<cols><col min="1" max="16384"/></cols>', cells: 0 },
    { name: 'rows that are not read', sheet: '<row><c/></row>'.repeat(500), cells: 100 },
  ])('counts $name', async ({ sheet, cells }) => {
    expect(await isTooLarge(zipOf(sheet), { ...limits, cells })).toBe(false);
    expect(await isTooLarge(zipOf(sheet, sheet), { ...limits, cells: 2 * cells })).toBe(false);
    if (cells === 0) return;
    expect(await isTooLarge(zipOf(sheet), { ...limits, cells: cells - 1 })).toBe(true);
    expect(await isTooLarge(zipOf(sheet, sheet), { ...limits, cells: 2 * cells - 1 })).toBe(true);
  });

  it('counts the octets of all parts together', async () => {
    const part = ' '.repeat(400_000);
    expect(await isTooLarge(zipOf(part, part), limits)).toBe(false);
    expect(await isTooLarge(zipOf(part, part, part), limits)).toBe(true);
  });
});
