import { importList } from '#libs/directory';
import type { OperatorDatabase } from '#libs/platform';

const source = { code: 'aoba-grouphome', name: '青葉県 共同生活援助事業所一覧' };
const header =
  '事業所番号,事業所名称,事業所名称カナ,サービス種類,郵便番号,事業所所在地,事業所電話番号,法人名称,利用定員,指定日,管理者氏名';

// The last three digits of the number, the name, its reading, where, the telephone, and how many live there.
const homes: [no: string, name: string, kana: string, place: string, phone: string, capacity: string][] = [
  ['101', 'グループホームはぎの家', 'グループホームハギノイエ', '青葉市若葉台1-4-2', '09-0000-9701', '6'],
  ['102', 'グループホームすすき', 'グループホームススキ', '朝凪市（以下略）', '09-0000-9702', '5'],
  ['103', 'ホームくずの葉', 'ホームクズノハ', '桐ヶ原町大字上野33', '09-0000-9703', '4'],
  ['104', 'なでしこホーム', 'ナデシコホーム', '風見丘市坂下7-1', '09-0000-9704', '10'],
  ['105', 'グループホームおみなえし', 'グループホームオミナエシ', '汐音市港町2-20', '09-0000-9705', '7'],
  ['106', 'ふじばかま荘', 'フジバカマソウ', '帆波市（以下略）', '09-0000-9706', '4'],
  ['107', '桔梗の丘', 'キキョウノオカ', '星見原市天文台通り5', '09-0000-9707', '20人'],
];

/** Two editions of a list of the prefecture: the second has a home more and one less, and says of one what it denies itself. */
export async function addDemoImports(operator: OperatorDatabase): Promise<void> {
  await operator.query(
    'INSERT INTO portal.import_source (code, name) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [source.code, source.name],
  );
  await take(operator, '青葉県グループホーム一覧_令和8年4月.csv', homes.slice(0, 6));
  await operator.query(
    `UPDATE portal.agency SET phone = '09-0000-9799', own_fields = '{phone}' WHERE name = 'ホームくずの葉'`,
  );
  const second = homes
    .filter(([no]) => no !== '105')
    .map((home): (typeof homes)[number] => {
      const [no, name, kana, place, phone, capacity] = home;
      if (no === '101') return [no, name, kana, place, phone, '8'];
      return no === '103' ? [no, name, kana, place, '09-0000-9733', capacity] : home;
    });
  await take(operator, '青葉県グループホーム一覧_令和8年10月.csv', second);
  await operator.query(
    `UPDATE portal.import_job SET created_at = created_at - interval '200 days', changed_at = changed_at - interval '200 days'
     WHERE file_name LIKE '%年4月.csv'`,
  );
}

async function take(operator: OperatorDatabase, name: string, lines: typeof homes): Promise<void> {
  const rows = lines.map(
    ([no, home, kana, place, phone, capacity]) =>
      `9933000${no},${home},${kana},共同生活援助,,青葉県${place},${phone},社会福祉法人七草会,${capacity},令和3年4月1日,`,
  );
  const bytes = Buffer.from(`\ufeff${[header, ...rows].join('\r\n')}\r\n`);
  await importList(operator, { name, bytes }, { dryRun: false, source: source.code });
}
