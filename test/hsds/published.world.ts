import { type AgencyEntry, rebuildSearchDocs, writeChanges } from '#libs/directory';
import { newId, type SqlTx } from '#libs/platform';
import { officeRules } from '../factories/opening-rules.js';
import { buildAreas, buildListed } from '../factories/directory.js';
import type { TestDatabase } from '../support/database.js';

/** Texts that must never leave the portal; each is nowhere else in the world. */
export const secrets = {
  hiddenAddress: 'canary 隠れ里9番',
  memberPhone: '099-777-0001',
  ownEmail: 'canary-own@example.jp',
  updateEmail: 'canary-update@example.jp',
  memberWindow: 'canary 会員の窓口',
  memberJob: 'canary 会員の実習',
  unpublished: 'canary 非公開の機関',
  vacancyTeller: 'canary 担当者の名前',
  vacancyNote: 'canary 空きのメモ',
} as const;

/** Ids of what the world holds. */
export interface PublishedWorld {
  readonly full: string;
  readonly hidden: string;
  readonly suspended: string;
  readonly unpublished: string;
  readonly pageOnly: string;
}

const everywhere: AgencyEntry['publishedIn'] = ['open_data', 'public_page'];

/** An agency with everything, one with a hidden address, one that is closed for a time, twelve plain ones, two unpublished. */
export async function buildPublishedWorld(db: TestDatabase): Promise<PublishedWorld> {
  await buildAreas(db);
  const full = await buildFull(db);
  const hidden = await buildListed(db, {
    name: 'かくれんぼホーム',
    type: 'group_home',
    area: '99-a2',
    address: secrets.hiddenAddress,
    addressHidden: true,
    postalCode: '9990009',
    latitude: 35.99,
    longitude: 139.99,
    publishedIn: everywhere,
    services: [{ kind: 'group_home', capacity: 4 }],
  });
  const suspended = await buildListed(db, {
    name: 'おやすみ工房',
    type: 'b_type',
    area: '99-a1',
    publishedIn: everywhere,
    services: [{ kind: 'b_type' }],
  });
  await change(db, suspended, { status: 'suspended', statusUntil: '2030-03-31', statusNote: '改装のため' });
  for (let at = 1; at <= 12; at += 1) {
    await buildListed(db, {
      name: `ならびの事業所${at}`,
      kana: 'ならびのじぎょうしょ',
      type: 'b_type',
      area: '99-b1',
      address: 'ためし県三の市9-9',
      postalCode: `99900${10 + at}`,
      latitude: 35 + at / 100,
      longitude: 139,
      publishedIn: everywhere,
      services: [
        {
          kind: 'b_type',
          capacity: 20,
          hours: { weekday: { from: '09:00', to: '16:00' } },
          closedDays: '土・日',
        },
        ...(at % 3 === 0 ? [{ kind: 'retention' }] : []),
      ],
    });
  }
  const unpublished = await buildListed(db, {
    name: secrets.unpublished,
    services: [{ kind: 'transition' }],
  });
  const pageOnly = await buildListed(db, {
    name: 'ページだけの相談室',
    type: 'consultation_support',
    area: '99-a1',
    publishedIn: ['public_page'],
    services: [{ kind: 'plan_consultation' }],
  });
  return { full, hidden, suspended, unpublished, pageOnly };
}

