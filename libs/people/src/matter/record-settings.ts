import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Stale, type Tx } from '#libs/platform';

/** How an agency keeps its records (記録の設定). */
export interface RecordSetting {
  /** Years after the end of support; the law asks for at least five. */
  readonly personYears: number;
  /** Years after the last disclosure; the law asks for at least three. */
  readonly disclosureYears: number;
  /** Working days within which a request of the person is answered. */
  readonly answerDays: number;
  /** People whom one may open in an hour without saying why. */
  readonly hourlyReadings: number;
  /** Lists about people that one may take along in a day without saying why. */
  readonly dailyExports: number;
  readonly version: number;
}

/** What holds where nobody has set anything. */
const standard: RecordSetting = {
  personYears: 5,
  disclosureYears: 5,
  answerDays: 10,
  hourlyReadings: 100,
  dailyExports: 20,
  version: 0,
};

/** What the agency may choose: the law's minimum and a sensible maximum. */
export const settingLimits = {
  personYears: { min: 5, max: 30 },
  disclosureYears: { min: 3, max: 30 },
  answerDays: { min: 1, max: 30 },
  hourlyReadings: { min: 5, max: 1000 },
  dailyExports: { min: 1, max: 200 },
} as const;

/** Keeps how an agency keeps its records. */
@Injectable()
export class RecordSettings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** The setting of the own agency. */
  async own(actor: Member): Promise<RecordSetting> {
    return this.db.transaction(actor, (tx) => settingOf(tx, actor.agencyId));
  }

  /** Sets it. @throws {Stale} */
  async set(actor: Member, input: Omit<RecordSetting, 'version'>, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      // Asked of the row itself: of two who saw the same version only one writes.
      const kept = await tx.query<unknown[]>(
        `WITH kept AS (
           INSERT INTO portal.record_setting AS s
             (agency_id, person_years, disclosure_years, answer_days, hourly_readings, daily_exports, changed_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (agency_id) DO UPDATE SET person_years = $2, disclosure_years = $3, answer_days = $4, hourly_readings = $5,
             daily_exports = $6, changed_by = $7, changed_at = now(), version = s.version + 1 WHERE s.version = $8
           RETURNING version)
         SELECT version FROM kept WHERE version = $8 + 1`,
        [
          actor.agencyId,
          input.personYears,
          input.disclosureYears,
          input.answerDays,
          input.hourlyReadings,
          input.dailyExports,
          actor.accountId,
          seenVersion,
        ],
      );
      if (kept.length === 0) throw new Stale((await settingOf(tx, actor.agencyId)).version);
      await this.audit.record(tx, actor, { action: 'record_setting.set', details: { ...input } });
    });
  }
}

/** The setting of an agency, as far as the actor may see it. */
export async function settingOf(tx: Tx, agencyId: string): Promise<RecordSetting> {
  const [row] = await tx.query<RecordSetting[]>(
    `SELECT person_years AS "personYears", disclosure_years AS "disclosureYears", answer_days AS "answerDays",
       hourly_readings AS "hourlyReadings", daily_exports AS "dailyExports", version FROM portal.record_setting WHERE agency_id = $1`,
    [agencyId],
  );
  return row ?? standard;
}
