import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, DataKeys } from '#libs/platform';
import type { Attribution } from './referral.codes.js';
import { notePlace } from './referral-places.js';
import { ReferralSight } from './referral-sight.js';
import type { EventVerb, LineStatus } from './referral.status.js';

/** What happened, in order. */
export interface EventRecord {
  readonly id: string;
  readonly at: Date;
  readonly verb: EventVerb;
  readonly fromStatus: LineStatus | null;
  readonly toStatus: LineStatus | null;
  /** Null where a rule moved the line: time, another agency's acceptance, a closed agency. */
  readonly byAgency: string | null;
  readonly byName: string | null;
  readonly reason: string | null;
  readonly attribution: Attribution | null;
  readonly note: string | null;
}

interface EventRow extends Omit<EventRecord, 'note'> {
  readonly lineId: string;
  readonly byAgencyId: string | null;
  readonly note: Buffer | null;
}

/** Reads what happened to a referral. */
@Injectable()
export class Timeline {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
    private readonly dataKeys: DataKeys,
  ) {}

  /**
   * The timeline. What the source wrote about the person closes with the consent and with the line; what happened, and what
   * the recipient wrote itself, stays.
   * @throws {NotFound}
   */
  async events(actor: Member, id: string): Promise<EventRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      const open = await this.sight.openLines(tx, actor, referral, lines);
      const keys = await this.dataKeys.of(
        tx,
        lines.map((line) => line.id),
      );
      const rows = await tx.query<EventRow[]>(
        `SELECT e.id, e.at, e.verb, e.from_status AS "fromStatus", e.to_status AS "toStatus", g.name AS "byAgency",
           a.name AS "byName", e.reason, e.attribution, e.note, e.line_id AS "lineId", e.by_agency_id AS "byAgencyId"
         FROM portal.referral_event e 
         LEFT JOIN portal.agency g ON g.id = e.by_agency_id LEFT JOIN portal.account a ON a.id = e.by_account
         WHERE e.referral_id = $1 ORDER BY e.at, e.id`,
        [id],
      );
      await this.sight.recordReading(tx, actor, referral, 'referral.timeline');
      return rows.map(({ lineId, byAgencyId, note, ...event }) => ({
        ...event,
        note:
          open.has(lineId) || byAgencyId === actor.agencyId
            ? (keys.get(lineId)?.openOptional(notePlace(event.id), note) ?? null)
            : null,
      }));
    });
  }
}
