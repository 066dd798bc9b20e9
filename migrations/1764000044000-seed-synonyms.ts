import type { MigrationInterface, QueryRunner } from 'typeorm';

// Each word of a group finds the others.
const groups = [
  [
    '障害者就業・生活支援センター',
    '就業・生活支援センター',
    '就業生活支援センター',
    'ナカポツ',
    '中ポツ',
    '就ポツ',
    'ナカポツセンター',
  ],
  ['ハローワーク', '公共職業安定所', '職安', '職業安定所'],
  ['グループホーム', '共同生活援助', 'GH'],
  ['特別支援学校', '特支', '養護学校'],
  ['地域活動支援センター', '地活'],
  ['社会福祉協議会', '社協'],
  ['ジョブコーチ', '職場適応援助者', 'JC'],
  ['発達障害者支援センター', '発達支援センター', '発達障害支援センター'],
  ['区市町村障害者就労支援センター', '区市町村就労支援センター'],
  ['放課後等デイサービス', '放デイ', '放課後デイ'],
  ['地域若者サポートステーション', 'サポステ'],
  ['訪問看護', '訪看'],
  ['基幹相談支援センター', '基幹センター', '基幹相談'],
];

// The short or broader word finds the exact one, never the other way round. (A word finds what contains it anyway.)
const oneWay: [word: string, ...finds: string[]][] = [
  ['職セン', '地域障害者職業センター'],
  ['安定所', 'ハローワーク'],
  ['就B', '就労継続支援B型'],
  ['就労B', '就労継続支援B型'],
  ['継続B', '就労継続支援B型'],
  ['作業所', '就労継続支援B型', '地域活動支援センター'],
  ['就A', '就労継続支援A型'],
  ['就労A', '就労継続支援A型'],
  ['継続A', '就労継続支援A型'],
  ['区就労', '区市町村障害者就労支援センター'],
  ['市就労', '区市町村障害者就労支援センター'],
  ['計画相談', '相談支援事業所'],
  ['クリニック', '診療所'],
  ['メンタルクリニック', '精神科診療所'],
  ['ポリテク', '職業能力開発'],
  ['ポリテクセンター', '職業能力開発'],
  ['職業訓練校', '職業能力開発校'],
  ['実習', '職場体験'],
  ['職場体験', '職場実習'],
  ['生活訓練', '自立訓練'],
  ['手帳', '障害福祉の相談・手続き'],
  ['障害福祉課', '障害福祉の相談・手続き'],
];

/** The words that people in the field really type, and what they mean by them. Networks change them as they speak. */
export class SeedSynonyms1764000044000 implements MigrationInterface {
  name = 'SeedSynonyms1764000044000';

  async up(db: QueryRunner): Promise<void> {
    const mutual = groups.flatMap((group) =>
      group.flatMap((word) => group.filter((other) => other !== word).map((other) => [word, other])),
    );
    const broader = oneWay.flatMap(([word, ...finds]) => finds.map((found) => [word, found]));
    for (const [word, finds] of [...mutual, ...broader]) {
      await db.query('INSERT INTO portal.synonym (word, finds) VALUES ($1, $2)', [word, finds]);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM portal.synonym');
  }
}
