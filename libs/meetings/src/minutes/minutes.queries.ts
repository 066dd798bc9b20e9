import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import { isMinutesSeen } from './minutes.rows.js';
import { seenMeeting } from '../meeting/meeting.sight.js';
import { mayKeep } from '../council/council.policy.js';
import { type ActionLine, hashOf, itemsOf, type MinutesItem } from './minutes.body.js';
import type { ApprovalWay, MinutesState, Verdict } from './minutes.status.js';
import type { Approval } from '../council/council.codes.js';

/** A version in the list of versions. */
export interface MinutesLine {
  readonly id: string;
  readonly no: number;
  readonly kind: 'minutes' | 'amendment';
  readonly state: MinutesState;
  readonly reason: string;
  readonly sha256: string | null;
  readonly circulatedAt: Date | null;
  readonly approvedAt: Date | null;
}

/** The minutes of a meeting: all versions, the newest first. */
export interface MinutesOfMeeting {
  readonly isKeeper: boolean;
  readonly mayBegin: boolean;
  readonly versions: readonly MinutesLine[];
}

/** To whom a version was sent. */
export interface MinutesRecipient {
  readonly agencyId: string;
  readonly agency: string;
  readonly names: string;
}

/** What somebody said. */
export interface MinutesReview {
  readonly id: string;
  readonly agency: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly comment: string;
  readonly at: Date;
  readonly resolution: string;
  readonly isOwn: boolean;
}

/** A version whole, as its reader may see it. */
export interface MinutesRecord extends MinutesLine {
  readonly meetingId: string;
  readonly councilId: string;
  readonly councilName: string;
  readonly title: string;
  readonly heldAt: string;
  readonly place: string;
  readonly attendees: string;
  readonly actions: readonly ActionLine[];
  readonly deadlineOn: string | null;
  readonly approvedHow: ApprovalWay | null;
  readonly approvedBy: string;
  readonly approvedMeeting: string | null;
  readonly decidedMeeting: string | null;
  readonly overrideReason: string;
  readonly publishedAt: Date | null;
  readonly rule: Approval;
  readonly items: readonly MinutesItem[];
  /** How many items are for the secretariat alone. */
  readonly hiddenItems: boolean;
  readonly recipients: readonly MinutesRecipient[];
  readonly reviews: readonly MinutesReview[];
  readonly isKeeper: boolean;
  readonly isChair: boolean;
  readonly isAsked: boolean;
  /** What keeps it from being approved: it is not settled who was there. */
  readonly awaitsAttendance: boolean;
  /** Whether the text is that of which the hash was taken; null for whoever does not see all of it. */
  readonly isIntact: boolean | null;
  readonly version: number;
}

const lineColumns = `v.id, v.no, v.kind, v.state, v.reason, v.sha256, v.circulated_at AS "circulatedAt", v.approved_at AS "approvedAt"`;

/** Reads minutes: drafts are the secretariat's, what is circulated is the council's. */
@Injectable()
export class MinutesQueries {
  constructor(private readonly db: Database) {}

  /** All versions of a meeting. @throws {NotFound} */
  async ofMeeting(actor: Member, meetingId: string): Promise<MinutesOfMeeting> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { isKeeper, state } = await seenMeeting(sql, actor, meetingId);
      const versions = await sql.query<MinutesLine & Record<string, unknown>>(
        `SELECT ${lineColumns} FROM portal.minutes_version v WHERE v.meeting_id = $1 AND ($2 OR v.state <> 'draft')
         ORDER BY v.no DESC`,
        [meetingId, isKeeper],
      );
      const hasBegun = ['in_session', 'held', 'closed'].includes(state);
      return { isKeeper, mayBegin: isKeeper && hasBegun && versions.length === 0, versions };
    });
  }

  /** One version whole. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<MinutesRecord> {
    return this.db.transaction(actor, (tx) => readMinutesWhole(plainSql(tx), actor, id));
  }
}

/** A version whole, as the actor may see it. @throws {NotFound} */
export async function readMinutesWhole(sql: SqlTx, actor: Member, id: string): Promise<MinutesRecord> {
  const [found] = await sql.query<Found>(
    `SELECT ${lineColumns}, v.meeting_id AS "meetingId", v.council_id AS "councilId", v.council_name AS "councilName", v.title,
       v.held_at AS "heldAt", v.place, v.attendees, v.actions, v.deadline_on::text AS "deadlineOn", v.approved_how AS "approvedHow",
       v.approved_by AS "approvedBy", am.title AS "approvedMeeting", dm.title AS "decidedMeeting",
       v.override_reason AS "overrideReason", v.published_at AS "publishedAt", c.approval AS rule, v.version,
       c.secretariat_agency_id AS keeper, v.council_id IN (SELECT sec.chaired_councils()) AS "isChair",
       v.state = 'circulated' AND sec.attendance_is_open(v.meeting_id) AS "awaitsAttendance"
     FROM portal.minutes_version v JOIN portal.council c ON c.id = v.council_id
     LEFT JOIN portal.meeting am ON am.id = v.approved_meeting_id LEFT JOIN portal.meeting dm ON dm.id = v.decided_meeting_id
     WHERE v.id = $1 AND ${isMinutesSeen}`,
    [id],
  );
  if (!found) throw new NotFound();
  const { keeper, ...minutes } = found;
  const items = await itemsOf(sql, id);
  const recipients = await sql.query<MinutesRecipient & Record<string, unknown>>(
    `SELECT agency_id AS "agencyId", agency, names FROM portal.minutes_recipient WHERE version_id = $1 ORDER BY agency, agency_id`,
    [id],
  );
  const reviews = await sql.query<MinutesReview & Record<string, unknown>>(
    `SELECT id, agency, name, verdict, comment, at, resolution, account_id = $2 AS "isOwn"
     FROM portal.minutes_review WHERE version_id = $1 ORDER BY at, id`,
    [id, actor.accountId],
  );
  const isKeeper = mayKeep(actor, keeper);
  const seesAll = isKeeper || minutes.isChair;
  const shown = new Set(items.map(({ agendaItemId }) => agendaItemId));
  return {
    ...minutes,
    // What was given under an item that the reader does not see is not shown either.
    actions: minutes.actions.filter(
      ({ agendaItemId }) => seesAll || agendaItemId === null || shown.has(agendaItemId),
    ),
    items,
    hiddenItems: seesAll && items.some(({ visibility }) => visibility === 'secretariat'),
    recipients,
    reviews,
    isKeeper,
    isAsked: recipients.some(({ agencyId }) => agencyId === actor.agencyId),
    isIntact:
      seesAll && minutes.sha256 !== null ? hashOf(minutes, items, minutes.actions) === minutes.sha256 : null,
  };
}

type Found = Omit<
  MinutesRecord,
  'items' | 'hiddenItems' | 'recipients' | 'reviews' | 'isKeeper' | 'isAsked' | 'isIntact'
> & {
  keeper: string;
} & Record<string, unknown>;
