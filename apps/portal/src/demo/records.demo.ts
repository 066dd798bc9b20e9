import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AgencyFiles, AgencyStatus, DirectoryRules, EntryEditing, TaxonomyKeeping } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey, SqlTx } from '#libs/platform';
import type { DemoMember } from './members.demo.js';
import { drawing, leaflet } from './drawing.demo.js';

/** What the demo of the records needs of the story. */
export interface RecordsStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  readonly actor: (login: string) => Promise<Member>;
  readonly day: (fromToday: number) => string;
  readonly operator: SqlTx;
}

/** One entry with everything in it, one change that waits, one agency of every state, and a type of the network's own. */
export async function playRecords({ api, members, actor, day, operator }: RecordsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [editing, files, status, rules] = [
    of(EntryEditing),
    of(AgencyFiles),
    of(AgencyStatus),
    of(DirectoryRules),
  ];
  const [secretariat, workshop, aType] = [
    await actor('nishimura'),
    await actor('ishii'),
    await actor('goto'),
  ];

  const seen = await editing.inEditing(workshop, workshop.agencyId);
  const [first] = seen.entry.services;
  const services = first ? [{ id: first.id, kind: first.kind, ...everything }] : [];
  await editing.handIn(workshop, workshop.agencyId, seen.entry.version, {
    entry: { ...whole, services },
    note: '年度がわりの見直し',
  });
  const shown: [words: string, content: Buffer][] = [
    ['作業室。大きな机を囲んで、6人ずつ座れます。', drawing('room')],
    ['建物の外観。入口に段差はありません。', drawing('house')],
    ['青葉ひだまり工房のご案内', leaflet],
  ];
  for (const [words, content] of shown)
    await files.add(workshop, workshop.agencyId, { words, content }, anew());

  // What waits was handed in while the network wanted to see changes first.
  const settings = await rules.current(secretariat);
  const strict = await rules.set(secretariat, settings.version, { ...settings, approval: true });
  const before = await editing.inEditing(aType, aType.agencyId);
  await editing.handIn(aType, aType.agencyId, before.entry.version, {
    entry: wanted,
    note: '電話番号が変わりました',
  });
  await rules.set(secretariat, strict.version, { ...settings, approval: false });

  const versionOf = async (agencyId: string) =>
    (await editing.inEditing(secretariat, agencyId)).entry.version;
  const [resting, ending] = await others(operator);
  await status.suspend(secretariat, resting!, await versionOf(resting!), {
    from: day(-3),
    until: day(25),
    note: '建物の改修のため休止しています。電話での相談は受け付けています。',
  });
  await status.close(secretariat, ending!, await versionOf(ending!), {
    on: day(-1),
    successorId: workshop.agencyId,
    note: '青葉ひだまり工房に統合しました。利用者の支援は続いています。',
  });
  const moving = members.find(({ key }) => key === 'municipal_asanagi')!.id;
  await status.move(secretariat, moving, await versionOf(moving), {
    on: day(40),
    place: { address: '青葉県朝凪市本町1丁目1番1号 市民プラザ2階', accessNote: '朝凪駅の北口から歩いて3分' },
    note: '市民プラザの完成にあわせて移転します。電話番号は変わりません。',
  });
  await of(TaxonomyKeeping).add(secretariat, 'agency_type', { name: '農福連携の農園' }, anew());
}

/** Two agencies that no other part of the demo speaks of. */
async function others(operator: SqlTx): Promise<string[]> {
  const rows = await operator.query<{ id: string }>(
    `SELECT id FROM portal.agency WHERE type_code = 'b_type' AND NOT is_member AND status = 'active' AND area_code = '99201'
     ORDER BY id OFFSET 5 LIMIT 2`,
  );
  return rows.map(({ id }) => id);
}

function anew(): OnceKey {
  return { key: randomUUID(), fingerprint: Buffer.from('demo') };
}

const whole = {
  aliases: ['ひだまり'],
  formerNames: ['青葉ひだまり作業所'],
  email: 'hidamari@example.jp',
  url: 'https://hidamari.example.jp/',
  accessNote: '青葉中央駅から市バス「日の出団地」行きで12分、「学校前」で降りて歩いて2分です。',
  barrierFree: ['step_free', 'wheelchair_toilet', 'parking', 'quiet_room', 'writing'],
  links: [
    { label: '焼き菓子の注文', url: 'https://hidamari.example.jp/sweets' },
    { label: '見学の申し込み', url: 'https://hidamari.example.jp/visit' },
  ],
  visibility: { fax: 'members', email: 'members' },
  windows: [
    {
      id: 'a',
      name: '利用相談',
      forWhat: '見学・体験・利用の相談',
      phone: '02-0000-0311',
      extension: '21',
      hours: '平日 9:00〜17:00',
    },
    {
      id: 'b',
      name: '注文の窓口',
      forWhat: '焼き菓子・作業の注文',
      phone: '02-0000-0312',
      email: 'order@example.jp',
    },
    {
      id: 'c',
      name: '管理者直通',
      forWhat: '機関どうしの連絡',
      phone: '090-0000-0313',
      visibility: 'members',
    },
  ],
  traineeOffers: [
    {
      id: 'a',
      job: '焼き菓子の袋づめ・ラベルはり',
      period: '1〜2週間（1日4時間まで）',
      places: 2,
      conditions: '立ち仕事ができること。検便の結果が必要です。',
      insurance: '送り出す機関で傷害保険に加入',
      reception: 'yes',
      visibility: 'members',
    },
    {
      id: 'b',
      job: '店頭での販売の補助',
      period: '土曜・祝日',
      places: 1,
      reception: 'ask',
      visibility: 'public',
    },
  ],
};

const everything = {
  name: 'ひだまり工房 就労継続支援B型',
  description:
    '焼き菓子づくりと袋づめ、近くの公園の清掃をしています。体調に合わせて、週1日・短い時間から始められます。',
  plainDescription: 'おかしを つくります。ふくろに つめます。\nすこしの じかんから はじめられます。',
  capacity: 20,
  disabilities: ['intellectual', 'mental', 'developmental'],
  eligibility:
    '青葉市とその周辺にお住まいで、障害福祉サービスの受給者証をお持ちの方（これから申請する方も相談できます）',
  ageMin: 18,
  ageMax: 64,
  costs: '所得に応じた利用者負担があります。昼食代は1食300円です。',
  wageMonthly: 21_500,
  wageYear: 2025,
  transport: 'partly',
  transportNote: '青葉中央駅から（朝と夕方の1回ずつ）',
  meals: 'yes',
  mealsNote: '手作りの昼食。食べられないものは相談できます',
  howToApply: '見学と2日間の体験のあと、お住まいの市区町村の障害福祉の窓口に申し込みます。',
  visit: 'yes',
  trial: 'yes',
  training: 'ask',
};

const wanted = {
  phone: '02-0000-0999',
  description:
    '雇用契約を結び、クリーニングと配送の仕事をしています。一般企業への就職もめざし、毎月、面談と求人の紹介をしています。',
  accessNote: '青葉中央駅の南口から歩いて8分',
};
