import { type AgencyEntry, proposeRules, type ServiceEntry } from '#libs/directory';
import type { Chance } from './chance.js';

/** What demo agencies tell of themselves beyond name and place; made up from another row of chances than the rest. */
export function told(entry: AgencyEntry, chance: Chance): AgencyEntry {
  return {
    ...entry,
    publishedIn: publishedIn(entry, chance),
    accessNote: chance.in(40) ? `最寄りのバス停から歩いて${2 + chance.below(9)}分` : undefined,
    barrierFree: ['step_free', 'elevator', 'wheelchair_toilet', 'parking', 'quiet_room'].filter(() =>
      chance.in(30),
    ),
    ...own[entry.name],
    services: entry.services?.map((service) => toldService(service, entry, chance)),
  };
}

/** Most agree to be on the pages and in the open data, some to one of them only, some to nothing. */
function publishedIn({ isMember }: AgencyEntry, chance: Chance): AgencyEntry['publishedIn'] {
  const lot = chance.below(100);
  if (isMember) return ['public_page', 'open_data', 'leaflet'];
  if (lot < 70) return ['public_page', 'open_data'];
  if (lot < 80) return ['public_page'];
  return lot < 85 ? ['open_data'] : [];
}

const facilities = ['a_type', 'b_type', 'transition', 'daily_care', 'life_training', 'activity_center'];

function toldService(service: ServiceEntry, { isMember }: AgencyEntry, chance: Chance): ServiceEntry {
  const proposal = proposeRules(service.closedDays ?? null, service.hours ?? {});
  const opening = proposal.kind === 'exact' && (isMember || chance.in(70)) ? proposal.rules : undefined;
  const hours = { opening, openingConfirmed: opening !== undefined && isMember };
  if (!facilities.includes(service.kind)) return { ...service, ...hours };
  return {
    ...service,
    ...hours,
    visit: isMember || chance.in(60) ? 'yes' : chance.in(50) ? 'ask' : undefined,
    trial: chance.in(40) ? 'yes' : chance.in(40) ? 'ask' : undefined,
    training: chance.in(25) ? 'yes' : undefined,
    transport: chance.in(35) ? 'yes' : chance.in(30) ? 'partly' : undefined,
    meals: chance.in(40) ? 'yes' : undefined,
    wageMonthly: service.kind === 'b_type' && chance.in(60) ? 8000 + 500 * chance.below(40) : undefined,
    wageYear: 2024,
    ageMin: chance.in(50) ? 18 : undefined,
    ageMax: chance.in(30) ? 64 : undefined,
    ...kinds[service.kind],
  };
}

const kinds: Readonly<Record<string, Partial<ServiceEntry>>> = {
  transition: {
    description:
      '一般企業で働くための準備をします。作業や面接の練習、職場見学、実習、就職活動の手伝いなどです。',
    plainDescription: 'かいしゃで はたらく ための れんしゅうを します。',
    howToApply: '見学のあと、お住まいの市区町村の窓口に申し込みます。',
    costs: '所得により異なります。市区町村民税が非課税の世帯は無料です。',
  },
  a_type: {
    description: '雇用契約を結んで働きながら、知識や技能を身につけます。',
    plainDescription: 'けいやくを して はたらきます。きゅうりょうが もらえます。',
    howToApply: 'ハローワークの求人に応募してから、市区町村の窓口に申し込みます。',
  },
  b_type: {
    description: '体調やペースに合わせて、軽い作業などをします。',
    plainDescription: 'じぶんの ペースで しごとを します。こうちんが もらえます。',
    howToApply: '見学・体験のあと、お住まいの市区町村の窓口に申し込みます。',
  },
};

const own: Readonly<Record<string, Partial<AgencyEntry>>> = {
  '青葉中央障害者就業・生活支援センターみちしるべ': {
    aliases: ['みちしるべ', '中央ナカポツ'],
    description:
      '働くことと暮らすことの両方を、まとめて相談できるセンターです。\n仕事さがし、職場での困りごと、生活のリズムやお金のことまで、関係機関といっしょに考えます。',
    plainDescription:
      'しごとの ことと せいかつの ことを そうだん できます。\nしごとを さがす とき、しごとで こまった とき、いっしょに かんがえます。おかねは かかりません。',
    areasInCharge: ['99201', '99202', '99301'],
    accessNote: '青葉中央駅の東口から歩いて6分。1階が薬局の建物の3階です。',
    barrierFree: ['elevator', 'wheelchair_toilet', 'quiet_room', 'writing'],
  },
  東部障害者就業・生活支援センターうみかぜ: {
    description: '東部圏域にお住まいの方の、就業と生活の相談を受けています。',
    plainDescription: 'しごとと せいかつの そうだんが できます。おかねは かかりません。',
    areasInCharge: ['99204', '99205', '99303'],
  },
  ハローワーク青葉: {
    description: '障害のある方の職業相談・職業紹介を、専門の担当者が行います。',
    plainDescription: 'しごとを さがす ところです。しょうがいの ある ひとの まどぐちが あります。',
    areasInCharge: ['99201', '99202', '99301'],
  },
  就労移行支援コンパス青葉中央: {
    aliases: ['コンパス'],
    description:
      '事務・軽作業・ITの3コースで、就職までを2年以内の計画で支えます。就職したあとも定着まで伴走します。',
    plainDescription:
      'かいしゃで はたらく ための れんしゅうを します。パソコンや しごとの マナーも べんきょう します。',
  },
  青葉ひだまり工房: {
    description:
      '焼き菓子づくりと袋づめの作業をしています。体調に合わせて、週1日・短い時間から始められます。',
    plainDescription: 'おかしを つくる しごとです。すこしの じかんから はじめられます。',
  },
};
