import { eraDay, foldedSheets, foldingOrder, PdfPress, PdfRefused, PdfTooSlow } from '#libs/documents';
import { readPdf, tagged } from '../support/pdf.reader.js';

const madeAt = new Date('2026-11-20T00:00:00Z');
const template = `
#let it = json(bytes(sys.inputs.data))
#set document(title: it.title, date: auto)
#set text(font: "Noto Sans JP", fallback: false, lang: "ja", region: "JP")
= #it.title
#for text in it.texts [#text #parbreak()]
`;

describe('setting a document', () => {
  const press = new PdfPress();
  afterAll(() => press.close());
  const letter = (texts: readonly string[], title = '送付状') =>
    press.render({ template, data: { title, texts }, madeAt });

  it('makes a tagged PDF/UA-1 in Japanese, with title and fonts inside', async () => {
    const { content, pages, replaced } = await letter(['青葉町の就労支援']);
    const pdf = await readPdf(content);
    expect(pages).toBe(1);
    expect(pdf.pages.join('')).toContain('青葉町の就労支援');
    expect(pdf).toMatchObject({ tagged: true, title: '送付状', language: 'ja-JP' });
    expect(pdf.metadata).toMatch(/pdfuaid:part(>|=")1/);
    expect(tagged(pdf.tags, 'H1').map(({ text }) => text)).toEqual(['送付状']);
    expect([...pdf.fonts.values()]).not.toContain(false);
    expect([...pdf.fonts.keys()].every((name) => name.includes('NotoSansJP'))).toBe(true);
    expect(replaced).toEqual([]);
  });

  it('prints every character of names and addresses', async () => {
    const names = '髙﨑濵邊邉齋齊澤廣國嶋德惠櫻眞冨槇籠①㈱㋿𠮷ｶﾅ〜−‖—ヶ々〇';
    const pdf = await readPdf((await letter([names])).content);
    expect(pdf.pages.join('')).toContain(names);
  });

  it('takes no text for markup', async () => {
    const texts = [
      '#read("/etc/passwd")',
      '*太字* _斜体_ $x^2$',
      '@参照 <札> // 注',
      '= 見出し',
      '\\ ~ -- "引用"',
    ];
    const pdf = await readPdf((await letter(texts, '#panic("題")')).content);
    for (const text of texts) expect(pdf.pages.join('')).toContain(text);
    expect(pdf.title).toBe('#panic("題")');
    expect(tagged(pdf.tags, 'H1')).toHaveLength(1);
  });

  it('prints 〓 for what no font has, drops what has no shape, and says so', async () => {
    const { content, replaced } = await letter(['仕事😀と\u0007くらし\u202e\ue000']);
    expect((await readPdf(content)).pages.join('')).toContain('仕事〓とくらし〓');
    expect(replaced).toEqual(['😀', '\ue000']);
  });

  it('gives the same bytes for the same order', async () => {
    const [one, two] = [await letter(['同じ']), await letter(['同じ'])];
    expect(one.content.equals(two.content)).toBe(true);
  });

  it('opens no file and fetches no package', async () => {
    for (const source of [
      '#read("/etc/passwd")',
      '#read("../../../etc/passwd")',
      '#import "@preview/cetz:0.3.0"',
    ])
      await expect(press.render({ template: source, data: {}, madeAt })).rejects.toThrow(PdfRefused);
  });

  it('refuses a document without a title', async () => {
    const untitled = '#set text(font: "Noto Sans JP", lang: "ja")\nあ';
    await expect(press.render({ template: untitled, data: {}, madeAt })).rejects.toThrow(PdfRefused);
  });

  it('stops one that takes too long, and sets the next', async () => {
    const impatient = new PdfPress(1500);
    const many = '#for a in range(100000) { for b in range(100000) { let c = a * b } }';
    await expect(impatient.render({ template: many, data: {}, madeAt })).rejects.toThrow(PdfTooSlow);
    await expect(
      impatient.render({ template, data: { title: '次', texts: [] }, madeAt }),
    ).resolves.toMatchObject({ pages: 1 });
    impatient.close();
  });
});

describe('folding a booklet', () => {
  it.each([
    { pages: 4, order: '4-1 2-3' },
    { pages: 8, order: '8-1 2-7 6-3 4-5' },
    { pages: 12, order: '12-1 2-11 10-3 4-9 8-5 6-7' },
  ])('lays $pages pages so that the folded pile reads from front to back', ({ pages, order }) => {
    expect(
      foldingOrder(pages)
        .map((pair) => pair.join('-'))
        .join(' '),
    ).toBe(order);
  });

  it('puts them side by side on A3, with the tags still in reading order', async () => {
    const press = new PdfPress();
    const booklet = await press.render({
      template: `
        #set document(title: "冊子")
        #set page("a4")
        #set text(font: "Noto Sans JP", lang: "ja", cjk-latin-spacing: none)
        #set heading(bookmarked: false)
        #for n in range(1, 9) {
          if n > 1 { pagebreak() }
          heading[見出し#n]
          [本文#n]
        }`,
      data: {},
      madeAt,
    });
    press.close();
    const sheets = await foldedSheets(booklet);
    const pdf = await readPdf(sheets.content);
    expect(sheets.pages).toBe(4);
    expect(pdf.size).toEqual([420, 297]);
    expect(pdf.pages).toEqual([
      '見出し1本文1見出し8本文8',
      '見出し2本文2見出し7本文7',
      '見出し3本文3見出し6本文6',
      '見出し4本文4見出し5本文5',
    ]);
    expect(pdf).toMatchObject({ tagged: true, title: '冊子', language: 'ja' });
    // A reader program takes a sheet at a time: the earlier page first, though it lies on the right.
    expect(pdf.tags.map((sheet) => tagged([sheet], 'H1').map(({ text }) => text))).toEqual([
      ['見出し1', '見出し8'],
      ['見出し2', '見出し7'],
      ['見出し3', '見出し6'],
      ['見出し4', '見出し5'],
    ]);
  });
});

it('writes days in the era', () => {
  expect(['2026-11-20', '2019-05-01', '2019-04-30'].map(eraDay)).toEqual([
    '令和8年11月20日',
    '令和元年5月1日',
    '平成31年4月30日',
  ]);
});
