import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { AuthDatabase, Keys } from '#libs/platform';
import { attemptLimit, networkOf, reserveAttempt } from './attempt-limit.js';

/** The forms that stand open to everybody. */
export type PublicForm = 'apply' | 'apply_confirm' | 'confirmation' | 'report' | 'sealed';

const day = 24 * 60 * 60;

/** Forms that anybody may send without signing in: so many of each from one network within 15 minutes, and no more. */
@Injectable()
export class PublicForms {
  private readonly perNetwork: RateLimiterPostgres;
  private readonly perAddress: RateLimiterPostgres;

  constructor(
    db: AuthDatabase,
    private readonly keys: Keys,
  ) {
    this.perNetwork = attemptLimit(db, 'form', 10);
    this.perAddress = attemptLimit(db, 'form_mail', 5, day);
  }

  /**
   * Counts a form before it is taken. Each form has a count of its own, so that guessing at one keeps nobody from another.
   * @throws {TooMany} after ten from one network.
   */
  async admit(form: PublicForm, ip: string): Promise<void> {
    await reserveAttempt(this.perNetwork, `${form}:${networkOf(ip)}`);
  }

  /**
   * Counts a mail that a form is about to send to an address which somebody typed; what is kept is no address.
   * @throws {TooMany} after five in a day, from wherever.
   */
  async admitMail(email: string): Promise<void> {
    const hash = createHmac('sha256', this.keys.derive('form mail')).update(email.trim().toLowerCase());
    await reserveAttempt(this.perAddress, hash.digest('base64url'));
  }
}
