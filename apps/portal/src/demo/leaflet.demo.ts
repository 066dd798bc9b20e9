import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { fieldsOf, LeafletAgreements, LeafletPrints, LeafletProofs, Leaflets, LeafletsQueries } from '#libs/directory';
import { demoDomain, type Member } from '#libs/identity';
import type { OnceKey, SqlTx } from '#libs/platform';
import type { DemoMember } from './members.demo.js';

/** What the demo leaflet needs of the story: who does it, and when. */
export interface LeafletStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  readonly actor: (login: string) => Promise<Member>;
  readonly day: (fromToday: number) => string;
}

// Agencies where nobody signs in, and that named an address for questions about their entry.
const withAddress = ['nakapotsu_west', 'municipal_shirahama', 'hello_work_east', 'vocational_center', 'b_type_2'];

/** An edition of the leaflet that has been out for proof for some days, with an answer of every kind. */
export async function playLeaflet({ api, members, actor, day }: LeafletStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [agreements, queries] = [of(LeafletAgreements), of(LeafletsQueries)];
  const secretariat = await actor('nishimura');
  const idOf = (key: string) => members.find((member) => member.key === key)?.id ?? '';

  const plan = {
    title: 'はたらくを支える青葉中央ガイド 令和8年度版',
    networkName: '青葉中央地域就労支援ネットワーク',
    areaName: '青葉市と周辺の市町村',
    introduction: greeting,
    issuer: '青葉中央地域就労支援ネットワーク事務局',
    contact: '青葉中央障害者就業・生活支援センターみちしるべ',
    issuedOn: day(45),
    answerBy: day(14),
  };
  const edition = await of(Leaflets).plan(secretariat, plan, 'members', anew());
  await of(LeafletProofs).send(secretariat, edition, 'all', anew());

  const agree = async (login: string, without: readonly string[] = []) => {
    const manager = await actor(login);
    const { now } = (await queries.own(manager)).member;
    const fields = fieldsOf(now).filter((field) => !without.includes(field));
    await agreements.agree(manager, { fields, shown: digest(now) });
  };
  await agree('takahashi');
  await agree('ono');
  await agree('matsui', ['fax', 'email']);
  await agree('ishii');
  await agreements.refuse(await actor('goto'));
  await agreements.askForCorrection(
    await actor('hayashi'),
    '窓口の受付時間が4月から変わりました。新しい時間に直してから掲載してください。',
  );
  for (const key of ['hello_work', 'special_school', 'transition']) {
    const { now } = await queries.agency(secretariat, edition, idOf(key));
    await agreements.recordFor(secretariat, edition, idOf(key), {
      answer: 'agreed',
      name: '担当者',
      note: '電話で内容を読み上げて確認',
      agreeing: { fields: fieldsOf(now), shown: digest(now) },
    });
  }
  await of(LeafletPrints).order(secretariat, edition, 'a4', anew());
}
