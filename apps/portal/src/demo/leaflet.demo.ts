import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import {
  fieldsOf,
  LeafletAgreements,
  leafletDigestOf,
  LeafletPrints,
  LeafletProofs,
  Leaflets,
  LeafletsQueries,
} from '#libs/directory';
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

// Agencies where nobody signs in, and that named an address for questions about their entry. One named none.
const withAddress = ['hello_work_east', 'municipal_asanagi', 'transition_asanagi', 'vocational_college'];

/** Where agencies that nobody signs in for are asked about their entry. */
export async function addUpdateAddresses(tx: SqlTx, members: readonly DemoMember[]): Promise<void> {
  for (const { id, key } of members.filter((member) => withAddress.includes(member.key)))
    await tx.query('UPDATE portal.agency SET update_email = $2 WHERE id = $1', [
      id,
      `${key.replaceAll('_', '-')}@${demoDomain}`,
    ]);
}

/** An edition of the leaflet that has been out for proof for some days, with an answer of every kind. */
export async function playLeaflet({ api, members, actor, day }: LeafletStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [agreements, queries] = [of(LeafletAgreements), of(LeafletsQueries)];
  const secretariat = await actor('nishimura');
  const idOf = (key: string) => members.find((member) => member.key === key)?.id ?? '';

  const plan = {
    title: 'はたらくを支える青葉中央の冊子 令和8年度版',
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
    await agreements.agree(manager, { fields, shown: leafletDigestOf(now) });
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
      agreeing: { fields: fieldsOf(now), shown: leafletDigestOf(now) },
    });
  }
  await of(LeafletPrints).order(secretariat, edition, 'a4', anew());
}

/** Lets some days pass: the proofs went out last week, and one agency has a new telephone number since it agreed. */
export async function ageLeaflet(tx: SqlTx, members: readonly DemoMember[]): Promise<void> {
  await tx.query(`UPDATE portal.leaflet_proof SET created_at = created_at - interval '6 days'`);
  await tx.query(
    `UPDATE portal.leaflet_agreement g SET agreed_at = agreed_at - interval '3 days', block = jsonb_set(g.block, '{items}', (
       SELECT jsonb_agg(CASE WHEN i.item ->> 'field' = 'phone' THEN i.item || '{"text": "099-300-0199"}' ELSE i.item END
                        ORDER BY i.at)
       FROM jsonb_array_elements(g.block -> 'items') WITH ORDINALITY AS i (item, at)))
     WHERE g.agency_id = $1`,
    [members.find(({ key }) => key === 'b_type')?.id],
  );
}

const greeting = `この冊子は、障害のある人の「はたらく」を支える地域の機関を紹介するものです。
はたらきたい人とその家族、障害のある人を雇用する会社、支援にたずさわる人が、相談する先を見つけるためにお使いください。
どこに相談したらよいか分からないときは、まず障害者就業・生活支援センターにお電話ください。`;

function anew(): OnceKey {
  return { key: randomUUID(), fingerprint: Buffer.alloc(0) };
}
