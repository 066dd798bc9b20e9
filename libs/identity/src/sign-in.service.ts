import { Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { AuthDatabase } from '#libs/platform';
import { attemptLimit, networkOf, reserveAttempt } from './attempt-limit.js';
import { SignInRefused } from './identity.errors.js';
import { Passwords } from './passwords.js';
import { Sessions, type Origin } from './sessions.service.js';

/** Sign-in with e-mail and password. An attempt is counted before it is tried, so parallel guesses gain nothing. */
@Injectable()
export class SignIn {
  private readonly perAccount: RateLimiterPostgres;
  private readonly perNetwork: RateLimiterPostgres;

  constructor(
    private readonly db: AuthDatabase,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {
    this.perAccount = attemptLimit(db, 'account', 5);
    this.perNetwork = attemptLimit(db, 'network', 60);
  }

  /**
   * Begins a session and answers its token.
   * @throws {SignInRefused} for an unknown address, a wrong password and a disabled account alike.
   * @throws {TooMany} after five wrong passwords for one account from one network within 15 minutes.
   */
  async begin(email: string, password: string, origin: Origin): Promise<string> {
    const address = email.trim().toLowerCase();
    const network = networkOf(origin.ip);
    const account = `${address}|${network}`;
    await reserveAttempt(this.perNetwork, network);
    await reserveAttempt(this.perAccount, account);

    const [login] = await this.db.query<{ account_id: string; password_hash: string; active: boolean }>(
      `SELECT l.account_id, l.password_hash, a.status = 'active' AS active
       FROM auth.login l JOIN portal.account a ON a.id = l.account_id WHERE l.email = $1`,
      [address],
    );
    const fits = await this.passwords.fits(login?.password_hash, password);
    if (!login || !fits || !login.active) {
      await this.record('denied', login?.account_id ?? null, origin);
      throw new SignInRefused();
    }
    await this.perAccount.delete(account);
    return this.db.transaction(async (tx) => {
      const token = await this.sessions.begin(tx, login.account_id, origin);
      await tx.query(...recordOf('done', login.account_id, origin));
      return token;
    });
  }

  private async record(outcome: 'done' | 'denied', accountId: string | null, origin: Origin): Promise<void> {
    await this.db.query(...recordOf(outcome, accountId, origin));
  }
}

function recordOf(outcome: 'done' | 'denied', accountId: string | null, origin: Origin): [string, unknown[]] {
  return [
    `SELECT audit.append_system('session.begin', $1, $2, 'account', $2, '{}', $3, $4)`,
    [outcome, accountId, origin.requestId, origin.ip],
  ];
}
