import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { type Calendar, type CalendarEvent, writeCalendar } from '#libs/documents';
import { hashOfToken, type Member, newSessionToken } from '#libs/identity';
import { anonymous, Database, newId, NotFound, plainSql } from '#libs/platform';
import { titleWords } from '../invitation/told.words.js';
import { type MeetingMode, meetingModes, type MeetingState } from '../meeting/meeting.status.js';

/** A calendar that a program fetches by its secret address. */
export interface FeedRow {
  readonly id: string;
  readonly councilId: string | null;
  readonly council: string | null;
  readonly createdAt: Date;
}

interface FeedMeeting extends Record<string, unknown> {
  readonly id: string;
  readonly council: string;
  readonly title: string;
  readonly number: number | null;
  readonly mode: MeetingMode;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly allDay: boolean;
  readonly venue: string;
  readonly address: string;
  readonly state: MeetingState;
  readonly uid: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly link: string | null;
}

/** Hours after which a program looks again. */
const refreshHours = 3;

/** 購読カレンダー: the meetings of one council, or of everything that an agency is invited to. */
@Injectable()
export class Feeds {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** The own feeds that work. */
  async list(actor: Member): Promise<FeedRow[]> {
    return this.db.transaction(actor, async (tx) =>
      plainSql(tx).query<FeedRow & Record<string, unknown>>(
        `SELECT f.id, f.council_id AS "councilId", c.name AS council, f.created_at AS "createdAt"
         FROM portal.calendar_feed f LEFT JOIN portal.council c ON c.id = f.council_id
         WHERE f.revoked_at IS NULL ORDER BY c.name NULLS FIRST, f.id`,
      ),
    );
  }

  /** Makes a feed; the secret in its address is told this once. An earlier one for the same ends. @throws {NotFound} */
  async make(actor: Member, councilId: string | null): Promise<{ id: string; token: string }> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [known] = await sql.query('SELECT FROM portal.council WHERE id = $1', [councilId]);
      if (councilId !== null && !known) throw new NotFound();
      await sql.query(
        `UPDATE portal.calendar_feed SET revoked_at = now() WHERE revoked_at IS NULL AND council_id IS NOT DISTINCT FROM $1`,
        [councilId],
      );
      const [id, token] = [newId(), newSessionToken()];
      await sql.query(
        `INSERT INTO portal.calendar_feed (id, account_id, agency_id, council_id, token_hash) VALUES ($1, $2, $3, $4, $5)`,
        [id, actor.accountId, actor.agencyId, councilId, hashOfToken(token)],
      );
      await this.audit.record(tx, actor, {
        action: 'calendar_feed.make',
        objectType: 'calendar_feed',
        objectId: id,
        details: { council: councilId },
      });
      return { id, token };
    });
  }

  /** Ends a feed: its address leads nowhere any more. @throws {NotFound} */
  async revoke(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const ended = await plainSql(tx).query(
        `UPDATE portal.calendar_feed SET revoked_at = now() WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING id`,
        [id, actor.accountId],
      );
      if (ended.length === 0) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'calendar_feed.revoke',
        objectType: 'calendar_feed',
        objectId: id,
        details: {},
      });
    });
  }

  /** The calendar behind a token, if there is one. */
  async calendar(token: string, publicUrl: string): Promise<string | undefined> {
    const hash = hashOfToken(token);
    const [feed] = await this.db.read<{ council: string | null }>(
      anonymous,
      { name: 'meetings.feed', sql: 'SELECT council FROM portal.feed_by_token($1)' },
      [hash],
    );
    if (!feed) return undefined;
    const meetings = await this.db.read<FeedMeeting>(
      anonymous,
      {
        name: 'meetings.feed_meetings',
        sql: `SELECT id, council, title, number, mode, starts_at AS "startsAt", ends_at AS "endsAt", first_day AS "firstDay",
                last_day AS "lastDay", all_day AS "allDay", venue, address, state, uid, sequence, updated_at AS "changedAt", link
              FROM portal.feed_meetings($1)`,
      },
      [hash],
    );
    const calendar: Calendar = {
      name: feed.council ?? '連携ポータルの会議',
      refreshHours,
      events: meetings.map((meeting) => eventOf(meeting, publicUrl)),
    };
    return writeCalendar(calendar);
  }
}

function eventOf(meeting: FeedMeeting, publicUrl: string): CalendarEvent {
  const { uid, sequence, changedAt, council, mode, venue, address, state, link, allDay } = meeting;
  return {
    uid,
    sequence,
    stamp: changedAt,
    time: allDay
      ? { firstDay: meeting.firstDay, lastDay: meeting.lastDay }
      : { startsAt: meeting.startsAt, endsAt: meeting.endsAt },
    summary: titleWords(council, meeting),
    place: [venue, address].filter(Boolean).join(' '),
    note: [`開催方法: ${meetingModes[mode]}`, ...(link ? [`WebのURL: ${link}`] : [])].join('\n'),
    url: `${publicUrl}/meetings/${meeting.id}`,
    status: state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  };
}