async function buildFull(db: TestDatabase): Promise<string> {
  const id = await buildListed(db, {
    name: '就労支援センターみんなの広場',
    kana: 'しゅうろうしえんせんたーみんなのひろば',
    legalName: '社会福祉法人みんな',
    aliases: ['みんひろ'],
    type: 'transition',
    area: '99-a1',
    officeNumber: '9910000001',
    postalCode: '999-0001',
    address: 'ためし県一の市1丁目2番3号',
    phone: '099-000-1111',
    fax: '099-000-1112',
    url: 'minna.example/採用 情報?q=a b',
    latitude: 35.5,
    longitude: 139.5,
    confirmedOn: '2026-06-01',
    publishedIn: everywhere,
    services: [
      {
        kind: 'transition',
        capacity: 20,
        disabilities: ['mental', 'developmental'],
        description: '<b>作業</b>と面接の練習をします。',
        vacancy: { state: 'few', available: 2, asOf: '2026-11-01', saidBy: secrets.vacancyTeller },
      },
    ],
    windows: [
      { name: '利用相談', forWhat: '見学', phone: '099-000-2222', extension: '012', hours: '9時から' },
    ],
  });
  const [service] = await db.admin<{ id: string }>('SELECT id FROM portal.service WHERE agency_id = $1', [
    id,
  ]);
  await db.admin('UPDATE portal.vacancy SET note = $2 WHERE agency_id = $1', [id, secrets.vacancyNote]);
  await change(db, id, {
    description: '働きたい人を応援します。',
    plainDescription: 'はたらきたい ひとを てつだいます。',
    corporationNumber: '9990000000001',
    formerNames: ['ひろば作業所'],
    barrierFree: ['elevator', 'quiet_room'],
    accessNote: 'ためし駅から歩いて5分',
    links: [{ label: 'ブログ', url: 'https://minna.example/ブログ' }],
    areasInCharge: ['99-a1', '99-a2'],
    email: secrets.ownEmail,
    'visibility/email': 'own',
    updateEmail: secrets.updateEmail,
    [`services/${service!.id}/eligibility`]: '18歳から64歳で、一般就労をめざす人',
    [`services/${service!.id}/ageMin`]: 18,
    [`services/${service!.id}/ageMax`]: 64,
    [`services/${service!.id}/costs`]: '所得により、ひと月0円から37,200円',
    [`services/${service!.id}/howToApply`]: '見学のあと、市役所で申し込みます。',
    [`services/${service!.id}/visit`]: 'yes',
    [`services/${service!.id}/trial`]: 'ask',
    [`services/${service!.id}/transport`]: 'partly',
    [`services/${service!.id}/transportNote`]: '駅まで',
    [`services/${service!.id}/meals`]: 'no',
    [`services/${service!.id}/wageMonthly`]: 12345,
    [`services/${service!.id}/wageYear`]: 2024,
    [`services/${service!.id}/plainDescription`]: 'しごとの れんしゅうを します。',
    [`services/${service!.id}/opening`]: officeRules(),
    [`windows/${newId()}`]: {
      name: secrets.memberWindow,
      phone: secrets.memberPhone,
      visibility: 'members',
      sort: 5,
    },
    [`traineeOffers/${newId()}`]: {
      job: secrets.memberJob,
      reception: 'yes',
      visibility: 'members',
      sort: 0,
    },
    [`traineeOffers/${newId()}`]: {
      job: '袋づめ',
      reception: 'yes',
      period: '2週間',
      visibility: 'public',
      sort: 1,
    },
  });
  return id;
}

/** Changes an entry by the paths of its fields, and what the public sees of it. */
export async function change(
  db: TestDatabase,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const tx = past(db);
  const changes = Object.entries(values).map(([path, after]) => ({ path, before: null, after }));
  await writeChanges(tx, id, changes, 'keeper');
  await rebuildSearchDocs(tx, [id]);
}

/** Takes back, or gives, the consent to one way of being published. */
export async function publish(
  db: TestDatabase,
  id: string,
  channel: 'open_data' | 'public_page',
  agreed: boolean,
): Promise<void> {
  await db.admin('UPDATE portal.publication SET agreed = $3 WHERE agency_id = $1 AND channel = $2', [
    id,
    channel,
    agreed,
  ]);
  await rebuildSearchDocs(past(db), [id]);
}

function past(db: TestDatabase): SqlTx {
  return { query: (sql, values) => db.admin(sql, values) };
}
