import { randomUUID } from 'node:crypto';
import { fiscalYearOf, nextWorkingDay } from '#libs/directory';
import {
  CouncilsQueries,
  type PollAnswer,
  Polls,
  PollsQueries,
  PollVotes,
  YearPlans,
  YearPlansQueries,
} from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import type { CouncilsStage, DemoCouncils } from './councils.demo.js';

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

/** The year of a liaison meeting, as such meetings plan it. */
const slots: readonly [month: number, theme: string][] = [
  [5, '前年度の相談と就労の状況'],
  [7, '障害者職業センターの取り組み'],
  [9, '企業における雇用の取り組み'],
  [1, '特別支援学校における就労支援'],
  [3, '就業している方の体験談'],
];

const said: readonly [login: string, answers: readonly PollAnswer[], comment: string][] = [
  ['takahashi', ['yes', 'yes', 'no'], ''],
  ['mori', ['yes', 'if_needed', 'yes'], '午前中なら早めに着けます。'],
  ['ishii', ['no', 'yes', 'if_needed'], ''],
];

/** The year plan of the liaison meeting, and a poll for the day of one of its slots that some have answered. */
export async function playDates(
  { api, actor, day }: Pick<CouncilsStage, 'api' | 'actor' | 'day'>,
  { liaison }: DemoCouncils,
): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const keeper = await actor('takahashi');
  const fiscalYear = fiscalYearOf(day(0));
  const planId = await of(YearPlans).begin(
    keeper,
    liaison,
    { fiscalYear, plannedCount: slots.length, copiesYearBefore: false },
    anew(),
  );
  const begun = await of(YearPlansQueries).ofPlan(keeper, planId);
  await of(YearPlans).change(keeper, planId, 1, {
    plannedCount: slots.length,
    note: '',
    slots: begun.slots.map(({ id }, at) => ({ id, month: slots[at]![0], theme: slots[at]![1] })),
  });
  const seats = await of(CouncilsQueries).seats(keeper, liaison, { ended: false });
  const pollId = await of(Polls).open(
    keeper,
    liaison,
    {
      slotId: begun.slots[3]!.id,
      title: slots[3]![1],
      note: '',
      mode: 'hybrid',
      venue: '青葉市民会館 第2会議室',
      deadlineOn: day(10),
      hidesVotes: false,
      options: [50, 57, 64].map((inDays) => ({
        ...{ day: nextWorkingDay(day(inDays)), allDay: false, from: '14:00', until: '16:00' },
      })),
      invitees: seats.map(({ id, role }) => ({ seatId: id, isRequired: role === 'chair' })),
    },
    anew(),
  );
  const { invitees, options } = await of(PollsQueries).one(keeper, pollId);
  for (const [login, answers, comment] of said) {
    const member = await actor(login);
    const asked = invitees.find(({ agencyId }) => agencyId === member.agencyId);
    if (!asked) continue;
    await of(PollVotes).vote(member, pollId, asked.id, {
      answers: Object.fromEntries(options.map(({ id }, at) => [id, answers[at]!])),
      comment,
    });
  }
}
