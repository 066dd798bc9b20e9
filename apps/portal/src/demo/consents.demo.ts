import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { type AnswerInput, type AskingInput, Askings, type DataCategory, People } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { ConsentAnswers } from '#libs/referrals';
import type { DemoMember } from './members.demo.js';

/** What the story of the consents needs. */
export interface ConsentsStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  readonly actor: (login: string) => Promise<Member>;
  /** A day so many days from today. */
  readonly day: (fromToday: number) => string;
}

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.alloc(32) });
const usual: readonly DataCategory[] = ['identity', 'request', 'contact', 'disability', 'assessment'];

/**
 * Questions to people at every point of their way: on paper and waiting, agreed to by a parent until the person is of age,
 * spoken and waiting for the paper, soon to be renewed, refused in part.
 */
export async function playConsents({ api, members, actor, day }: ConsentsStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [people, askings, answers] = [of(People), of(Askings), of(ConsentAnswers)];
  const worker = await actor('takahashi');
  const [first, second] = members.filter(({ id }) => id !== worker.agencyId).map(({ id }) => id);
  if (!first || !second) return;
  const part = (recipientAgencyId: string, categories = usual) => ({
    recipientAgencyId,
    purposes: ['intake', 'support'] as const,
    categories,
  });
  const back = (recipientAgencyId: string) => ({
    recipientAgencyId,
    purposes: ['report_back'] as const,
    categories: ['identity', 'request', 'progress'] as const,
  });
  const grants = [part(first), back(first)];

  async function ask(personId: string, input: Partial<AskingInput> = {}): Promise<string> {
    const question = { grants, validity: 'years', validYears: 1, givenBy: 'person', ...input } as const;
    const id = await askings.draft(worker, personId, question, anew());
    await askings.issue(worker, id, 1);
    return id;
  }
  async function answer(id: string, input: Partial<AnswerInput> = {}): Promise<void> {
    const said = { agreed: grants, decidedOn: day(0), method: 'written', place: '相談室', ...input } as const;
    await answers.answer(worker, id, said, 2, anew());
  }
  const register = (name: string, kana: string, birthDate: string) =>
    people.register(worker, { name, kana, birthDate, allowDuplicate: true }, anew());

  const waiting = await register('小林 美咲', 'こばやし みさき', '1997-02-14');
  await ask(waiting, { grants: [...grants, part(second), back(second)] });

  const [year, month, date] = day(25).split('-');
  const minor = await register(
    '石井 颯太',
    'いしい そうた',
    `${Number(year) - 18}-${month}-${date === '29' && month === '02' ? '28' : date}`,
  );
  await answer(
    await ask(minor, { givenBy: 'representative', authority: 'parent', representative: '石井 由美（母）' }),
    {
      authorityNote: '健康保険証で続柄を確認',
      assent: 'agrees',
      assentWords: '「学校の先生も知っているから、いいです」',
    },
  );

  const spoken = await register('松本 誠', 'まつもと まこと', '1979-09-30');
  await answer(await ask(spoken), {
    method: 'phone',
    decidedOn: day(-16),
    witness: '青木 直人',
    noPaperReason: '入院中のため、電話で確かめた',
  });

  const ending = await register('井上 彩', 'いのうえ あや', '1990-12-03');
  await answer(await ask(ending, { validity: 'day', validYears: null, validUntil: day(20) }), {
    agreed: [part(first, ['identity', 'request', 'disability']), back(first)],
  });
}
