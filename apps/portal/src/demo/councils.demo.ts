import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { nextWorkingDay } from '#libs/directory';
import type { Member } from '#libs/identity';
import {
  Agenda,
  type AgendaItemInput,
  type AttendanceInput,
  AttendanceLists,
  AttendanceQueries,
  type CouncilInput,
  Councils,
  type MeetingInput,
  Meetings,
  type SeatRole,
  Seats,
} from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import type { DemoMember } from './members.demo.js';

/** Who plays, and on which days. */
export interface CouncilsStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

/** What has been founded, for those who go on from there. */
export interface DemoCouncils {
  readonly liaison: string;
  readonly subcommittee: string;
  /** The last meeting that was held, and the next one. */
  readonly held: string;
  readonly next: string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

const seats: readonly [key: string, role: SeatRole, name: string, post: string][] = [
  ['nakapotsu', 'chair', '高橋 恵', 'センター長'],
  ['hello_work', 'vice_chair', '中村 隆', '専門援助部門 統括職業指導官'],
  ['transition', 'member', '森 由美子', '就労支援員'],
  ['b_type', 'member', '石井 和夫', '管理者'],
  ['vocational_center', 'member', '坂本 理恵', '主任障害者職業カウンセラー'],
  ['special_school', 'member', '小野 健太', '進路指導主事'],
  ['city_office', 'observer', '林 美咲', '障害福祉課 主査'],
];

/** The councils of the demo: a liaison meeting with what was held and what is ahead, under the council of the region. */
export async function playCouncils({ api, members, actor, day }: CouncilsStage): Promise<DemoCouncils> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const keeper = await actor('takahashi');
  const [councils, seating, meetings] = [of(Councils), of(Seats), of(Meetings)];
  const network = await actor('nishimura');

  const parent = await councils.found(
    network,
    councilOf(network.agencyId, {
      name: '青葉地域自立支援協議会',
      shortName: '協議会',
      kind: 'council',
      purpose: '地域の関係機関が、障害のある人の暮らしと仕事を支える体制を話し合います。',
      quorum: 'half',
      approval: 'next_meeting',
    }),
    anew(),
  );
  const subcommittee = await councils.found(
    keeper,
    councilOf(keeper.agencyId, {
      name: '青葉地域自立支援協議会 就労支援部会',
      shortName: '就労部会',
      kind: 'subcommittee',
      parentId: parent,
      purpose: '就労支援の課題を共有し、解決のための取り組みを決めます。',
      quorum: 'half',
      approval: 'silence',
      heldBefore: 9,
    }),
    anew(),
  );
  const liaison = await councils.found(
    keeper,
    councilOf(keeper.agencyId, {
      name: '青葉地域就労支援連絡会',
      shortName: '連絡会',
      purpose: '年5回、就労支援の機関が集まり、情報を交換します。',
      heldBefore: 21,
    }),
    anew(),
  );
  for (const [key, role, name, post] of seats) {
    const member = members.find((one) => one.key === key);
    if (!member) continue;
    const seat = { agencyId: member.id, role, fromOn: day(-200), untilOn: null };
    for (const council of [subcommittee, liaison])
      await seating.give(
        keeper,
        council,
        { ...seat, holder: { name, post, email: `${key.replaceAll('_', '-')}@example.jp` } },
        anew(),
      );
  }

  const held = await meeting(liaison, '情報交換会「職場実習の受け入れ」', -40);
  await agendaOf(held, [{ title: '職場実習の受け入れについて', type: 'decision', minutes: 60 }]);
  await meetings.announce(keeper, held, 1);
  await meetings.record(keeper, held, 2);
  await attend(keeper, held);
  const next = await meeting(liaison, '情報交換会「短時間で働く」', 21, {
    mode: 'hybrid',
    webLink: 'https://web.example.jp/renrakukai',
    webNote: '開始の10分前から入れます。',
    webCapacity: 50,
  });
  await agendaOf(next, [
    { title: '各機関からの報告', type: 'report', minutes: 30 },
    { title: '短時間で働く人の受け入れ（事例A）', type: 'discussion', minutes: 45, presenter: '中村 隆' },
    { title: '来年度の連絡会の日程', type: 'decision', minutes: 15 },
    { title: '謝金の取り扱い', type: 'discussion', minutes: 5, visibility: 'secretariat' },
  ]);
  await meetings.announce(keeper, next, 1);
  await meeting(subcommittee, '就労支援部会', 35);
  return { liaison, subcommittee, held, next };

  /** Puts items on an agenda, whose first one comes by itself. */
  async function agendaOf(
    meetingId: string,
    items: readonly (Pick<AgendaItemInput, 'title' | 'type'> & Partial<AgendaItemInput>)[],
  ): Promise<void> {
    const usual = {
      minutes: null,
      presenter: '高橋 恵',
      text: '',
      visibility: 'members',
      parentId: null,
    } as const;
    for (const item of items) await of(Agenda).add(keeper, meetingId, { ...usual, ...item }, anew());
  }

  /** All were there but one, two on the web, and one sent somebody else. */
  async function attend(who: Member, meetingId: string): Promise<void> {
    const { lines } = await of(AttendanceQueries).ofMeeting(who, meetingId);
    const written = lines.map(({ seatId, agencyId, name, post, capacity }, at): AttendanceInput => {
      const common = { seatId, agencyId, name, post, capacity, substituteFor: '', reason: '' };
      const there = {
        ...common,
        status: 'present',
        how: at % 3 === 1 ? 'web' : 'venue',
        cameAt: null,
        leftAt: null,
      } as const;
      if (at === 2)
        return { ...there, name: '岡田 早苗', post: '', capacity: 'substitute', substituteFor: name };
      if (at === 4) return { ...there, status: 'excused', how: null, reason: '所内研修のため' };
      return at === 3 ? { ...there, status: 'late', cameAt: '14:20' } : there;
    });
    await of(AttendanceLists).write(who, meetingId, 0, written);
    await of(AttendanceLists).close(who, meetingId, 1);
  }

  async function meeting(
    councilId: string,
    title: string,
    inDays: number,
    change: Partial<MeetingInput> = {},
  ): Promise<string> {
    return meetings.plan(
      keeper,
      councilId,
      { ...meetingOf, title, day: nextWorkingDay(day(inDays)), ...change },
      anew(),
    );
  }
}

function councilOf(
  secretariatAgencyId: string,
  change: Pick<CouncilInput, 'name' | 'shortName'> & Partial<CouncilInput>,
): CouncilInput {
  return {
    kind: 'liaison',
    parentId: null,
    secretariatAgencyId,
    purpose: '',
    quorum: 'none',
    quorumCount: null,
    noticeDays: 14,
    approval: 'silence',
    reviewDays: 14,
    heldBefore: 0,
    ...change,
  };
}

const meetingOf: MeetingInput = {
  title: '',
  mode: 'venue',
  day: '',
  allDay: false,
  from: '14:00',
  until: '16:00',
  tz: 'Asia/Tokyo',
  venue: '青葉市民会館 第2会議室',
  address: '青葉県青葉市本町1-2-3',
  venueCapacity: 40,
  webCapacity: null,
  webLink: '',
  webNote: '',
  onDemandFrom: null,
  onDemandUntil: null,
  note: '',
  isPublic: false,
  preparesId: null,
};
