import { Injectable } from '@nestjs/common';
import { attemptLimit, reserveAttempt } from '#libs/identity';
import { AuthDatabase } from '#libs/platform';

// How many an agency orders within 15 minutes.
const [mostTrials, mostRedeliveries] = [10, 60];

/**
 * How often an agency has something sent by hand: the portal is nobody's means to knock at an address again and again. Counted
 * for the agency, so that an address that is removed and registered anew begins no new count.
 */
@Injectable()
export class WebhookPace {
  private readonly trials;
  private readonly redeliveries;

  constructor(db: AuthDatabase) {
    this.trials = attemptLimit(db, 'webhook_trial', mostTrials);
    this.redeliveries = attemptLimit(db, 'webhook_again', mostRedeliveries);
  }

  /** Counts a trial before it is ordered. @throws {TooMany} */
  async admitTrial(agencyId: string): Promise<void> {
    await reserveAttempt(this.trials, agencyId);
  }

  /** Counts a message that is sent once more. @throws {TooMany} */
  async admitRedelivery(agencyId: string): Promise<void> {
    await reserveAttempt(this.redeliveries, agencyId);
  }
}
