import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type AuthDatabase, TooMany } from '#libs/platform';

const quarterHour = 15 * 60;

/** So many attempts of one kind within 15 minutes, counted in the database: for all processes together. */
export function attemptLimit(db: AuthDatabase, keyPrefix: string, points: number): RateLimiterPostgres {
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

/**
 * Counts an attempt before it is made, so that parallel ones gain nothing.
 * @throws {TooMany}
 */
export async function reserveAttempt(limit: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limit.consume(key.slice(0, 200));
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new TooMany(Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** The network of an address: /24 of IPv4, /64 of IPv6, so that one office shares a limit and one attacker has no more. */
export function networkOf(ip: string): string {
  return ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip.split('.').slice(0, 3).join('.');
}
