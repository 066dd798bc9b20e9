import { Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { AuthDatabase } from '#libs/platform';
import { attemptLimit, networkOf, reserveAttempt } from './attempt-limit.js';

/** Forms that anybody may send without signing in: so many from one network within 15 minutes, and no more. */
@Injectable()
export class PublicForms {
  private readonly perNetwork: RateLimiterPostgres;

  constructor(db: AuthDatabase) {
    this.perNetwork = attemptLimit(db, 'form', 10);
  }

  /**
   * Counts a form before it is taken.
   * @throws {TooMany} after ten from one network.
   */
  async admit(ip: string): Promise<void> {
    await reserveAttempt(this.perNetwork, networkOf(ip));
  }
}
