import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AuthDatabase, TooMany } from '#libs/platform';
import { SignInRefused } from './identity.errors.js';
import { Passwords } from './passwords.js';
import { Sessions, type Origin } from './sessions.service.js';

const quarterHour = 15 * 60;

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
    this.perAccount = limiter(db, 'account', 5);
    this.perNetwork = limiter(db, 'network', 60);
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
    await reserve(this.perNetwork, network);
    await reserve(this.perAccount, account);

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

function limiter(db: AuthDatabase, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: 'pool',
    schemaName: 'auth',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix,
    points,
    duration: quarterHour,
    clearExpiredByTimeout: false,
  });
}

async function reserve(limit: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limit.consume(key.slice(0, 200));
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new TooMany(Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** The network of an address: /24 of IPv4, /64 of IPv6, so that one office shares a limit and one attacker has no more. */
function networkOf(ip: string): string {
  return ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip.split('.').slice(0, 3).join('.');
}
