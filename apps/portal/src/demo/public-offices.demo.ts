import type { AgencyEntry } from '#libs/directory';
import { demoTowns } from './region.demo.js';

const perTown: [type: string, service: string, name: string, kana: string][] = [
  ['municipality_office', 'disability_welfare_counter', '役所 福祉課', 'やくしょふくしか'],
  ['social_welfare_council', 'rights_protection', '社会福祉協議会', 'しゃかいふくしきょうぎかい'],
];

const single: [type: string, service: string | null, town: string, name: string, kana: string][] = [
  [
    'mental_health_center',
    'mental_health_consultation',
    '99201',
    '青葉県精神保健福祉センター',
    'あおばけんせいしんほけんふくしせんたー',
  ],
  [
    'developmental_disability_center',
    'developmental_consultation',
    '99201',
    '青葉県発達障害者支援センターかざぐるま',
    'あおばけんはったつしょうがいしゃしえんせんたーかざぐるま',
  ],
  [
    'higher_brain_center',
    null,
    '99201',
    '青葉県高次脳機能障害支援拠点',
    'あおばけんこうじのうきのうしょうがいしえんきょてん',
  ],
  ['public_health_center', null, '99203', '青葉県北部保健所', 'あおばけんほくぶほけんじょ'],
  ['public_health_center', null, '99204', '青葉県東部保健所', 'あおばけんとうぶほけんじょ'],
  ['public_health_center', null, '99206', '青葉県南部保健所', 'あおばけんなんぶほけんじょ'],
  [
    'special_needs_school',
    'career_guidance',
    '99203',
    '青葉県立北部特別支援学校',
    'あおばけんりつほくぶとくべつしえんがっこう',
  ],
  [
    'special_needs_school',
    'career_guidance',
    '99205',
    '青葉県立東部特別支援学校',
    'あおばけんりつとうぶとくべつしえんがっこう',
  ],
  [
    'special_needs_school',
    'career_guidance',
    '99207',
    '青葉県立南部特別支援学校',
    'あおばけんりつなんぶとくべつしえんがっこう',
  ],
  ['hello_work', 'job_placement', '99203', 'ハローワーク風見丘', 'はろーわーくかざみおか'],
  ['hello_work', 'job_placement', '99206', 'ハローワーク星見原', 'はろーわーくほしみはら'],
  [
    'youth_support_station',
    'youth_support',
    '99202',
    '朝凪若者サポートステーション',
    'あさなぎわかものさぽーとすてーしょん',
  ],
  [
    'self_reliance_support',
    'self_reliance_consultation',
    '99201',
    '青葉市くらしの相談室',
    'あおばしくらしのそうだんしつ',
  ],
];

/** The public offices of the demo region that do not take part in the network. */
export function demoPublicOffices(phone: (town: string) => string, taken: Set<string>): AgencyEntry[] {
  const local = demoTowns.flatMap((town) =>
    perTown.map(([type, service, name, kana]) => ({
      type,
      service,
      town: town.code,
      name: (town.name + name).replace(/([町村])役所/, '$1役場'),
      kana: town.kana + kana,
    })),
  );
  const central = single.map(([type, service, town, name, kana]) => ({ type, service, town, name, kana }));
  return [...local, ...central]
    .filter(
      ({ name, type, town }) => !taken.has(name) && !(type === 'municipality_office' && town === '99201'),
    )
    .map(({ type, service, town, name, kana }) => {
      taken.add(name);
      return {
        name,
        kana: kana.replace(/(まち|むら)やくしょ/, '$1やくば'),
        type,
        area: town,
        phone: phone(town),
        legalRegime:
          type === 'hello_work' ? 'national' : type === 'social_welfare_council' ? 'private' : 'municipal',
        services:
          service === null ? [] : [{ kind: service, hours: { weekday: { from: '08:30', to: '17:15' } } }],
      };
    });
}
