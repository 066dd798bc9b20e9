import { leafletFieldCodes, leafletFields, printLeaflet } from '#libs/directory';
import { PdfPress } from '#libs/documents';
import type { Bench, Figure } from './bench.js';

type Content = Parameters<typeof printLeaflet>[1];

const madeAt = new Date('2026-11-20T00:00:00Z');
const agencies = 132;
const letters = 200;
const words = '一般企業で働きたい人が、自分に合った仕事をさがし、準備をするところです。';

/**
 * U1: a leaflet of some 30 pages, and two hundred letters of two pages, set in the process beside. Beside them: the same
 * words set one after the other, without contents, index, blocks that stay whole, or pages side by side.
 */
const leaflet: Bench = {
  async measure() {
    const press = new PdfPress();
    try {
      // Starting the process is not setting.
      await press.render({ template: plain, data: [], madeAt });
      const content = inventedContent();
      const bare = await seconds(() => press.render({ template: plain, data: content.blocks, madeAt }));
      const booklet = await seconds(() => printLeaflet(press, content, 'a4', madeAt, quiet));
      const folded = await seconds(() => printLeaflet(press, content, 'a3', madeAt, quiet));
      const mail = await seconds(() => setLetters(press, letter));
      const bareMail = await seconds(() => setLetters(press, plain));
      return [
        row(`U1 leaflet, ${booklet.value.pages} pages`, booklet.time, bare.time, 1),
        row('U1 leaflet to fold', folded.time, bare.time, 3),
        row(`U1 ${letters} letters`, mail.time, bareMail.time, 3),
      ];
    } finally {
      press.close();
    }
  },
};

export default leaflet;

function row(name: string, measured: number, baseline: number, atMost: number): Figure {
  return { name, measured, baseline, unit: 's', goal: { of: 'measured', atMost } };
}

async function seconds<T>(work: () => Promise<T>): Promise<{ value: T; time: number }> {
  const began = performance.now();
  const value = await work();
  return { value, time: (performance.now() - began) / 1000 };
}

async function setLetters(press: PdfPress, template: string): Promise<void> {
  for (let number = 1; number <= letters; number += 1)
    await press.render({
      template,
      data: [`第${number}号`, ...Array.from({ length: 40 }, () => words)],
      madeAt,
    });
}

const quiet = () => Promise.resolve();
const head = `
#let it = json(bytes(sys.inputs.data))
#set document(title: "文書", date: auto)
#set text(font: "Noto Sans JP", fallback: false, lang: "ja")
`;
const plain = `${head}#for part in it { par(repr(part)) }`;
const letter = `${head}
#set page("a4", footer: context [#counter(page).display() / #counter(page).final().first()])
= #it.first()
#for text in it.slice(1) { par(text) }`;

function inventedContent(): Content {
  const types = ['就労移行支援', '就労継続支援B型', '障害者就業・生活支援センター', '相談支援'];
  const texts = { description: `${words}${words}`, phone: '099-000-0000', fax: '099-000-0001' };
  const fields = leafletFieldCodes.filter((field) =>
    ['corporation', 'description', 'services', 'address', 'phone', 'fax', 'url'].includes(field),
  );
  return {
    edition: {
      ...{ title: 'はたらくガイド 令和8年度版', network: '試験地域ネットワーク', area: '一の市' },
      ...{
        introduction: words,
        issuer: '事務局',
        contact: '電話 099-000-0000',
        issuedOn: '2026-11-20',
        map: null,
      },
    },
    blocks: Array.from({ length: agencies }, (_, at) => ({
      ...{
        name: `試験機関${at}`,
        kana: `${'あかさたなはまやらわ'[at % 10]}しけんきかん`,
        type: `t${at % 4}`,
      },
      typeName: types[at % 4]!,
      items: fields.map((field) => ({
        field,
        label: leafletFields[field],
        text: texts[field as keyof typeof texts] ?? `${leafletFields[field]}は${at}です`,
      })),
    })),
    agreementIds: [],
  };
}
