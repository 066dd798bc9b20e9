import { Injectable } from '@nestjs/common';
import { workingDaysBetween } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { Clock, Database } from '#libs/platform';
import type { ReferralType } from '../referral.codes.js';
import type { LineStatus } from '../referral.status.js';
import type { ReminderStep } from './deadline-watch.js';

/** A referral that nobody answers (滞留): number, agencies and days, nothing about the person. */
export interface StalledLine {
  readonly lineId: string;
  readonly number: string;
  readonly type: ReferralType;
  readonly status: LineStatus;
  readonly agencyId: string;
  readonly agency: string;
  readonly sourceAgencyId: string;
  readonly sourceAgency: string;
  readonly dueOn: string;
  readonly sentAt: Date;
  /** What was said about the deadline already. */
  readonly said: readonly ReminderStep[];
  /** Working days since the deadline. */
  readonly lateBy: number;
}

/** Reads what is late: the own lines for an agency, all of them for the secretariat. */
@Injectable()
export class StallsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async all(actor: Actor): Promise<StalledLine[]> {
    const today = this.clock.today();
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<Omit<StalledLine, 'lateBy'>[]>(
        `SELECT line_id AS "lineId", number, type, status, agency_id AS "agencyId", agency,
           source_agency_id AS "sourceAgencyId", source_agency AS "sourceAgency", due_on::text AS "dueOn",
           sent_at AS "sentAt", said
         FROM sec.stalled_lines()`,
      );
      return rows.map((row) => ({ ...row, lateBy: workingDaysBetween(row.dueOn, today) }));
    });
  }
}
