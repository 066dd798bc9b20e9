import { Injectable } from '@nestjs/common';
import { AuthDatabase, type FieldProblem, Invalid, Keys, newId, Outbox, type SqlTx } from '#libs/platform';
import type { Member, Role } from './actor.js';
import { AlreadyMember, InvitationNotOpen, SignInRefused } from './identity.errors.js';
import { invitationToken } from './invitation-token.js';
import { passwordProblem, Passwords } from './passwords.js';
import { hashOfToken } from './session-token.js';
import { Sessions, type Origin } from './sessions.service.js';

const validDays = 7;

/** What the invited person sees before they accept. */
export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly agencyId: string;
  readonly role: Role;
  /** The address has an account already: its password is asked for, and no second account is made. */
  readonly hasAccount: boolean;
}

/** Invitations into an agency, by mail, with a link that works once within seven days. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: AuthDatabase,
    private readonly keys: Keys,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
  ) {}

  /** A manager invites somebody into the own agency; the mail leaves after the commit. */
  async invite(actor: Member, input: { email: string; role: Role }): Promise<string> {
    const id = newId();
    const email = input.email.trim().toLowerCase();
    await this.db.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.session', $1, true)`, [actor.session]);
      const member = await tx.query(
        `SELECT FROM auth.login l JOIN portal.membership m ON m.account_id = l.account_id AND m.ended_at IS NULL
         WHERE l.email = $1 AND m.agency_id = $2`,
        [email, actor.agencyId],
      );
      if (member.length > 0) throw new AlreadyMember();
      await tx.query(
        `INSERT INTO auth.invitation (id, token_hash, email, agency_id, role, invited_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))`,
        [
          id,
          hashOfToken(invitationToken(this.keys, id)),
          email,
          actor.agencyId,
          input.role,
          actor.accountId,
          validDays,
        ],
      );
      await tx.query(
        `SELECT audit.append('invitation.send', 'done', 'invitation', $1, NULL, NULL, $2, $3, $4)`,
        [id, { role: input.role }, actor.requestId, actor.ip],
      );
      await this.outbox.add(tx, 'invitation.sent', { invitationId: id });
    });
    return id;
  }

  /**
   * The open invitation behind a link.
   * @throws {InvitationNotOpen}
   */
  async lookUp(token: string): Promise<OpenInvitation> {
    return this.openInvitation(this.db, token);
  }

  /**
   * Joins the agency and signs in; answers the session token. Who has an account already keeps the name of it.
   * @throws {InvitationNotOpen} @throws {Invalid} without a name or for a weak password @throws {SignInRefused} for a wrong one.
   */
  async accept(
    token: string,
    input: { name?: string | null; password: string },
    origin: Origin,
  ): Promise<string> {
    const seen = await this.lookUp(token);
    const problems = seen.hasAccount ? [] : problemsOfNewAccount(input, seen.email);
    if (problems.length > 0) throw new Invalid(problems);
    // Hashing takes a tenth of a second: outside the transaction.
    const known = await this.storedLogin(seen.email);
    if (known && !(await this.passwords.fits(known.password_hash, input.password))) throw new SignInRefused();
    const hash = known ? undefined : await this.passwords.hash(input.password);

    return this.db.transaction(async (tx) => {
      const invitation = await this.openInvitation(tx, token, 'FOR UPDATE OF i');
      const accountId =
        known?.account_id ?? (await createAccount(tx, input.name ?? '', invitation.email, hash ?? ''));
      await tx.query('UPDATE auth.invitation SET used_at = now() WHERE id = $1', [invitation.id]);
      await tx.query(
        `INSERT INTO portal.membership (id, account_id, agency_id, role) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, agency_id) WHERE ended_at IS NULL DO NOTHING`,
        [newId(), accountId, invitation.agencyId, invitation.role],
      );
      await tx.query(
        `SELECT audit.append_system('invitation.accept', 'done', $1, 'invitation', $2, '{}', $3, $4)`,
        [accountId, invitation.id, origin.requestId, origin.ip],
      );
      return this.sessions.begin(tx, accountId, origin);
    });
  }

  private async storedLogin(email: string) {
    const [login] = await this.db.query<{ account_id: string; password_hash: string }>(
      'SELECT account_id, password_hash FROM auth.login WHERE email = $1',
      [email],
    );
    return login;
  }

  private async openInvitation(tx: SqlTx, token: string, lock = ''): Promise<OpenInvitation> {
    const [row] = await tx.query<{
      id: string;
      email: string;
      agency_id: string;
      role: Role;
      has_account: boolean;
    }>(
      `SELECT i.id, i.email, i.agency_id, i.role, l.account_id IS NOT NULL AS has_account
       FROM auth.invitation i LEFT JOIN auth.login l ON l.email = i.email
       WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now() ${lock}`,
      [hashOfToken(token)],
    );
    if (!row) throw new InvitationNotOpen();
    return {
      id: row.id,
      email: row.email,
      agencyId: row.agency_id,
      role: row.role,
      hasAccount: row.has_account,
    };
  }
}

function problemsOfNewAccount(
  input: { name?: string | null; password: string },
  email: string,
): FieldProblem[] {
  const weak = passwordProblem(input.password, email);
  const nameless = { field: 'name', label: '氏名', detail: '氏名を入力してください。' };
  return [...(input.name ? [] : [nameless]), ...(weak ? [weak] : [])];
}

async function createAccount(tx: SqlTx, name: string, email: string, passwordHash: string): Promise<string> {
  const id = newId();
  await tx.query('INSERT INTO portal.account (id, name) VALUES ($1, $2)', [id, name.trim()]);
  await tx.query('INSERT INTO auth.login (account_id, email, password_hash) VALUES ($1, $2, $3)', [
    id,
    email,
    passwordHash,
  ]);
  return id;
}
