import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Webhooks } from '#libs/notifications';
import type { OnceKey, SqlTx } from '#libs/platform';
import { type InquiryInput, VacancyInquiries, VacancyInquiriesQueries } from '#libs/referrals';

/** Who plays, and on which days. */
export interface InquiriesStage {
  readonly api: INestApplicationContext;
  readonly operator: SqlTx;
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

/** Inquiries for room in the demo, one of them answered and one that waits for the own answer, and a system that is told. */
export async function playInquiries({ api, operator, actor, day }: InquiriesStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [owner, acceptor, workshop] = [await actor('takahashi'), await actor('mori'), await actor('ishii')];
  const [area] = await operator.query<{ code: string }>(
    `SELECT area_code AS code FROM portal.agency WHERE id = $1 AND area_code IS NOT NULL`,
    [owner.agencyId],
  );
  if (!area) return;
  const inquiries = of(VacancyInquiries);
  const common: Omit<InquiryInput, 'recipientAgencyIds' | 'serviceKind'> = {
    areaCode: area.code,
    ageBand: 'from_25',
    disabilities: ['mental', 'developmental'],
    needs: ['transport', 'short_hours'],
    startMonth: day(60).slice(0, 7),
    note: '午前中だけ、週2日くらいから始めたいとのことです。',
    noteChecked: false,
    days: 5,
  };
  const sent = await inquiries.ask(
    owner,
    {
      ...common,
      serviceKind: 'b_type',
      recipientAgencyIds: [acceptor.agencyId, workshop.agencyId],
    },
    anew(),
  );
  await answer(workshop, sent, 'waiting', 3, '春の卒業で、席が2つ空く予定です。');
  await inquiries.ask(
    workshop,
    {
      ...common,
      serviceKind: 'transition',
      ageBand: 'from_18',
      disabilities: ['intellectual'],
      needs: ['trial'],
      note: '',
      recipientAgencyIds: [acceptor.agencyId, owner.agencyId],
    },
    anew(),
  );
  // Nothing is there: the address is made up, and the manager switches it on when there is something.
  const { id } = await of(Webhooks).register(
    owner,
    {
      name: '支援台帳システム',
      url: 'https://hooks.example.jp/renkei',
      events: ['referral.sent', 'referral.received', 'referral.accepted', 'referral.declined'],
    },
    anew(),
  );
  await of(Webhooks).pause(owner, id, 1);

  async function answer(
    who: Member,
    inquiryId: string,
    room: 'waiting',
    months: number,
    note: string,
  ): Promise<void> {
    const { answers } = await of(VacancyInquiriesQueries).one(who, inquiryId);
    const version = answers[0]?.version ?? 1;
    await inquiries.answer(who, inquiryId, version, { answer: room, months, note, noteChecked: false });
  }
}
