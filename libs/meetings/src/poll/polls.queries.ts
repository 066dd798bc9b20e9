import { Injectable } from '@nestjs/common';
import { holidayName, holidaysKnown } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import { requireInside } from '../council/councils.queries.js';
import type { Clash } from '../meeting/meetings.queries.js';
import type { PollMode } from './kept-poll.js';
import type { PollAnswer, PollState } from './poll.status.js';
import { type Tally, tallyOf } from './poll.tally.js';

/** A poll in a list. */
export interface PollRow {
  readonly id: string;
  readonly councilId: string;
  readonly council: string;
  readonly title: string;
  readonly deadlineOn: string;
  readonly state: PollState;
  readonly options: number;
  readonly invitees: number;
  readonly answered: number;
  readonly isKeeper: boolean;
  /** Whether somebody of the reader's agency has still to answer. */
  readonly isMyTurn: boolean;
}

/** A day on offer. */
export interface PollOptionRecord extends Tally {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly meetingId: string | null;
  /** The public holiday on which it is. */
  readonly holiday: string | null;
  readonly holidayKnown: boolean;
  /** Others of this secretariat or of the reader's councils at the same time. */
  readonly clashes: readonly Clash[];
}

/** Somebody who is asked. */
export interface PollInviteeRecord {
  readonly id: string;
  readonly seatId: string | null;
  readonly agencyId: string | null;
  readonly agency: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly isRequired: boolean;
  readonly isOwn: boolean;
  readonly sentAt: Date | null;
  readonly trouble: string | null;
  readonly remindedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly comment: string;
  /** By option; nothing where nothing was said, or where the reader may not see it yet. */
  readonly answers: Readonly<Record<string, PollAnswer>>;
}

/** A poll whole. */
export interface PollRecord extends Omit<PollRow, 'options' | 'invitees'> {
  readonly shortName: string;
  readonly secretariat: string;
  readonly slot: { readonly id: string; readonly position: number; readonly fiscalYear: number } | null;
  readonly note: string;
  readonly mode: PollMode;
  readonly venue: string;
  readonly hidesVotes: boolean;
  /** Whether the reader sees by now what others said. */
  readonly showsVotes: boolean;
  readonly version: number;
  readonly options: readonly PollOptionRecord[];
  readonly invitees: readonly PollInviteeRecord[];
}

const silent = (
  invitee: string,
) => `EXISTS (SELECT FROM portal.poll_option o WHERE o.poll_id = p.id AND o.withdrawn_at IS NULL
  AND NOT EXISTS (SELECT FROM portal.poll_vote v WHERE v.option_id = o.id AND v.invitee_id = ${invitee}.id))`;
const standing = `CASE WHEN p.state = 'open' AND p.deadline_on < sec.today_in_japan() THEN 'closed' ELSE p.state END`;
const columns = `p.id, p.council_id AS "councilId", c.name AS council, p.title, p.deadline_on::text AS "deadlineOn",
  ${standing} AS state, c.secretariat_agency_id = $1 AS "isKeeper",
  (SELECT count(*)::int FROM portal.poll_invitee i WHERE i.poll_id = p.id AND i.withdrawn_at IS NULL AND i.answered_at IS NOT NULL)
    AS answered,
  ${standing} = 'open' AND EXISTS (SELECT FROM portal.poll_invitee i WHERE i.poll_id = p.id AND i.withdrawn_at IS NULL
    AND i.agency_id = $1 AND ${silent('i')}) AS "isMyTurn"`;
const from = 'portal.date_poll p JOIN portal.council c ON c.id = p.council_id';
const mine = `(c.secretariat_agency_id = $1 OR p.id IN (SELECT sec.invited_polls()))`;

/** Reads the polls of councils that the reader keeps, and those in which the own agency is asked. */
@Injectable()
export class PollsQueries {
  constructor(private readonly db: Database) {}

