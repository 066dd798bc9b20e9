import type { FeedFacts } from '#libs/directory';
import { html } from '../../http/html.js';
import { publicPace } from '../../http/public-pace.guard.js';
import { publicPage } from '../../public/layout/layout.js';
import { usualView } from '../../public/layout/view.js';
import { dataLicense } from '../catalog.js';
import { hsdsVersion, officialSchemas, profileFiles, profileVersion, schemaPatches } from './patches.js';

/** What the open data is, for the people who build on it. */
export function profilePage(root: string, { network, organizations, services }: FeedFacts): string {
  const examples = [
    ['/services', 'サービスの一覧'],
    ['/services?search=就労移行&full=true', '「就労移行」を含むサービスのすべての項目'],
    ['/organizations?full=true&format=ndjson', 'すべての機関（1行に1件）'],
    ['/service_at_locations?postcode=123-4567&proximity=3000', '郵便番号の中心から3キロメートル以内'],
    ['/taxonomies', '分類'],
    ['/bulk/hsds.zip', '全データの表（CSV、Data Package）'],
    ['/catalog.jsonld', 'データカタログ（DCAT）'],
    ['/openapi.json', 'API の記述（OpenAPI 3.1）'],
  ] as const;
  return publicPage({
    title: 'オープンデータ',
    description: '地域の就労支援機関のオープンデータ（HSDS 3.1）とそのプロファイル',
    path: '/hsds/profile',
    oneForm: true,
    view: usualView,
    network,
    publicUrl: root.replace(/\/hsds$/, ''),
    body: html`<h1>オープンデータ</h1>
      <p>
        地域の就労支援にかかわる機関とサービスを、Human Services Data Specification（HSDS）${hsdsVersion}
        の形で公開しています。登録はいりません。掲載に同意した機関だけを含みます。いま ${organizations}
        機関、${services} サービスです。
      </p>
      <p>
        利用条件:
        <a href="${dataLicense.path}">${dataLicense.title}</a>。出典として「${network}」と書いてください。
      </p>
      <h2>使い方</h2>
      <ul>
        ${examples.map(
          ([path, words]) =>
            html` <li>
              ${words}<br /><a href="${root}${encodeURI(path)}"><code>${path}</code></a>
            </li>`,
        )}
      </ul>
      <p>
        一覧はページに分かれています（<code>page</code>、<code>per_page</code>）。条件はすべて同時にあてはまるものだけを返します。<code
          >POST</code
        >
        でも同じ条件を JSON で送れます。変わっていなければ <code>ETag</code> により 304
        を返します。1分間に${publicPace}回を超えるアクセスには 429 を返します。
      </p>
      <h2>プロファイル「HSDS-JP employment support」${profileVersion}</h2>
      <p>
        HSDS の<a href="${officialSchemas}/service.json">公式スキーマ</a
        >に、日本の就労支援機関のための約束を足したものです。このプロファイルに合うデータは、HSDS
        ${hsdsVersion} にもそのまま合います。
      </p>
      <ul>
        <li>
          <code>organization</code>
          は法人ではなく、人が訪ねる機関（事業所・窓口）です。法人名は属性にあります。
        </li>
        <li>
          読み・法人名・定員・平均工賃など HSDS に項目のないことは、分類「項目」の
          <code>attribute</code> にあります。
        </li>
        <li>
          利用できる日時は <code>schedule</code> の行のほか、祝日・休業・不明まで含めた全文が
          <code>description</code> にあります。行がないことは「休み」ではなく「わからない」です。
        </li>
        <li>市区町村は、統計LODの標準地域コードの URI で表します。</li>
        <li>所在地を公開していない機関の <code>location</code> には、住所も座標もありません。</li>
      </ul>
      <h3>差分（JSON Merge Patch）</h3>
      <ul>
        ${Object.keys(profileFiles).map(
          (name) => html` <li><a href="${root}/profile/${name}.json">profile/${name}.json</a></li>`,
        )}
      </ul>
      <h3>スキーマ（公式スキーマの参照と差分）</h3>
      <ul>
        ${Object.keys(schemaPatches).map(
          (name) => html` <li><a href="${root}/schema/${name}.json">schema/${name}.json</a></li>`,
        )}
      </ul>`,
  });
}
