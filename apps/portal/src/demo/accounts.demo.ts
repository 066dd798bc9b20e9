import { demoDomain, demoPassword, Passwords, type Role } from '#libs/identity';
import { newId, type SqlTx } from '#libs/platform';
import type { DemoMember } from './members.demo.js';

type AccountLine = [login: string, name: string, ...places: [agency: string, role: Role][]];

// Invented people. The first is at home in the agency that the README walks through.
const accounts: AccountLine[] = [
  ['takahashi', '髙橋 恵', ['nakapotsu', 'manager']],
  ['aoki', '青木 直人', ['nakapotsu', 'staff']],
  ['mori', '森 さやか', ['transition', 'acceptor']],
  ['kimura', '木村 亮', ['transition', 'staff']],
  ['shimizu', '清水 洋子', ['hello_work', 'acceptor']],
  ['okada', '岡田 誠', ['vocational_center', 'acceptor']],
  ['hayashi', '林 美穂', ['municipal_aoba', 'manager'], ['key_consultation', 'staff']],
  ['ishii', '石井 健', ['b_type', 'manager']],
  ['nakano', '中野 由紀', ['special_school', 'acceptor']],
  ['fujita', '藤田 真理', ['hospital', 'acceptor']],
  ['ueno', '上野 拓也', ['city_office', 'acceptor']],
  ['matsui', '松井 千尋', ['retention', 'manager']],
  ['goto', '後藤 大輔', ['a_type', 'manager']],
  ['ono', '小野 かおり', ['nakapotsu_east', 'manager']],
  ['nishimura', '西村 陽子', ['nakapotsu', 'secretariat']],
];

/** Makes the accounts of the demo people; answers their ids by login. */
export async function addDemoAccounts(
  tx: SqlTx,
  members: readonly DemoMember[],
): Promise<Map<string, string>> {
  const agencyIds = new Map(members.map(({ key, id }) => [key, id]));
  const passwordHash = await new Passwords().hash(demoPassword);
  const ids = new Map<string, string>();
  for (const [login, name, ...places] of accounts) {
    const id = newId();
    ids.set(login, id);
    await tx.query('INSERT INTO portal.account (id, name) VALUES ($1, $2)', [id, name]);
    await tx.query('INSERT INTO auth.login (account_id, email, password_hash) VALUES ($1, $2, $3)', [
      id,
      `${login}@${demoDomain}`,
      passwordHash,
    ]);
    for (const [agency, role] of places) {
      await tx.query(
        `INSERT INTO portal.membership (id, account_id, agency_id, role) VALUES ($1, $2, $3, $4)`,
        [newId(), id, agencyIds.get(agency), role],
      );
    }
  }
  return ids;
}
