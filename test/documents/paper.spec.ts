import { type Bundle, type PaperSheet, PdfPress, setSheets } from '#libs/documents';
import { readPdf, tagged } from '../support/pdf.reader.js';

const press = new PdfPress();
afterAll(() => press.close());

const sheet = (number: string, rows = 1): PaperSheet => ({
  title: '連携依頼書',
  number,
  day: '令和8年11月20日',
  to: ['宛先機関　御中'],
  from: ['依頼元機関', '青葉県青葉市1-1'],
  lead: ['次のとおり依頼します。'],
  parts: [
    { kind: 'facts', title: '依頼', items: [{ label: '種別', text: '紹介\n二行目 #read("/etc/passwd")' }] },
    {
      kind: 'table',
      title: '経過',
      columns: ['いつ', '何を'],
      widths: [1, 3],
      rows: Array.from({ length: rows }, (_, at) => [`${at}`, 'できごと']),
    },
    { kind: 'text', title: '', lines: ['以上'] },
  ],
});
const bundle = (sheets: PaperSheet[], watermark: string | null = '青葉支援センター　青葉 花子'): Bundle => ({
  title: '連携依頼書',
  issuer: '青葉支援センター',
  printed: '青葉 花子　令和8年11月20日 14:05 印刷',
  watermark,
  sheets,
});
const madeAt = new Date('2026-11-20T05:05:00Z');
/** Typst sets a little room between scripts, and readers take it for spaces. */
const squeezed = (text: string) => text.replaceAll(/\s/g, '');

describe('papers between offices', () => {
  it('are tagged, and say on every page what they are, which page of how many, who printed them and who reads them', async () => {
    const { content, replaced } = await setSheets(press, bundle([sheet('依頼番号 1', 90)]), madeAt);
    const pdf = await readPdf(content);
    expect(pdf).toMatchObject({ tagged: true, title: '連携依頼書', language: 'ja-JP' });
    expect(replaced).toEqual([]);
    expect(pdf.pages.length).toBeGreaterThan(2);
    for (const [at, page] of pdf.pages.entries()) {
      const said = squeezed(page);
      expect(said).toContain(`${at + 1}/${pdf.pages.length}ページ`);
      expect(said).toContain('青葉花子令和8年11月20日14:05印刷');
      expect(said.split('青葉支援センター青葉花子').length - 1).toBe(3);
    }
    expect(tagged(pdf.tags, 'H1').map(({ text }) => squeezed(text))).toEqual(['連携依頼書依頼番号1']);
    expect(tagged(pdf.tags, 'H2').map(({ text }) => text)).toEqual(['依頼', '経過']);
    expect(tagged(pdf.tags, 'TH').length).toBeGreaterThanOrEqual(2);
    // What lies behind the words is no part of what is read out.
    expect(squeezed(JSON.stringify(pdf.tags))).not.toContain('青葉支援センター青葉花子');
    expect(pdf.pages[0]).toContain('#read("/etc/passwd")');
  });

  it('are counted each for itself when several lie in one file, and each has a bookmark', async () => {
    const { content } = await setSheets(press, bundle([sheet('1', 60), sheet('2')], null), madeAt);
    const pdf = await readPdf(content);
    expect(pdf.bookmarks).toEqual(['連携依頼書　1', '連携依頼書　2']);
    const [first = '', ...others] = pdf.pages.map(squeezed);
    expect(first).toContain(`1/${others.length}ページ`);
    expect(others.at(-1)).toContain('1/1ページ');
    expect(first).not.toContain('青葉支援センター青葉花子');
  });
});
