import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type AuthDatabase, TooMany } from '#libs/platform';

const quarterHour = 15 * 60;

/** So many attempts of one kind within 15 minutes or another `duration` in seconds, counted in the database: for all processes together. */
export function attemptLimit(
  db: AuthDatabase,
  keyPrefix: string,
  points: number,
  duration = quarterHour,
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: 'pool',
    schemaName: 'auth',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix,
    points,
    duration,
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
  if (!ip.includes(':')) return ip.split('.').slice(0, 3).join('.');
  const groups = groupsOf(ip);
  // An address of IPv4 that a socket of both kinds writes as ::ffff:a.b.c.d.
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff')
    return octetsOf(groups[6]!, groups[7]!).slice(0, 3).join('.');
  return groups.slice(0, 4).join(':');
}

/** All eight groups of an address of IPv6, each in its shortest spelling. */
function groupsOf(ip: string): string[] {
  const address = ip.replace(/%.*$/, '').replace(/[0-9]+(\.[0-9]+){3}$/, lastGroups);
  const [before, after] = address.split('::').map((part) => part.split(':').filter(Boolean).map(shortest));
  if (after === undefined) return before!;
  const missing = Math.max(0, 8 - before!.length - after.length);
  return [...before!, ...Array.from({ length: missing }, () => '0'), ...after];
}

function lastGroups(v4: string): string {
  const [a, b, c, d] = v4.split('.').map(Number);
  return [a! * 256 + b!, c! * 256 + d!].map((group) => group.toString(16)).join(':');
}

function octetsOf(...groups: string[]): number[] {
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 255]);
}

function shortest(group: string): string {
  return Number.parseInt(group, 16).toString(16);
}
