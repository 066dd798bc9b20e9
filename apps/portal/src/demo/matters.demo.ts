import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Charge, FormerNames, People, PersonDuplicates, PersonRequests } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { Leaving } from '#libs/referrals';

/** Who plays, and on which days. */
export interface MattersStage {
  readonly api: INestApplicationContext;
  actor(login: string): Promise<Member>;
  day(fromToday: number): string;
  /** A person of the demo by the key of their story. */
  person(key: string): string;
}

/** One person with two records, one who bore another name, one whose time is over, and a request about own data. */
export async function playMatters({ api, actor, day, person }: MattersStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const manager = await actor('takahashi');
  const register = (name: string, kana: string, birthDate: string) =>
    of(People).register(manager, { name, kana, birthDate, allowDuplicate: true }, anew());

  await register('大塚 京子', 'おおつか きょうこ', '1985-03-09');
  const twice = await register('大塚 京子', 'オオツカ キョウコ', '1985-03-09');
  const writeSheet = { household: '母と二人暮らし', rhythm: '朝は早く起きられます。' };
  await of(People).writeSheet(manager, twice, 'living', writeSheet, 0);
  const married = await register('林 美咲', 'はやし みさき', '1992-07-21');
  await of(FormerNames).add(manager, married, { name: '小川 美咲', kana: 'おがわ みさき' }, anew());
  await register('小川 美咲', 'おがわ みさき', '1992-07-21');
  await of(PersonDuplicates).search(manager);

  const ended = await register('中村 健', 'なかむら けん', '1968-12-01');
  const end = { kind: 'closed', reason: 'goal_reached', endedOn: day(-6 * 366) } as const;
  await of(Leaving).end(manager, ended, end, 1, anew());

  await of(Charge).noteContact(manager, person('yamada'), day(-3));
  await of(Charge).noteContact(manager, person('sato'), day(-120));
  const requests = of(PersonRequests);
  const asked = {
    kind: 'disclose',
    receivedOn: day(-5),
    askedBy: 'person',
    asker: '本人（窓口に来所）',
    scope: '登録してからの記録のすべて',
  } as const;
  const id = await requests.receive(manager, person('yamada'), asked, anew());
  await requests.identify(manager, id, 'photo_id', 1);
}

function anew(): OnceKey {
  const key = randomUUID();
  return { key, fingerprint: Buffer.from(key) };
}
