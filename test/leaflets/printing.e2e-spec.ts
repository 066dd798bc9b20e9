import { deflateSync } from 'node:zlib';
import { tagged } from '../support/pdf.reader.js';
import { type Asked, LeafletWorld, plainText } from './leaflet.world.js';

let world: LeafletWorld;
beforeAll(async () => {
  world = await LeafletWorld.open();
});
afterAll(() => world.close());

/** An agency in every field of which stands a word that is found nowhere else. */
async function marked(mark: string, more: Record<string, unknown> = {}): Promise<Asked> {
  const agency = await world.asked({
    name: `機関${mark}`,
    kana: `きかん${mark}`,
    legalName: `法人${mark}`,
    type: 'transition',
    address: `所在${mark}`,
    phone: `電話${mark}`,
    fax: `ファクス${mark}`,
    url: `https://example.jp/${mark}`,
    services: [
      { kind: 'transition', capacity: 20, disabilities: ['mental'], description: `支援${mark}` },
    ] as never,
    windows: [{ name: `窓口${mark}`, phone: `内電${mark}` }],
    ...more,
  });
  await world.write(
    agency,
    `description = '紹介${mark}', access_note = '行方${mark}', email = '${mark}@example.jp'`,
  );
  return agency;
}

describe('a leaflet on paper', () => {
  it('has what was agreed to, and not another word', async () => {
    const all = await marked('AAA');
    const some = await marked('BBB');
    const silent = await marked('CCC');
    const refusing = await marked('DDD');
    const wishing = await marked('EEE');
    const asked = [all, some, silent, refusing, wishing];
    const edition = await world.edition(asked);
    const [a, b, , d, e] = await world.proofs(edition, asked);
    await world.agree(
      a!,
      'corporation',
      'description',
      'services',
      'support',
      'address',
      'access',
      'phone',
      'fax',
      'email',
      'url',
      'windows',
    );
    await world.agree(b!, 'phone', 'services');
    await world.submit(d!, [['answer', 'refused']]);
    await world.submit(e!, [
      ['answer', 'correction'],
      ['words', '直してください'],
    ]);

    for (const format of ['a4', 'a3'] as const) {
      const text = plainText((await world.print(edition, format)).pdf);
      for (const word of ['機関', '法人', '紹介', '支援', '所在', '行方', '電話', 'ファクス', '窓口'])
        expect(text).toContain(`${word}AAA`);
      for (const word of ['AAA@example.jp', 'https://example.jp/AAA', '機関BBB', '電話BBB', '定員20人'])
        expect(text).toContain(word);
      for (const word of ['法人', '紹介', '支援', '所在', '行方', 'ファクス', '窓口', '内電'])
        expect(text).not.toContain(`${word}BBB`);
      expect(text).not.toContain('BBB@example.jp');
      expect(text).not.toMatch(/CCC|DDD|EEE/);
    }
  });

  it('prints words that were agreed to even when newer ones stand in the entry, and none that were hidden since', async () => {
    const agency = await marked('FFF');
    const edition = await world.edition([agency]);
    const [link] = await world.proofs(edition, [agency]);
    await world.agree(link!, 'phone', 'description', 'fax', 'address');
    await world.write(
      agency,
      `phone = '新電話GGG', fax = NULL, visibility = '{"description": "members"}', address_hidden = true`,
    );
    expect(await world.standing(edition, agency)).toBe('stale');
    const { body } = await world.secretariat.get(`leaflets/${edition}/agencies?standing=stale`);
    expect(body.items).toMatchObject([
      { agencyId: agency.id, changed: ['紹介', '所在地', '電話番号', 'FAX番号'] },
    ]);
    const text = plainText((await world.print(edition, 'a4')).pdf);
    expect(text).toContain('電話FFF');
    expect(text).not.toContain('新電話GGG');
    for (const word of ['紹介FFF', 'ファクスFFF', '所在FFF']) expect(text).not.toContain(word);
  });

  it('is a tagged booklet in Japanese: title, headings in order, contents, index, page x of y', async () => {
    const asked = [
      await world.asked({
        name: '髙﨑メンタルクリニック①',
        kana: 'たかさきめんたるくりにっく',
        type: 'psychiatric_clinic',
        phone: '099-1',
      }),
      await world.asked({ name: '就労移行カ', kana: 'がっこう', type: 'transition', phone: '099-2' }),
      await world.asked({ name: '就労移行ア', kana: 'アオバ', type: 'transition', phone: '099-3' }),
    ];
    const edition = await world.edition(asked);
    for (const link of await world.proofs(edition, asked)) await world.agree(link, 'phone');
    const { pdf, pages } = await world.print(edition, 'a4');
    expect(pdf).toMatchObject({
      tagged: true,
      title: 'はたらくガイド 令和8年度版',
      language: 'ja-JP',
      size: [210, 297],
    });
    expect(pdf.metadata).toMatch(/pdfuaid:part(>|=")1/);
    expect([...pdf.fonts.values()]).not.toContain(false);
    const headings = tagged(pdf.tags, 'H1').map(({ text }) => text);
    expect(headings).toEqual([
      'はじめに',
      '目次',
      ...(await typeNames('transition', 'psychiatric_clinic')),
      'さくいん',
    ]);
    const names = tagged(pdf.tags, 'H2').map(({ text }) => text);
    expect(names).toEqual(['就労移行ア', '就労移行カ', '髙﨑メンタルクリニック①', 'あ', 'か', 'た']);
    expect(pdf.pages[1]!.replaceAll(/\s/g, '')).toContain(`2/${pages}`);
    expect(pdf.pages[0]).not.toContain(`1 / ${pages}`);
    expect(plainText(pdf)).toMatch(/令和\d+年\d+月\d+日/);
    expect(plainText(pdf)).toContain('3の機関');
    expect(tagged(pdf.tags, 'TOCI').length).toBeGreaterThan(3);
  });

  it('folds: A3 sheets, a multiple of four A4 pages, the back cover beside the front', async () => {
    const agency = await world.asked({ name: '折り本の機関', phone: '099-4' });
    const edition = await world.edition([agency]);
    const [link] = await world.proofs(edition, [agency]);
    await world.agree(link!, 'phone');
    const { pdf, pages } = await world.print(edition, 'a3');
    expect(pdf.size).toEqual([420, 297]);
    expect(pages % 2).toBe(0);
    expect(pdf).toMatchObject({ tagged: true, title: 'はたらくガイド 令和8年度版' });
    expect(await world.noticeTo(world.secretariat, 'leaflet.printed')).toMatch(/^\/leaflets\//);
    // Front cover and back cover share the first sheet, the middle pages the last.
    expect(pdf.pages[0]).toContain('はたらくガイド');
    expect(pdf.pages[0]!.replaceAll(/\s/g, '')).toContain('この冊子には');
    expect(tagged(pdf.tags, 'H2').map(({ text }) => text)).toContain('折り本の機関');
  });

  it('shows a character that no font has as 〓 and says which it was', async () => {
    const agency = await world.asked({ name: '絵文字の機関', phone: '099-5😀' });
    const edition = await world.edition([agency]);
    const [link] = await world.proofs(edition, [agency]);
    await world.agree(link!, 'phone');
    const { pdf, id } = await world.print(edition, 'a4');
    expect(plainText(pdf)).toContain('099-5〓');
    expect((await world.secretariat.get(`leaflets/${edition}/prints/${id}`)).body.replaced).toEqual(['😀']);
  });

  it('is not given out any more once an agency in it has taken its agreement back', async () => {
    const [staying, leaving] = [await marked('HHH'), await marked('III')];
    const edition = await world.edition([staying, leaving]);
    const links = await world.proofs(edition, [staying, leaving]);
    for (const link of links) await world.agree(link, 'phone');
    const { id, pdf } = await world.print(edition, 'a4');
    expect(plainText(pdf)).toContain('電話III');
    await world.submit(links[1]!, [['answer', 'withdrawn']]);
    const refused = await world.secretariat.get(`leaflets/${edition}/prints/${id}/file`);
    expect(refused.status).toBe(409);
    expect(refused.body['code']).toBe('leaflet.print_outdated');
    const again = plainText((await world.print(edition, 'a4')).pdf);
    expect(again).toContain('電話HHH');
    expect(again).not.toContain('III');
  });

  it('has a map page if it was given a map, read out in words, and none otherwise', async () => {
    const agency = await world.asked({ name: '地図の機関', phone: '099-6' });
    const edition = await world.edition([agency]);
    const [link] = await world.proofs(edition, [agency]);
    await world.agree(link!, 'phone');
    const put = (picture: Buffer, type: string) =>
      fetch(`${world.api.url}/api/v1/leaflets/${edition}/map?words=${encodeURIComponent('機関の場所')}`, {
        method: 'POST',
        headers: {
          cookie: `sid=${world.secretariat.token}`,
          'content-type': type,
          'idempotency-key': `map-${picture.length}`,
        },
        body: new Uint8Array(picture),
      });
    expect((await put(Buffer.from('%PDF-1.4'), 'application/pdf')).status).toBe(422);
    expect((await put(Buffer.from('no picture'), 'image/png')).status).toBe(422);
    expect((await put(pngOf(40, 30), 'image/png')).status).toBe(201);
    for (const format of ['a4', 'a3'] as const) {
      const { pdf } = await world.print(edition, format);
      expect(tagged(pdf.tags, 'H1').map(({ text }) => text)).toContain('地図');
      expect(tagged(pdf.tags, 'Figure').map(({ alt }) => alt)).toEqual(['機関の場所']);
    }
    expect((await world.secretariat.delete(`leaflets/${edition}/map`)).status).toBe(204);
    const { pdf } = await world.print(edition, 'a4');
    expect(tagged(pdf.tags, 'Figure')).toEqual([]);
  });

  it('is not made of nothing', async () => {
    const agency = await marked('JJJ');
    const edition = await world.edition([agency]);
    const answer = await world.secretariat.post(`leaflets/${edition}/prints`, { format: 'a4' });
    expect(answer.status).toBe(409);
    expect(answer.body['code']).toBe('leaflet.nothing_to_print');
  });
});

async function typeNames(...codes: string[]): Promise<string[]> {
  const rows = await world.api.db.admin<{ name: string }>(
    'SELECT name FROM portal.agency_type WHERE code = ANY ($1) ORDER BY sort, code',
    [codes],
  );
  return rows.map(({ name }) => name);
}

/** A small grey picture. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, sum]);
}

/** The checksum of PNG (CRC-32). */
function checksum(content: Buffer): number {
  let sum = 0xffffffff;
  for (const octet of content) {
    sum ^= octet;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
