import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Keys, type OnceKey } from '#libs/platform';
import {
  Appointments,
  IntakeForms,
  intakeToken,
  InterimReports,
  Messages,
  ReferralDetails,
  ReferralsQueries,
} from '#libs/referrals';

/** Who plays, and on which days. */
export interface ConversationsStage {
  readonly api: INestApplicationContext;
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
}

/** What agencies say to each other beside the steps, and somebody who asks for support by themselves. */
export async function playConversations({ api, actor, day }: ConversationsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const manager = await actor('takahashi');
  const [messages, details] = [of(Messages), of(ReferralDetails)];
  const lineAt = async (by: Member, referralId: string) => {
    const line = (await details.record(by, referralId)).lines.at(-1);
    return { referralId, lineId: line?.id ?? '', seenVersion: line?.version ?? 0 };
  };
  const find = async (box: 'received' | 'sent', status: 'in_progress' | 'accepted' | 'reviewing') => {
    const { items } = await of(ReferralsQueries).list(manager, {
      box,
      status: [status],
      page: 1,
      perPage: 1,
    });
    return items[0]?.id;
  };

  const supported = await find('received', 'in_progress');
  if (supported) {
    const at = () => lineAt(manager, supported);
    const report = {
      from: day(-30),
      until: day(0),
      attendance: 'mostly',
      changes: '朝の支度が安定し、遅刻がなくなりました。',
      issues: '繁忙期の残業が心配です。',
    } as const;
    await of(InterimReports).report(manager, await at(), report, anew());
    const note = {
      level: 'internal',
      text: '次回の訪問は、会社の担当者と日程を調整中。',
      told: null,
    } as const;
    await messages.post(manager, await at(), note, anew());
  }

  const accepted = await find('received', 'accepted');
  if (accepted) {
    const times = [1, 2].map((week) => ({
      startsAt: `${day(7 * week)}T10:00:00+09:00`,
      endsAt: `${day(7 * week)}T11:00:00+09:00`,
    }));
    const meeting = {
      times,
      place: '当センター 相談室',
      link: '',
      note: '手帳をお持ちください。',
      isAgreed: false,
    };
    await of(Appointments).offer(manager, await lineAt(manager, accepted), meeting, anew());
  }

  const reviewed = await find('sent', 'reviewing');
  if (reviewed) {
    const told = { by: '高橋 恵', on: day(0), means: 'phone' } as const;
    const note = { level: 'told', text: '相手の機関で検討が始まったことを伝えました。', told } as const;
    await messages.post(manager, await lineAt(manager, reviewed), note, anew());
  }

  const forms = of(IntakeForms);
  const area = (await forms.areas()).find(({ name }) => name.includes('青葉')) ?? (await forms.areas())[0];
  if (!area) return;
  const asked = await forms.file({
    areaCode: area.code,
    asker: 'family',
    services: ['consultation', 'job_search'],
    email: 'family@demo.example.jp',
    name: '森田 翔',
    kana: 'もりた しょう',
    phone: '099-000-1234',
    askerName: '森田 恵子（母）',
    words: '退職してから家にいます。少しずつ働きたいと話しています。どこに相談すればよいでしょうか。',
  });
  await forms.confirm(intakeToken(of(Keys), asked), true);
}

function anew(): OnceKey {
  return { key: randomUUID(), fingerprint: Buffer.alloc(32) };
}
