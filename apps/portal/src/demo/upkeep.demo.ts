import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import {
  addAgencyEntries,
  confirmationToken,
  ConfirmationLinks,
  Confirmations,
  EntryReports,
  findDuplicates,
  rebuildSearchDocs,
} from '#libs/directory';
import type { Member } from '#libs/identity';
import { Keys, type OnceKey, type SqlTx } from '#libs/platform';
import type { DemoMember } from './members.demo.js';

/** What the demo of upkeep needs of the story. */
export interface UpkeepStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  readonly actor: (login: string) => Promise<Member>;
  /** Reads what no service would tell. */
  readonly operator: SqlTx;
}

interface Original extends Record<string, unknown> {
  name: string;
  legal_name: string;
  type_code: string;
  area_code: string;
  phone: string;
  address: string;
  postal_code: string;
}

/** Entries of offices that are there already, as a list of another source writes them; one is of a member. */
export async function addDemoTwins(
  tx: SqlTx,
  members: readonly DemoMember[],
  listedOn: string,
): Promise<void> {
  const transition = members.find(({ key }) => key === 'transition')?.id;
  const originals = await tx.query<Original>(
    `(SELECT * FROM portal.agency WHERE id = $1)
     UNION ALL (SELECT * FROM portal.agency WHERE type_code = 'b_type' AND NOT is_member ORDER BY id LIMIT 2)
     UNION ALL (SELECT * FROM portal.agency WHERE type_code = 'retention' AND NOT is_member ORDER BY id LIMIT 1)`,
    [transition],
  );
  await addAgencyEntries(
    tx,
    originals.map((original, at) => ({
      name: at % 2 === 0 ? `${original.legal_name} ${original.name}` : original.name,
      legalName: original.legal_name,
      type: original.type_code,
      area: original.area_code,
      phone: original.phone.replaceAll('-', ''),
      postalCode: original.postal_code,
      address: original.address,
      url: `https://twin${at + 1}.example.jp/`,
      services: [{ kind: original.type_code, capacity: 10 + at * 5, closedDays: '日・祝日' }],
      windows: [{ name: '見学受付', phone: original.phone }],
      listedOn,
      changedOn: listedOn,
    })),
  );
}

/** A round of confirmation that has been under way for some weeks, with every kind of answer, and reports of errors. */
export async function playUpkeep({ api, members, actor, operator }: UpkeepStage): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const [confirmations, links, reports, keys] = [
    of(Confirmations),
    of(ConfirmationLinks),
    of(EntryReports),
    of(Keys),
  ];
  const secretariat = await actor('nishimura');
  const idOf = (key: string) => members.find((member) => member.key === key)?.id ?? '';
  const tokenOf = async (key: string) => {
    const [request] = await operator.query<{ id: string }>(
      'SELECT id FROM portal.confirmation_request WHERE agency_id = $1',
      [idOf(key)],
    );
    return confirmationToken(keys, request!.id);
  };
  const reportOf = async (agencyId: string) => {
    const [report] = await operator.query<{ id: string }>(
      'SELECT id FROM portal.entry_report WHERE agency_id = $1',
      [agencyId],
    );
    return report!.id;
  };

  await confirmations.start(secretariat, undefined, anew());
  await links.confirm(await tokenOf('transition'), origin);
  await links.confirm(await tokenOf('hospital'), origin);
  await confirmations.confirm(await actor('ueno'), idOf('city_office'));
  await confirmations.confirmByPhone(secretariat, idOf('special_school'), '進路指導部 主任');
  await links.correct(
    await tokenOf('b_type'),
    '受付時間が変わりました。平日9時30分からになりました。',
    origin,
  );
  await links.correct(await tokenOf('a_type'), 'ホームページのアドレスを変えました。', origin);
  const mended = { outcome: 'fixed' as const, answer: 'ホームページのアドレスを直しました。' };
  await reports.answer(await actor('goto'), await reportOf(idOf('a_type')), mended);

  const [office] = await operator.query<{ id: string }>(
    `SELECT id FROM portal.agency WHERE type_code = 'transition' AND NOT is_member AND status = 'active' ORDER BY id LIMIT 1`,
  );
  const aoki = await actor('aoki');
  await reports.report(
    aoki,
    office!.id,
    { topic: 'phone', words: '何度かけてもつながりません。番号が変わったようです。' },
    anew(),
  );
  await reports.reportPublicly(idOf('municipal_asanagi'), {
    topic: 'address',
    words: '市役所の新しい庁舎に移っていました。',
  });
}

/** Lets some weeks pass since the round began, and looks for duplicates. */
export async function ageUpkeep(tx: SqlTx, members: readonly DemoMember[]): Promise<void> {
  const idOf = (key: string) => members.find((member) => member.key === key)?.id;
  await tx.query(`UPDATE portal.confirmation_round SET started_at = started_at - interval '12 days'`);
  await tx.query(
    `UPDATE portal.confirmation_request SET asked_at = asked_at - interval '12 days', answered_at = answered_at - interval '3 days'`,
  );
  await tx.query(`UPDATE portal.confirmation_request SET mail_state = 'sent' WHERE state <> 'waiting'`);
  // Two addresses that no mail server takes any more.
  await tx.query(
    `UPDATE portal.confirmation_request SET mail_state = 'refused' WHERE agency_id IN (
       SELECT id FROM portal.agency WHERE type_code = 'b_type' AND NOT is_member ORDER BY id LIMIT 2)`,
  );
  const old = ['nakapotsu', 'retention', 'b_type_asanagi'].map(idOf);
  await tx.query(
    `UPDATE portal.agency SET confirmed_on = sec.today_in_japan() - 400 WHERE id = ANY ($1::uuid[])`,
    [old],
  );
  const missing = await tx.query<{ id: string }>(
    `UPDATE portal.agency SET to_check_since = sec.today_in_japan() - 20,
       to_check_why = '新しい一覧（障害福祉サービス等情報）に見つかりませんでした'
     WHERE id IN (SELECT id FROM portal.agency WHERE NOT is_member AND type_code = 'a_type' AND status = 'active'
                  ORDER BY id LIMIT 4) RETURNING id`,
  );
  await rebuildSearchDocs(tx, [...old.map(String), ...missing.map(({ id }) => id)]);
  await findDuplicates(tx);
}

const origin = { requestId: 'demo', ip: '127.0.0.1' };

function anew(): OnceKey {
  return { key: randomUUID(), fingerprint: Buffer.alloc(0) };
}
