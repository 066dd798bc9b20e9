import { newId } from '#libs/platform';
import { buildListed } from '../factories/directory.js';
import {
  buildPublishedWorld,
  change,
  publish,
  type PublishedWorld,
  secrets,
} from '../hsds/published.world.js';
import { startApi, type TestApi } from '../support/api.js';
import type { Client } from '../support/client.js';

let api: TestApi;
let world: PublishedWorld;
let anybody: Client;
beforeAll(async () => {
  api = await startApi();
  world = await buildPublishedWorld(api.db);
  anybody = api.client();
}, 60_000);
afterAll(() => api.close());

const page = async (path: string) => {
  const { status, headers, text } = await anybody.get(path);
  return { status, headers, text };
};
/** The words of a page, without its HTML. */
const words = (text: string) => text.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]+>/g, '');

describe('every page', () => {
  const paths = () => [
    '/find',
    '/find?lang=easy&size=150',
    '/find/search',
    '/find/search?q=%E5%B0%B1%E5%8A%B4&need=work&type=transition&feature=visit&open=1&near=9990001&sort=distance',
    `/find/agencies/${world.full}`,
    `/find/agencies/${world.full}?lang=easy`,
    `/find/agencies/${world.hidden}`,
    '/find/embed',
    '/find/embed-code',
    '/find/embed-code?lang=easy',
    '/hsds/profile',
  ];

  it('is light, in Japanese, without script, inline style or anything from elsewhere', async () => {
    for (const path of paths()) {
      const { status, headers, text } = await page(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
      expect([path, Buffer.byteLength(text) < 30_000]).toEqual([path, true]);
      expect(text).toMatch(/^<!doctype html>\s*<html lang="ja"/);
      expect(text).not.toMatch(/<script(?! type="application\/ld\+json")|<style| style="| on[a-z]+="/);
      expect(text.match(/(src|href)="(https?:)?\/\/[^"]*\.(css|js|png|woff2?)"/)).toBeNull();
    }
    expect(Buffer.byteLength((await page('/find.css')).text)).toBeLessThan(12_000);
  });

  it('keeps its policy: nothing from elsewhere, no frames but for the box that is made for them', async () => {
    const { headers } = await page('/find');
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
    const embed = await page('/find/embed');
    expect(embed.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(embed.headers.get('x-frame-options')).toBeNull();
  });

  it('never shows what is not for everybody', async () => {
    for (const path of [
      ...paths(),
      '/find/search?q=canary',
      '/sitemap.xml',
      `/find/agencies/${world.suspended}`,
    ]) {
      const { text } = await page(path);
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
      expect(text).not.toContain('35.99');
    }
  });
});

describe('the start page', () => {
  it('asks what somebody wants, in words and in easy words with readings', async () => {
    expect(words((await page('/find')).text)).toContain('働きつづけたい');
    const { text } = await page('/find?lang=easy');
    expect(text).toContain('<ruby>仕事<rp>（</rp><rt>しごと</rt><rp>）</rp></ruby>');
    expect(text).toContain('/find/search?need=work&amp;lang=easy');
  });

  it('calls the sign-in, in easy words, what nobody who looks for work takes for theirs', async () => {
    const text = words((await page('/find?lang=easy')).text);
    expect(text).toMatch(/ここで 手伝（てつだ）う 人（ひと）（職員（しょくいん））の ページ/);
    expect(text).not.toContain('はたらく');
  });

  it('leads from every need to a page with results, or one that says what else to do', async () => {
    const { text } = await page('/find');
    const links = [...text.matchAll(/\/find\/search\?need=[\w-]+/g)].map(([link]) => link);
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect((await page(link)).status).toBe(200);
    expect(words((await page('/find/search?need=work')).text)).toContain('就労支援センターみんなの広場');
    expect(words((await page('/find/search?need=home')).text)).not.toContain('みんなの広場');
  });
});

describe('the search', () => {
  it('finds by any spelling and keeps the question in its form, escaped', async () => {
    expect(words((await page('/find/search?q=%E3%83%9F%E3%83%B3%E3%83%8A%E3%83%8E')).text)).toContain(
      'みんなの広場',
    );
    const { text } = await page(`/find/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(text).not.toContain('<script>alert');
  });

  it('shows what lets itself be found on pages alone', async () => {
    expect(words((await page('/find/search?q=%E7%9B%B8%E8%AB%87%E5%AE%A4')).text)).toContain(
      'ページだけの相談室',
    );
    expect(words((await page('/find/search?q=%E9%9D%9E%E5%85%AC%E9%96%8B')).text)).toContain(
      '見つかりません',
    );
  });

  it.each([
    { q: 'はたらく', chip: '働きたい', rest: '/find/search' },
    { q: '広場、送迎', chip: '送迎あり', rest: `/find/search?q=${encodeURIComponent('広場')}` },
    { q: '広場 おくりむかえ,見学できる', chip: '見学できる', rest: 'feature=transport' },
  ])('takes $q for what it means where nothing contains it', async ({ q, chip, rest }) => {
    const { text } = await page(`/find/search?q=${encodeURIComponent(q)}`);
    expect(words(text)).toContain('就労支援センターみんなの広場');
    expect(words(text)).toContain('を条件にしてさがしました');
    const [, href, label] = [...text.matchAll(/<a href="([^"]*)"\s*>([^<]*) <span>× /g)].find(
      ([, , name]) => name === chip,
    )!;
    expect(label).toBe(chip);
    expect(href).toContain(rest);
  });

  it('offers what a word means where texts contain it, and keeps those', async () => {
    const { text } = await page(`/find/search?q=${encodeURIComponent('働きたい')}`);
    expect(words(text)).toContain('就労支援センターみんなの広場');
    expect(text).toMatch(/<a href="\/find\/search\?need=work">「働きたい」を条件にしてさがす<\/a>/);
    expect(text).not.toContain('条件にしてさがしました');
  });

  it('shows several ways on where nothing is found', async () => {
    const { text } = await page(`/find/search?q=${encodeURIComponent('広場 zzzz')}&area=99-a`);
    expect(text).toContain(`href="/find/search?q=${encodeURIComponent('広場')}&amp;area=99-a"`);
    expect(text).toContain(`q=${encodeURIComponent('広場')}+zzzz"`);
    for (const way of ['need=home"', 'area=99-b1"']) expect(text).toContain(`href="/find/search?${way}`);
  });

  it('gives examples each of which is understood', async () => {
    for (const lang of ['ja', 'easy']) {
      const { text } = await page(`/find?lang=${lang}`);
      const [, help] = /id="q-help">(.*?)<\/span>/s.exec(text)!;
      const examples = [...help!.replace(/<rp>.*?<\/ruby>|<[^>]+>/g, '').matchAll(/「(.+?)」/g)];
      expect(examples).toHaveLength(3);
      for (const [, q] of examples) {
        const answer = (await page(`/find/search?q=${encodeURIComponent(q!)}`)).text;
        expect([q, /条件にしてさがし|<article>/.test(answer) || answer.includes('条件にしてさがす')]).toEqual(
          [q, true],
        );
      }
    }
  });

  it('turns pages, each agency standing on one of them', async () => {
    const first = (await page('/find/search')).text;
    const second = (await page('/find/search?page=2')).text;
    const ids = (text: string) =>
      [...text.matchAll(/\/find\/agencies\/([0-9a-f-]{36})/g)].map(([, id]) => id);
    expect(ids(first)).toHaveLength(15);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(ids(first).length + ids(second).length);
    expect(first).toContain('rel="next"');
    expect(second).toContain('rel="prev"');
  });

  it('narrows, and takes each choice away by a link that keeps the others', async () => {
    const { text } = await page('/find/search?type=transition&feature=visit&area=99-a');
    expect(words(text)).toContain('就労支援センターみんなの広場');
    expect(text).toContain('href="/find/search?area=99-a&amp;type=transition"');
    expect(text).toMatch(/value="visit"\s+checked/);
  });

  it('answers the rest where a place is unknown, and says so', async () => {
    const { status, text } = await page('/find/search?near=0000000&within=5&q=%E5%BA%83%E5%A0%B4');
    expect(status).toBe(200);
    expect(text).toContain('role="alert"');
    expect(words(text)).toContain('みんなの広場');
  });

  it.each([
    'page=0',
    'page=x',
    'type[]=1',
    'need=nothing',
    'within=7',
    'sort=up',
    'q=%F0%9F%A4%B7',
    'area=%27%3B--',
  ])('takes %s for nothing said', async (query) => {
    expect((await page(`/find/search?${query}`)).status).toBe(200);
  });
});

describe('the box for other sites', () => {
  it('is explained and copied in easy words for whoever reads those', async () => {
    const { text } = await page('/find/embed-code?lang=easy');
    expect(text).toContain('/find/embed?lang=easy&quot;');
    expect(text).toContain('name=&quot;lang&quot; value=&quot;easy&quot;');
    expect(text).toContain('<ruby>枠<rp>（</rp><rt>わく</rt><rp>）</rp></ruby>');
    expect(text).toContain('href="/find/embed-code"');
    expect((await page('/find/embed-code')).text).not.toContain('value=&quot;easy');
  });
});

describe('the page of an agency', () => {
  it('tells everything that is public', async () => {
    const { text } = await page(`/find/agencies/${world.full}`);
    for (const told of [
      '就労支援センターみんなの広場',
      'しゅうろうしえんせんたーみんなのひろば',
      '働きたい人を応援します。',
      '〒999-0001 ためし県一の市1丁目2番3号',
      'ためし駅から歩いて5分',
      'エレベーター、静かな部屋',
      '<b>作業</b>と面接の練習をします。'.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      '残りわずか（2人）',
      '月〜金 9:00〜17:00',
      '18歳〜64歳',
      '12,345円（2024年度）',
      '一部あり（駅まで）',
      '袋づめ',
      '一の市、二の町',
      '社会福祉法人みんな',
      '2026年6月1日',
    ])
      expect(text).toContain(told);
    expect(text).toContain('href="tel:0990001111"');
    expect(text).toContain(`href="/report/${world.full}"`);
    expect(text).toContain('href="https://minna.example/%E6%8E%A1%E7%94%A8%20%E6%83%85%E5%A0%B1?q=a%20b"');
    expect(words(text)).toMatch(/いま開いています|いま閉まっています/);
  });

  it('is there in easy words, and says where there are none', async () => {
    const { text } = await page(`/find/agencies/${world.full}?lang=easy`);
    expect(text).toContain('はたらきたい ひとを てつだいます。');
    expect(text).toContain('しごとの れんしゅうを します。');
    expect(words(text)).not.toContain('働きたい人を応援します。');
    await change(api.db, world.suspended, { description: '箱を組み立てます。' });
    expect(words((await page(`/find/agencies/${world.suspended}?lang=easy`)).text)).toContain(
      'すこし むずかしい',
    );
  });

  it('says in easy words, with readings, whatever the portal itself says', async () => {
    const { text } = await page(`/find/agencies/${world.full}?lang=easy`);
    const shown = words(text.replace(/<rp>.*?<\/ruby>/g, ''));
    for (const told of [
      'すこし あいています（2人）',
      '月〜金 9:00〜17:00',
      'こころの 病気',
      '静かな 部屋',
      '会社で 働く 練習を する ところ',
      'すこし あります（駅まで）',
      '先に 聞いて ください',
      'ありません',
    ])
      expect(shown).toContain(told);
    for (const hard of ['残りわずか', '相談のうえ', '一部あり', '祝日は曜日どおり'])
      expect(shown).not.toContain(hard);
    for (const reading of ['げつ', 'ふたり', 'せいしんしょうがい', 'さい', 'がつ'])
      expect(text).toContain(`<rt>${reading}</rt>`);
    const search = words((await page('/find/search?lang=easy&feature=transport&vacancy=few')).text);
    for (const told of ['おくりむかえが ある', 'すこし あいています', 'あいうえお'])
      expect(search).toContain(told);
    expect(search).not.toContain('送迎あり');
    expect(search).not.toContain('就労移行支援');
  });

  it('hides a hidden address and says so', async () => {
    expect(words((await page(`/find/agencies/${world.hidden}`)).text)).toContain('所在地は公開していません');
  });

  it('says that an agency is closed for a time, and never that it is open', async () => {
    const text = words((await page(`/find/agencies/${world.suspended}`)).text);
    expect(text).toContain('休止中（2030年3月31日まで）');
    expect(text).toContain('改装のため');
    expect(text).not.toContain('いま開いています');
  });

  it('says what is announced for a later day, as far as it is for everybody', async () => {
    const agencyId = await buildListed(api.db, {
      name: '予定のある機関',
      address: 'ためし県一の市旧町1番',
      publishedIn: ['public_page'],
    });
    const plan = (on: string, changes: object, note = 'canary 内部の事情') =>
      api.db.admin(
        `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, effective_on, note, made_by_name)
         VALUES ($1, $2, 'status', 'planned', $3, $4, $5, '試験')`,
        [
          newId(),
          agencyId,
          JSON.stringify(Object.entries(changes).map(([path, after]) => ({ path, before: null, after }))),
          on,
          note,
        ],
      );
    const shown = async () => words((await page(`/find/agencies/${agencyId}`)).text).replaceAll(/\s+/g, ' ');
    expect(await shown()).not.toContain('これからの予定');
    await plan('2031-04-01', { address: 'ためし県一の市新町2番', phone: '099-canary' });
    await plan('2032-01-01', { status: 'suspended', statusUntil: '2032-02-01', statusNote: 'canary 工事' });
    await plan('2033-03-31', { status: 'closed', successorId: world.full });
    await plan('2033-04-01', { description: 'canary 書きかえ' });
    const text = await shown();
    expect(text).toContain('これからの予定');
    expect(text).toMatch(/2031年4月1日に移転 ?新しい所在地: ためし県一の市新町2番/);
    expect(text).toContain('2032年1月1日から休止（2032年2月1日まで）');
    expect(text).toMatch(/2033年3月31日に閉所 ?引き継ぐ機関: \S/);
    expect(text).not.toContain('canary');
    const easy = words((await page(`/find/agencies/${agencyId}?lang=easy`)).text);
    expect(easy).toMatch(/お休.*みします/);
    // Whoever hides where it is hides where it will be, and a successor without a page is not named.
    await api.db.admin(`UPDATE portal.agency SET visibility = '{"address": "members"}' WHERE id = $1`, [
      agencyId,
    ]);
    await api.db.admin('UPDATE portal.public_doc SET on_page = false WHERE agency_id = $1', [world.full]);
    const hidden = await shown();
    await api.db.admin('UPDATE portal.public_doc SET on_page = true WHERE agency_id = $1', [world.full]);
    expect(hidden).not.toContain('新町2番');
    expect(hidden).not.toContain('引き継ぐ機関');
    expect(hidden).toContain('2033年3月31日に閉所');
  });

  it('says what a source says of the hours as just that, and that nobody knows where nobody does', async () => {
    const { text } = await page('/find/search?q=%E3%81%AA%E3%82%89%E3%81%B3');
    const [, id] = /\/find\/agencies\/([0-9a-f-]{36})/.exec(text)!;
    const shown = words((await page(`/find/agencies/${id}`)).text);
    expect(shown).toContain('平日 9:00〜16:00。定休日 土・日');
    expect(shown).toContain('もとの資料の記載です');
    expect(words((await page(`/find/agencies/${world.hidden}`)).text)).toContain(
      '開いている日時は分かりません',
    );
  });

  it('says to programs what it says to people, in a form that no text can break out of', async () => {
    await change(api.db, world.pageOnly, { description: '</script><script>alert(1)</script>' });
    const { text } = await page(`/find/agencies/${world.pageOnly}`);
    expect(text.match(/<script/g)).toHaveLength(1);
    const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)!;
    expect(JSON.parse(data!)['@graph'][0]).toMatchObject({
      '@type': 'Organization',
      name: 'ページだけの相談室',
      description: '</script><script>alert(1)</script>',
    });
  });

  it('is gone the moment it is withdrawn, and says so; back the moment it is agreed to', async () => {
    const path = `/find/agencies/${world.pageOnly}`;
    await publish(api.db, world.pageOnly, 'public_page', false);
    const gone = await page(path);
    expect(gone.status).toBe(410);
    expect(words(gone.text)).toContain('掲載を終えました');
    expect(gone.text).not.toContain('ページだけの相談室');
    await publish(api.db, world.pageOnly, 'public_page', true);
    expect((await page(path)).status).toBe(200);
  });

  it('leads to whoever carries on after it was closed', async () => {
    const closing = await buildListed(api.db, { name: 'おわりの家', publishedIn: ['public_page'] });
    await change(api.db, closing, { status: 'closed', successorId: world.full });
    const { status, text } = await page(`/find/agencies/${closing}`);
    expect(status).toBe(410);
    expect(words(text)).toContain('この機関は閉じました');
    expect(text).toContain(`/find/agencies/${world.full}`);
  });

  it('tells nothing of an agency that never had one', async () => {
    for (const id of [world.unpublished, newId(), 'x']) {
      const { status, headers, text } = await page(`/find/agencies/${id}`);
      expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(words(text)).toContain('ページが見つかりません');
    }
  });
});

describe('for search engines', () => {
  it('robots.txt lets in to the pages and nothing else, and names the sitemap', async () => {
    const { text } = await page('/robots.txt');
    expect(text).toContain('Allow: /find\n');
    expect(text).toContain('Disallow: /\n');
    expect(text).toContain('Sitemap: http://localhost:3000/sitemap.xml');
  });

  it('the sitemap names every page, and every address in it opens', async () => {
    const { headers, text } = await page('/sitemap.xml');
    expect(headers.get('content-type')).toContain('xml');
    const addresses = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) =>
      url!.replace('http://localhost:3000', ''),
    );
    expect(addresses).toContain(`/find/agencies/${world.full}`);
    expect(addresses).not.toContain(`/find/agencies/${world.unpublished}`);
    for (const address of addresses) expect((await page(address)).status).toBe(200);
    expect((await page('/sitemap-1.xml')).text).toBe(text);
    expect((await page('/sitemap-2.xml')).status).toBe(404);
  });

  it('results of searches and pages that are gone are not kept', async () => {
    expect((await page('/find/search')).text).toContain('<meta name="robots" content="noindex" />');
    expect((await page('/find')).text).toContain(
      '<link rel="canonical" href="http://localhost:3000/find" />',
    );
  });
});
