import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Consents, type DataCategory } from '#libs/people';
import type { OnceKey, SqlTx } from '#libs/platform';
import {
  OutsideSendings,
  ParticularsService,
  ReferralDetails,
  ReferralDrafts,
  Withdrawals,
} from '#libs/referrals';

/** Who plays, and on which days. */
export interface OutsideStage {
  readonly api: INestApplicationContext;
  readonly operator: SqlTx;
  actor(login: string): Promise<Member>;
  person(key: string): string;
  day(fromToday: number): string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });
const categories: DataCategory[] = ['identity', 'request'];

/** A clinic outside the portal was told something by a sealed link; the person took that back, and the clinic is to be asked. */
export async function playOutside({ api, operator, actor, person, day }: OutsideStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [clinic] = await operator.query<{ id: string }>(
    `SELECT id FROM portal.agency WHERE NOT is_member AND status = 'active' AND type_code IN ('clinic', 'psychiatric_clinic')
     ORDER BY name, id LIMIT 1`,
  );
  if (!clinic) return;
  const owner = await actor('takahashi');
  const personId = person('nakamura');
  const consentId = await of(Consents).record(
    owner,
    personId,
    {
      ...{ decision: 'given', decidedOn: day(0), validFrom: day(0), validUntil: day(180) },
      ...{ method: 'written', givenBy: 'person' },
      grants: [{ recipientAgencyId: clinic.id, purposes: ['intake', 'report_back'], categories }],
    },
    anew(),
  );
  const referralId = await of(ReferralDrafts).begin(
    owner,
    personId,
    {
      ...{ recipientAgencyIds: [], type: 'introduction', purpose: 'intake', services: ['consultation'] },
      ...{ categories, replyBy: day(14) },
      request: {
        ask: '通院先を探しています。初診の予約が取れるか教えてください。',
        wish: '家から近いところに通いたいです。',
        background: '',
      },
    },
    anew(),
  );
  await of(ParticularsService).write(owner, referralId, { firstContact: 'together' }, 0);
  const { referral } = await of(ReferralDetails).record(owner, referralId);
  const at = { referralId, seenVersion: referral.version };
  await of(OutsideSendings).send(owner, at, { agencyId: clinic.id, means: 'link' }, anew());
  const heard = {
    toldBy: 'person',
    channel: 'phone',
    saidAt: new Date(),
    identityCheck: '登録の電話番号に折り返して確認',
  } as const;
  await of(Withdrawals).withdraw(owner, consentId, { scope: 'whole' }, heard, 1, anew());
}
