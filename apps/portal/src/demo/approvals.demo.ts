import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Consents, type DataCategory, PeopleQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import {
  Approvals,
  ParticularsService,
  ReferralDetails,
  ReferralDrafts,
  ReferralsQueries,
  SupportTerms,
  TransitionCases,
} from '#libs/referrals';
import type { DemoMember } from './members.demo.js';

/** Who plays, and on which days. */
export interface ApprovalsStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });
const categories: DataCategory[] = ['identity', 'request'];

/** A draft that waits for the manager, and a transition that holds what was sent. */
export async function playApprovals(stage: ApprovalsStage): Promise<void> {
  await handInDraft(stage);
  await holdTogether(stage);
  await followTerm(stage);
}

async function handInDraft({ api, members, actor, day }: ApprovalsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const staff = await actor('aoki');
  const recipientAgencyId = members.find(({ key }) => key === 'vocational_center')?.id;
  const { items } = await of(PeopleQueries).list(staff, { page: 1, perPage: 20, status: 'open' });
  const person = items.at(-1);
  if (!person || !recipientAgencyId) return;
  await of(Consents).record(
    staff,
    person.id,
    {
      decision: 'given',
      decidedOn: day(0),
      validFrom: day(0),
      validUntil: day(365),
      method: 'written',
      givenBy: 'person',
      grants: [{ recipientAgencyId, purposes: ['intake', 'report_back'], categories }],
    },
    anew(),
  );
  const draft = await of(ReferralDrafts).begin(
    staff,
    person.id,
    {
      recipientAgencyIds: [recipientAgencyId],
      type: 'introduction',
      purpose: 'intake',
      replyBy: day(14),
      services: ['assessment'],
      categories,
      request: {
        ask: '職業準備支援の見学と、利用できるかの相談をお願いします。',
        wish: '自分に合う仕事を知りたい。まず見学したい。',
        background: '',
      },
    },
    anew(),
  );
  await of(ParticularsService).write(staff, draft, { firstContact: 'together' }, 0);
  const { referral } = await of(ReferralDetails).record(staff, draft);
  const said = { note: '見学の希望日が近いため、今週中にお願いします。', duplicateReason: null };
  await of(Approvals).handIn(staff, { referralId: draft, seenVersion: referral.version }, said, anew());
}

async function holdTogether({ api, actor, day }: ApprovalsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const manager = await actor('takahashi');
  const [sent] = (await of(ReferralsQueries).list(manager, { page: 1, perPage: 1, box: 'sent' })).items;
  if (!sent) return;
  const { referral } = await of(ReferralDetails).record(manager, sent.id);
  await of(TransitionCases).open(
    manager,
    referral.personId,
    {
      kind: 'retention',
      goal: '働きつづけながら、生活の相談先を地域に移す。',
      startsOn: day(-30),
      endsOn: day(150),
      supportTermId: null,
      referralIds: [referral.id],
    },
    anew(),
  );
}

/** A transition that follows from a support that ends, with nothing sent yet. */
async function followTerm({ api, actor, day }: ApprovalsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const manager = await actor('takahashi');
  const [term] = await of(SupportTerms).list(manager, { months: 24 });
  if (!term) return;
  await of(TransitionCases).open(
    manager,
    term.personId,
    {
      kind: term.kind === 'retention' ? 'retention' : 'school_to_work',
      goal: '支援が終わったあとも、困ったときに相談できる先を決めておく。',
      startsOn: day(0),
      endsOn: term.endsOn,
      supportTermId: term.id,
      referralIds: [],
    },
    anew(),
  );
}
