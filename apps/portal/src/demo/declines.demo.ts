import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { Declines, DeclineSettings, ReferralDetails, ReferralsQueries, Transfers } from '#libs/referrals';

/** Who plays, and on which days. */
export interface DeclinesStage {
  readonly api: INestApplicationContext;
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

/** A no that the secretariat looks at before it stands, and a recipient that asks for the responsibility. */
export async function playDeclines({ api, actor, day }: DeclinesStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const lineOf = async (by: Member, status: 'received' | 'in_progress') => {
    const { items } = await of(ReferralsQueries).list(by, {
      ...{ page: 1, perPage: 20, box: 'received' },
      status: [status],
    });
    const referralId = items.at(-1)?.id;
    if (!referralId) return undefined;
    const line = (await of(ReferralDetails).record(by, referralId)).lines.at(-1);
    return line && { referralId, lineId: line.id, seenVersion: line.version };
  };

  const secretariat = await actor('nishimura');
  const { version } = await of(DeclineSettings).current(secretariat);
  await of(DeclineSettings).set(secretariat, { isReviewed: true, reviewDays: 3 }, version);
  const acceptor = await actor('mori');
  const received = await lineOf(acceptor, 'received');
  const why = { reason: { code: 'no_capacity', attribution: 'agency' as const }, note: null };
  if (received) await of(Declines).decline(acceptor, received, why, anew());

  const supporter = await actor('shimizu');
  const supported = await lineOf(supporter, 'in_progress');
  const asked = {
    why: '求職活動が中心になりました。今後は当所が主担当になるほうが、本人にとって分かりやすいと考えます。',
    dueOn: day(10),
  };
  if (supported) await of(Transfers).ask(supporter, supported, asked, anew());
}
