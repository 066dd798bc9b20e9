import { hash } from '@node-rs/argon2';
import { hashOfToken, newSessionToken, type Role } from '#libs/identity';
import { newId } from '#libs/platform';
import type { Client } from '../support/client.js';
import type { TestApi } from '../support/api.js';

/** Somebody with an account, acting for an agency, signed in. */
export interface Worker extends Client {
  readonly accountId: string;
  readonly agencyId: string;
  readonly email: string;
}

/** The password of every account that a test makes. */
export const testPassword = 'a long enough test password';
// Cheap on purpose: what is tested is the sign-in, not the cost of the hash.
const cheapHash = hash(testPassword, { memoryCost: 1024, timeCost: 1 });

/** Where a test builds its world. */
type Ground = Pick<TestApi, 'db'>;

/** An agency of the network. */
export async function buildAgency(
  api: Ground,
  { name = '機関', type = 'employment_life_center', isMember = true } = {},
): Promise<string> {
  const id = newId();
  await api.db.admin(`INSERT INTO portal.agency (id, name, type_code, is_member) VALUES ($1, $2, $3, $4)`, [
    id,
    `${name} ${id.slice(-6)}`,
    type,
    isMember,
  ]);
  return id;
}

/** An account with a live membership. */
export async function buildAccount(
  api: Ground,
  { agencyId, role = 'manager', name = '職員 花子' }: { agencyId: string; role?: Role; name?: string },
): Promise<{ accountId: string; email: string }> {
  const accountId = newId();
  const email = `${accountId}@example.jp`;
  await api.db.admin('INSERT INTO portal.account (id, name) VALUES ($1, $2)', [accountId, name]);
  await api.db.admin('INSERT INTO auth.login (account_id, email, password_hash) VALUES ($1, $2, $3)', [
    accountId,
    email,
    await cheapHash,
  ]);
  await joinAgency(api, accountId, agencyId, role);
  return { accountId, email };
}

/** A live membership. */
export async function joinAgency(
  api: Ground,
  accountId: string,
  agencyId: string,
  role: Role,
): Promise<void> {
  await api.db.admin(
    'INSERT INTO portal.membership (id, account_id, agency_id, role) VALUES ($1, $2, $3, $4)',
    [newId(), accountId, agencyId, role],
  );
}

/** A signed-in worker of a new agency, or of the given one. */
export async function buildWorker(
  api: TestApi,
  options: { agencyId?: string; agencyName?: string; role?: Role; name?: string } = {},
): Promise<Worker> {
  const agencyId = options.agencyId ?? (await buildAgency(api, { name: options.agencyName }));
  const { accountId, email } = await buildAccount(api, { agencyId, role: options.role, name: options.name });
  const token = newSessionToken();
  await api.db.admin(
    `INSERT INTO auth.session (id, token_hash, account_id, agency_id, idle_until, expires_at)
     VALUES ($1, $2, $3, $4, now() + interval '30 minutes', now() + interval '12 hours')`,
    [newId(), hashOfToken(token), accountId, agencyId],
  );
  return Object.assign(api.client(token), { accountId, agencyId, email });
}