  /** The polls of a council, the newest first. @throws {NotFound} for whoever neither keeps it nor sits there. */
  async ofCouncil(actor: Member, councilId: string): Promise<PollRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      return this.rows(sql, actor, 'p.council_id = $2', [councilId]);
    });
  }

  /** The polls that are open to the reader: to answer, or to decide about. */
  async open(actor: Member): Promise<PollRow[]> {
    return this.db.transaction(actor, (tx) =>
      this.rows(plainSql(tx), actor, `p.state IN ('open', 'closed')`, []),
    );
  }

  /** One whole. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<PollRecord> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [found] = await sql.query<Omit<PollRecord, 'options' | 'invitees'> & Record<string, unknown>>(
        `SELECT ${columns}, c.short_name AS "shortName", a.name AS secretariat, p.note, p.mode, p.venue,
           p.hides_votes AS "hidesVotes", p.version,
           c.secretariat_agency_id = $1 OR p.id IN (SELECT sec.shown_polls()) AS "showsVotes",
           (SELECT json_build_object('id', s.id, 'position', s.position, 'fiscalYear', y.fiscal_year)
            FROM portal.year_plan_slot s JOIN portal.year_plan y ON y.id = s.plan_id WHERE s.id = p.slot_id) AS slot
         FROM ${from} JOIN portal.agency a ON a.id = c.secretariat_agency_id WHERE ${mine} AND p.id = $2`,
        [actor.agencyId, id],
      );
      if (!found) throw new NotFound();
      const invitees = await inviteesOf(sql, actor, id);
      return { ...found, invitees, options: await optionsOf(sql, actor, id, invitees) };
    });
  }

  private async rows(sql: SqlTx, actor: Member, where: string, values: unknown[]): Promise<PollRow[]> {
    return sql.query<PollRow & Record<string, unknown>>(
      `SELECT ${columns},
         (SELECT count(*)::int FROM portal.poll_option o WHERE o.poll_id = p.id AND o.withdrawn_at IS NULL) AS options,
         (SELECT count(*)::int FROM portal.poll_invitee i WHERE i.poll_id = p.id AND i.withdrawn_at IS NULL) AS invitees
       FROM ${from} WHERE ${mine} AND ${where}
       ORDER BY p.state = 'open' DESC, p.created_at DESC, p.id LIMIT 100`,
      [actor.agencyId, ...values],
    );
  }
}

async function inviteesOf(sql: SqlTx, actor: Member, pollId: string): Promise<PollInviteeRecord[]> {
  return sql.query<PollInviteeRecord & Record<string, unknown>>(
    `SELECT i.id, i.seat_id AS "seatId", i.agency_id AS "agencyId", a.name AS agency, i.name, i.email,
       i.is_required AS "isRequired", i.agency_id IS NOT DISTINCT FROM $1 AS "isOwn", i.sent_at AS "sentAt", i.trouble,
       i.reminded_at AS "remindedAt", i.answered_at AS "answeredAt", i.comment,
       coalesce((SELECT json_object_agg(v.option_id, v.answer) FROM portal.poll_vote v WHERE v.invitee_id = i.id), '{}') AS answers
     FROM portal.poll_invitee i LEFT JOIN portal.agency a ON a.id = i.agency_id
     WHERE i.poll_id = $2 AND i.withdrawn_at IS NULL ORDER BY i.is_required DESC, a.name NULLS LAST, i.name, i.id`,
    [actor.agencyId, pollId],
  );
}

type Offered = Pick<PollOptionRecord, 'id' | 'start' | 'end' | 'allDay' | 'meetingId' | 'clashes'>;

async function optionsOf(
  sql: SqlTx,
  actor: Member,
  pollId: string,
  invitees: readonly PollInviteeRecord[],
): Promise<PollOptionRecord[]> {
  const offered = await sql.query<Offered & Record<string, unknown>>(
    `SELECT o.id, to_char(o.start_local, 'YYYY-MM-DD"T"HH24:MI') AS start, to_char(o.end_local, 'YYYY-MM-DD"T"HH24:MI') AS end,
       o.all_day AS "allDay", o.meeting_id AS "meetingId",
       coalesce((SELECT json_agg(json_build_object('id', m.id, 'council', c.name, 'title', m.title) ORDER BY m.starts_at)
         FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id
         WHERE m.starts_at < o.end_local AT TIME ZONE 'Asia/Tokyo' AND m.ends_at > o.start_local AT TIME ZONE 'Asia/Tokyo'
           AND m.mode <> 'on_demand' AND m.state IN ('draft', 'announced', 'in_session') AND m.id IS DISTINCT FROM o.meeting_id
           AND (c.secretariat_agency_id = $1 OR m.state <> 'draft')), '[]') AS clashes
     FROM portal.poll_option o WHERE o.poll_id = $2 AND o.withdrawn_at IS NULL ORDER BY o.start_local, o.end_local`,
    [actor.agencyId, pollId],
  );
  const tallies = tallyOf(
    offered.map(({ id, start }) => ({
      ...{ id, start },
      votes: invitees.flatMap(({ answers, isRequired, name }) => {
        const answer = answers[id];
        return answer ? [{ isRequired, name, answer }] : [];
      }),
    })),
  );
  return offered.map((option) => {
    const day = option.start.slice(0, 10);
    return {
      ...option,
      ...tallies.get(option.id)!,
      holiday: holidayName(day),
      holidayKnown: holidaysKnown(day),
    };
  });
}
