import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { PeopleQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { CheckUps, Cohorts, IntakeSessions, ReferralsQueries, SupportTerms } from '#libs/referrals';

/** Who plays, and on which days. */
export interface TransitionsStage {
  readonly api: INestApplicationContext;
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

/** What comes up by the calendar in the demo: supports that end, people to ask after, a session, a group. */
export async function playTransitions({ api, actor, day }: TransitionsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const owner = await actor('takahashi');
  const { items: people } = await of(PeopleQueries).list(owner, { page: 1, perPage: 6, status: 'open' });
  const [first, second, third, ...others] = people;
  if (!first || !second || !third) return;

  const terms = of(SupportTerms);
  // Three years and a few months at work: the end is near for the first, further away for the second.
  await terms.plan(owner, first.id, { kind: 'retention', baseOn: day(-1220) }, anew());
  await terms.plan(owner, second.id, { kind: 'retention', baseOn: day(-1120) }, anew());
  await terms.plan(owner, third.id, { kind: 'graduation', baseOn: null }, anew());
  const checks = of(CheckUps);
  await checks.plan(owner, first.id, day(0), anew());
  await checks.plan(owner, second.id, day(12), anew());

  // What has been found already: of an own person, and of one whom another agency has handed over.
  const found = { on: day(0), reached: 'visit', situation: 'working', nextOn: null } as const;
  const visited = await checks.one(owner, await checks.plan(owner, third.id, day(0), anew()));
  const seen = {
    ...found,
    note: '学校での実習を見学。担任の先生とも話せた。',
    situation: 'training',
  } as const;
  await checks.record(owner, visited.id, seen, visited.version);
  const handed = (await checks.list(owner)).find(({ personId }) => personId === null);
  const heard = '職場の担当者が替わったが、出勤は安定している。次は本人と二人で話す。';
  if (handed) await checks.record(owner, handed.id, { ...found, note: heard }, handed.version);

  const sessions = of(IntakeSessions);
  for (const [ahead, title, slots] of [
    [5, '職業ガイダンス', 6],
    [12, '職業ガイダンス', 6],
    [8, '初回面談の日', 2],
  ] as const) {
    const at = (clock: string) => `${day(ahead)}T${clock}:00+09:00`;
    const note = '持ち物：筆記用具。体調がすぐれないときは、当日でも取り消せます。';
    const place = '青葉会館 2階 会議室';
    await sessions.plan(
      owner,
      { title, startsAt: at('10:00'), endsAt: at('11:30'), place, note, slots },
      anew(),
    );
  }
  // Whoever has sent a referral to this agency takes the first place.
  const received = await of(ReferralsQueries).list(owner, { page: 1, perPage: 5, box: 'received' });
  const [next] = await sessions.ofMonth(owner, day(5).slice(0, 7), owner.agencyId);
  const guest = await actor('ueno');
  for (const referral of received.items)
    if (next && referral.otherAgencyId === guest.agencyId)
      await sessions.book(guest, next.id, referral.id, anew()).catch(() => undefined);

  const [recipient] = (await of(ReferralsQueries).list(owner, { page: 1, perPage: 1, box: 'sent' })).items;
  if (!recipient?.otherAgencyId) return;
  await of(Cohorts).gather(
    owner,
    [third, ...others].map(({ id }) => id),
    {
      title: '令和8年度 卒業生',
      recipientAgencyId: recipient.otherAgencyId,
      type: 'graduate',
      purpose: 'handover',
      replyBy: day(21),
      services: ['consultation'],
      categories: ['identity', 'request', 'school'],
      ask: '卒業後の就業と生活の支援をお願いします。卒業までに、本人と学校で三者の面談をしたいです。',
      background: '',
      values: { school: '青葉特別支援学校', graduatesOn: '2027-03-31' },
    },
    anew(),
  );
}
