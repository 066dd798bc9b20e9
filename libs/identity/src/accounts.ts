import { randomInt } from 'node:crypto';
import { type AuthDatabase, newId, type SqlTx } from '#libs/platform';
import type { Role } from './actor.js';
import { AccountUnknown, AgencyUnknown, AlreadyMember } from './identity.errors.js';
import type { Passwords } from './passwords.js';

/** An account as the operator of the portal sees it. */
export interface AccountRow {
  readonly email: string;
  readonly name: string;
  readonly status: 'active' | 'disabled';
  readonly memberships: readonly { agency: string; agencyId: string; role: Role }[];
}

/** Letters and digits that nobody confuses when they read a password out. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Accounts seen from the command line: for the first manager of an agency, and when somebody is locked out. */
export class Accounts {
  constructor(
    private readonly db: AuthDatabase,
    private readonly passwords: Passwords,
  ) {}

  /** Every account with its live memberships. */
  async list(): Promise<AccountRow[]> {
    return this.db.query<AccountRow & Record<string, unknown>>(
      `SELECT l.email, a.name, a.status,
              coalesce(jsonb_agg(jsonb_build_object('agency', g.name, 'agencyId', g.id, 'role', m.role) ORDER BY g.name)
                       FILTER (WHERE m.id IS NOT NULL), '[]') AS memberships
       FROM portal.account a
       JOIN auth.login l ON l.account_id = a.id
       LEFT JOIN portal.membership m ON m.account_id = a.id AND m.ended_at IS NULL
       LEFT JOIN portal.agency g ON g.id = m.agency_id
       GROUP BY a.id, l.email ORDER BY l.email`,
    );
  }

  /**
   * Lets somebody into an agency, named by id or by its exact name; answers the first password of a new account.
   * @throws {AgencyUnknown} @throws {AlreadyMember}
   */
  async admit(input: {
    email: string;
    name: string;
    agency: string;
    role: Role;
  }): Promise<string | undefined> {
    const email = input.email.trim().toLowerCase();
    const password = newPassword();
    const hash = await this.passwords.hash(password);
    return this.db.transaction(async (tx) => {
      const agencyId = await agencyIdOf(tx, input.agency);
      const known = await accountIdOf(tx, email);
      const accountId = known ?? newId();
      if (known === undefined) {
        await tx.query('INSERT INTO portal.account (id, name) VALUES ($1, $2)', [
          accountId,
          input.name.trim(),
        ]);
        await tx.query('INSERT INTO auth.login (account_id, email, password_hash) VALUES ($1, $2, $3)', [
          accountId,
          email,
          hash,
        ]);
      }
      const joined = await tx.query(
        `INSERT INTO portal.membership (id, account_id, agency_id, role) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, agency_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
        [newId(), accountId, agencyId, input.role],
      );
      if (joined.length === 0) throw new AlreadyMember();
      await record(tx, 'account.admit', accountId, { role: input.role, agencyId });
      return known === undefined ? password : undefined;
    });
  }

  /**
   * A new password for somebody who is locked out; every session of the account ends.
   * @throws {AccountUnknown}
   */
  async renewPassword(email: string): Promise<string> {
    const password = newPassword();
    const hash = await this.passwords.hash(password);
    await this.change(email, 'account.password', async (tx, accountId) => {
      await tx.query('UPDATE auth.login SET password_hash = $2, changed_at = now() WHERE account_id = $1', [
        accountId,
        hash,
      ]);
      await endSessions(tx, accountId);
    });
    return password;
  }

  /**
   * Locks an account; whoever is signed in with it is out at once.
   * @throws {AccountUnknown}
   */
  async disable(email: string): Promise<void> {
    await this.change(email, 'account.disable', async (tx, accountId) => {
      await tx.query(`UPDATE portal.account SET status = 'disabled' WHERE id = $1`, [accountId]);
      await endSessions(tx, accountId);
    });
  }

  /**
   * Opens a locked account again.
   * @throws {AccountUnknown}
   */
  async enable(email: string): Promise<void> {
    await this.change(email, 'account.enable', async (tx, accountId) => {
      await tx.query(`UPDATE portal.account SET status = 'active' WHERE id = $1`, [accountId]);
    });
  }

  private async change(
    email: string,
    action: string,
    work: (tx: SqlTx, accountId: string) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const accountId = await accountIdOf(tx, email.trim().toLowerCase());
      if (accountId === undefined) throw new AccountUnknown();
      await work(tx, accountId);
      await record(tx, action, accountId, {});
    });
  }
}

async function agencyIdOf(tx: SqlTx, named: string): Promise<string> {
  const found = await tx.query<{ id: string }>(
    'SELECT id FROM portal.agency WHERE id::text = $1 OR name = $1 LIMIT 2',
    [named],
  );
  if (found.length !== 1 || !found[0]) throw new AgencyUnknown(found.length > 1);
  return found[0].id;
}

async function accountIdOf(tx: SqlTx, email: string): Promise<string | undefined> {
  const [login] = await tx.query<{ account_id: string }>(
    'SELECT account_id FROM auth.login WHERE email = $1',
    [email],
  );
  return login?.account_id;
}

async function endSessions(tx: SqlTx, accountId: string): Promise<void> {
  await tx.query('UPDATE auth.session SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL', [
    accountId,
  ]);
}

async function record(
  tx: SqlTx,
  action: string,
  accountId: string,
  details: Record<string, string>,
): Promise<void> {
  await tx.query(`SELECT audit.append_system($1, 'done', NULL, 'account', $2, $3, 'command', NULL)`, [
    action,
    accountId,
    details,
  ]);
}

/** Twenty-four letters in groups of six: 120 bits, easy to read out. */
function newPassword(): string {
  const letters = Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return letters.match(/.{6}/g)?.join('-') ?? letters;
}
