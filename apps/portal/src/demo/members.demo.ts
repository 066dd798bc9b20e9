import type { AgencyEntry } from '#libs/directory';
import { daysBefore } from './days.demo.js';

/** An agency of the demo network: people sign in for it and send each other referrals. */
export interface DemoMember {
  /** By what the other parts of the demo call it. */
  readonly key: string;
  readonly id: string;
  readonly entry: AgencyEntry;
}

type MemberLine = [
  key: string,
  type: string,
  town: string,
  name: string,
  kana: string,
  legalName: string,
  services: [kind: string, capacity?: number, available?: number][],
  windows: [name: string, forWhat: string][],
];

const lines: MemberLine[] = [
  [
    'nakapotsu',
    'employment_life_center',
    '99201',
    '青葉中央障害者就業・生活支援センターみちしるべ',
    'あおばちゅうおうしょうがいしゃしゅうぎょうせいかつしえんせんたーみちしるべ',
    '社会福祉法人青葉みちしるべ会',
    [['employment_life_support']],
    [
      ['就業支援担当', '求職・職場定着の相談'],
      ['生活支援担当', '暮らしの相談'],
      ['連絡会事務局', '連絡会・研修'],
    ],
  ],
  [
    'nakapotsu_east',
    'employment_life_center',
    '99204',
    '東部障害者就業・生活支援センターうみかぜ',
    'とうぶしょうがいしゃしゅうぎょうせいかつしえんせんたーうみかぜ',
    '社会福祉法人汐音うみかぜ会',
    [['employment_life_support']],
    [['相談窓口', '就業・生活の相談']],
  ],
  [
    'hello_work',
    'hello_work',
    '99201',
    'ハローワーク青葉',
    'はろーわーくあおば',
    '青葉労働局',
    [['job_placement']],
    [['専門援助部門', '障害のある方の職業相談']],
  ],
  [
    'hello_work_east',
    'hello_work',
    '99204',
    'ハローワーク汐音',
    'はろーわーくしおね',
    '青葉労働局',
    [['job_placement']],
    [['専門援助部門', '障害のある方の職業相談']],
  ],
  [
    'vocational_center',
    'regional_vocational_center',
    '99201',
    '青葉障害者職業センター',
    'あおばしょうがいしゃしょくぎょうせんたー',
    '独立行政法人青葉雇用支援機構',
    [['vocational_evaluation'], ['job_coach']],
    [
      ['相談受付', '職業評価・準備支援'],
      ['ジョブコーチ担当', '職場適応援助'],
    ],
  ],
  [
    'municipal_aoba',
    'municipal_employment_support',
    '99201',
    '青葉市障害者就労支援センター',
    'あおばししょうがいしゃしゅうろうしえんせんたー',
    '青葉市',
    [['municipal_employment_support']],
    [['就労支援員', '登録・面談の予約']],
  ],
  [
    'municipal_asanagi',
    'municipal_employment_support',
    '99202',
    '朝凪市障害者就労支援センター',
    'あさなぎししょうがいしゃしゅうろうしえんせんたー',
    '朝凪市',
    [['municipal_employment_support']],
    [['就労支援員', '登録・面談の予約']],
  ],
  [
    'transition',
    'transition',
    '99201',
    '就労移行支援コンパス青葉中央',
    'しゅうろういこうしえんこんぱすあおばちゅうおう',
    '株式会社青葉コンパス',
    [['transition', 20, 4], ['retention']],
    [['見学受付', '見学・体験の申し込み']],
  ],
  [
    'transition_asanagi',
    'transition',
    '99202',
    '就労移行支援ステップ朝凪',
    'しゅうろういこうしえんすてっぷあさなぎ',
    '株式会社朝凪ステップ',
    [['transition', 20, 1]],
    [['見学受付', '見学・体験の申し込み']],
  ],
  [
    'a_type',
    'a_type',
    '99203',
    '風見丘ファクトリーこもれび',
    'かざみおかふぁくとりーこもれび',
    '株式会社風見丘こもれび',
    [['a_type', 20, 0]],
    [['採用担当', '見学・面接']],
  ],
  [
    'b_type',
    'b_type',
    '99201',
    '青葉ひだまり工房',
    'あおばひだまりこうぼう',
    '社会福祉法人青葉ひだまり会',
    [['b_type', 30, 2]],
    [['サービス管理責任者', '見学・利用の相談']],
  ],
  [
    'b_type_asanagi',
    'b_type',
    '99202',
    'ワークスつむぎ朝凪',
    'わーくすつむぎあさなぎ',
    '特定非営利活動法人朝凪つむぎの会',
    [['b_type', 20, 5]],
    [['サービス管理責任者', '見学・利用の相談']],
  ],
  [
    'retention',
    'retention',
    '99206',
    '就労定着支援センターリンク星見原',
    'しゅうろうていちゃくしえんせんたーりんくほしみはら',
    '株式会社星見原リンク',
    [['retention']],
    [['定着支援員', '職場定着の相談']],
  ],
  [
    'special_school',
    'special_needs_school',
    '99201',
    '青葉県立青葉中央特別支援学校',
    'あおばけんりつあおばちゅうおうとくべつしえんがっこう',
    '青葉県',
    [['career_guidance']],
    [['進路指導部', '卒業後の進路・現場実習']],
  ],
  [
    'hospital',
    'hospital',
    '99201',
    '青葉こもれび病院',
    'あおばこもれびびょういん',
    '医療法人青葉こもれび会',
    [['psychiatric_outpatient'], ['psychiatric_day_care', 30, 3]],
    [['地域連携室', '通院・退院後の相談']],
  ],
  [
    'city_office',
    'municipality_office',
    '99201',
    '青葉市役所 障がい福祉課',
    'あおばしやくしょしょうがいふくしか',
    '青葉市',
    [['disability_welfare_counter']],
    [['相談係', '手帳・サービスの申請']],
  ],
  [
    'key_consultation',
    'key_consultation_center',
    '99201',
    '青葉市基幹相談支援センターともしび',
    'あおばしきかんそうだんしえんせんたーともしび',
    '社会福祉法人青葉ともしび会',
    [['key_consultation'], ['plan_consultation']],
    [['総合相談', '困ったときの最初の相談']],
  ],
  [
    'vocational_college',
    'vocational_college',
    '99203',
    '青葉県立職業能力開発校',
    'あおばけんりつしょくぎょうのうりょくかいはつこう',
    '青葉県',
    [['vocational_training', 20, 6]],
    [['訓練生募集担当', '見学・入校の相談']],
  ],
];

