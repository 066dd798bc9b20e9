import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { LegalGrounds } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { Emergencies, ReferralDetails, ReferralsQueries } from '#libs/referrals';

/** Who plays, and on which days. */
export interface FollowUpsStage {
  readonly api: INestApplicationContext;
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

/** After the withdrawal in the demo: its recipient has opened the package in an emergency, and something is to be told without consent. */
export async function playFollowUps({ api, actor, day }: FollowUpsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [owner, recipient] = [await actor('takahashi'), await actor('ueno')];
  const part = { page: 1, perPage: 1, box: 'sent', status: ['suspended'] } as const;
  const { items } = await of(ReferralsQueries).list(owner, { ...part, status: [...part.status] });
  const referralId = items[0]?.id;
  if (!referralId) return;
  const { lines, referral } = await of(ReferralDetails).record(owner, referralId);
  const line = lines.at(-1);
  if (!line) return;
  await of(Emergencies).open(
    recipient,
    { referralId, lineId: line.id },
    {
      ground: 'life',
      reason: '本人が庁舎のロビーで倒れ、救急隊から同居の家族の有無を聞かれたため。',
    },
    anew(),
  );
  await of(LegalGrounds).propose(
    owner,
    referral.personId,
    {
      recipientAgencyId: line.agencyId,
      purpose: 'support',
      categories: ['contact'],
      basis: 'life',
      reason: '本人と連絡が取れず、安否の確認を市役所に頼む必要があるため。',
      untilDay: day(7),
    },
    anew(),
  );
}