const regimes: Record<string, AgencyEntry['legalRegime']> = {
  青葉労働局: 'national',
  独立行政法人青葉雇用支援機構: 'iaa',
  青葉市: 'municipal',
  朝凪市: 'municipal',
  青葉県: 'municipal',
};

/** The agencies of the demo network. Their ids never change, so that what was bookmarked in one demo works in the next. */
export function demoMembers(today: string, phone: (town: string) => string): DemoMember[] {
  return lines.map(([key, type, town, name, kana, legalName, services, windows], at) => {
    const id = `019d4000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`;
    const entry: AgencyEntry = {
      id,
      name,
      kana,
      legalName,
      type,
      area: town,
      phone: phone(town),
      fax: phone(town),
      legalRegime: regimes[legalName] ?? 'private',
      isMember: true,
      confirmedOn: daysBefore(today, (at * 7) % 60),
      services: services.map(([kind, capacity, available]) => ({
        kind,
        capacity,
        hours: { weekday: { from: '09:00', to: '17:00' } },
        closedDays: '土・日・祝日・年末年始',
        vacancy:
          available === undefined
            ? undefined
            : {
                state: available > 0 ? 'open' : 'none',
                available,
                asOf: daysBefore(today, (at * 5) % 12),
                saidBy: '管理者',
              },
      })),
      windows: windows.map(([window, forWhat]) => ({
        name: window,
        forWhat,
        phone: phone(town),
        hours: '平日 9:00〜17:00',
      })),
    };
    return { key, id, entry };
  });
}
