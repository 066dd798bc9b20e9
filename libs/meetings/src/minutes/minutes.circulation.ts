import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { type ActionLine, hashOf, itemsOf } from './minutes.body.js';
import { MinutesNotBegun, MinutesNotReady } from './minutes.errors.js';
import { keptMinutes, type LockedMinutes, readMinutes, takeTurn } from './minutes.rows.js';
import { mayHappenTo, type Verdict } from './minutes.status.js';

/** Minutes are to be looked through: the event tells an agency. */
export const minutesCirculated = 'minutes.circulated';
/** Somebody asks for a change, or objects: the event tells the secretariat. */
export const minutesAnswered = 'minutes.answered';

/** 議事録の回覧: sends a version to those who were to be there, hears what they say, and begins a changed version. */
@Injectable()
export class MinutesCirculation {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Circulates a draft: from now on its text is fixed, and who has the chance to say something is on record.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MinutesNotReady} @throws {Invalid}
   */
  async circulate(
    actor: Member,
    id: string,
    seenVersion: number,
    { deadlineOn }: { deadlineOn: string | null },
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const minutes = await keptMinutes(sql, actor, id);
      if (minutes.version !== seenVersion) throw new Stale(minutes.version);
      if (!mayHappenTo('circulate', minutes.state)) throw new MinutesNotReady(minutes.state);
      const today = this.clock.today();
      if (deadlineOn !== null && deadlineOn < today) throw new Invalid([tooEarly]);
      const actions = await actionsOf(sql, minutes.meetingId);
      const hash = hashOf(minutes, await itemsOf(sql, id), actions);
      await sql.query(
        `UPDATE portal.minutes_version SET state = 'circulated', sha256 = $2, circulated_at = now(), actions = $3,
           deadline_on = coalesce($4::date, $5::date + $6::int), version = version + 1 WHERE id = $1`,
        [id, hash, JSON.stringify(actions), deadlineOn, today, minutes.reviewDays],
      );
      const agencies = await this.noteRecipients(sql, minutes);
      for (const agencyId of agencies)
        await this.outbox.add(tx, minutesCirculated, { agencyId, meetingId: minutes.meetingId });
      await this.note(tx, actor, id, 'circulate', { to: agencies.length });
    });
  }

  /**
   * Says what the reader thinks of a circulated version; a second word replaces the first.
   * @throws {NotFound} @throws {Forbidden} for whoever was not asked. @throws {MinutesNotReady} @throws {Invalid}
   */
  async review(
    actor: Member,
    id: string,
    { verdict, comment }: { verdict: Verdict; comment: string },
  ): Promise<void> {
    if (verdict !== 'ok' && comment === '') throw new Invalid([commentMissing]);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await takeTurn(sql, id);
      const minutes = await readMinutes(sql, id);
      if (!minutes) throw new NotFound();
      const asked = await sql.query(
        'SELECT FROM portal.minutes_recipient WHERE version_id = $1 AND agency_id = $2',
        [id, actor.agencyId],
      );
      if (asked.length === 0) throw new Forbidden();
      if (!mayHappenTo('review', minutes.state)) throw new MinutesNotReady(minutes.state);
      await sql.query(
        `INSERT INTO portal.minutes_review (id, version_id, meeting_id, council_id, agency_id, account_id, agency, name, verdict, comment)
         SELECT $1, $2, $3, $4, $5, $6, a.name, coalesce((SELECT name FROM portal.account WHERE id = $6), ''), $7, $8
         FROM portal.agency a WHERE a.id = $5
         ON CONFLICT (version_id, agency_id, account_id) DO UPDATE SET verdict = excluded.verdict, comment = excluded.comment,
           at = now(), resolved_at = NULL, resolution = ''`,
        [
          ...[newId(), id, minutes.meetingId, minutes.councilId, actor.agencyId, actor.accountId],
          ...[verdict, comment],
        ],
      );
      if (verdict !== 'ok')
        await this.outbox.add(tx, minutesAnswered, {
          agencyId: minutes.keeper,
          meetingId: minutes.meetingId,
        });
      await this.note(tx, actor, id, 'review', { verdict });
    });
  }

  /** Notes what was done about a change asked for, or an objection, where the text stays. @throws {NotFound} @throws {Forbidden} @throws {MinutesNotReady} */
  async resolve(actor: Member, reviewId: string, resolution: string): Promise<string> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [seen] = await sql.query<{ versionId: string }>(
        `SELECT r.version_id AS "versionId" FROM portal.minutes_review r JOIN portal.minutes_version v ON v.id = r.version_id
         WHERE r.id = $1 AND (${isKeptHere('v.council_id')} OR r.agency_id = $2)`,
        [reviewId, actor.agencyId],
      );
      if (!seen) throw new NotFound();
      const minutes = await keptMinutes(sql, actor, seen.versionId);
      if (!mayHappenTo('review', minutes.state)) throw new MinutesNotReady(minutes.state);
      await sql.query(
        `UPDATE portal.minutes_review SET resolved_at = now(), resolution = $2 WHERE id = $1 AND verdict <> 'ok'`,
        [reviewId, resolution],
      );
      await this.note(tx, actor, seen.versionId, 'resolve');
      return seen.versionId;
    });
  }

  /** Begins a changed version of what is circulated; the old one stays on record. Answers the id of the draft. @throws {NotFound} @throws {Forbidden} @throws {MinutesNotReady} */
  async revise(actor: Member, id: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const minutes = await keptMinutes(sql, actor, id);
        if (!mayHappenTo('revise', minutes.state)) throw new MinutesNotReady(minutes.state);
        await sql.query(
          `UPDATE portal.minutes_version SET state = 'replaced', version = version + 1 WHERE id = $1`,
          [id],
        );
        const next = await copyAs(sql, actor, minutes, minutes.kind, minutes.reason, null);
        await this.note(tx, actor, next, 'revise', { base: id });
        return next;
      }),
    );
  }

  /**
   * Begins an amendment of approved minutes: a version of its own, which is approved again. Answers the id of the draft.
   * @throws {NotFound} @throws {Forbidden} @throws {MinutesNotReady} @throws {MinutesNotBegun} @throws {Invalid}
   */
  async amend(
    actor: Member,
    id: string,
    { reason, decidedMeetingId }: { reason: string; decidedMeetingId: string | null },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const minutes = await keptMinutes(sql, actor, id);
        if (!mayHappenTo('amend', minutes.state)) throw new MinutesNotReady(minutes.state);
        const open = await sql.query(
          `SELECT FROM portal.minutes_version WHERE meeting_id = $1 AND state IN ('draft', 'circulated')`,
          [minutes.meetingId],
        );
        if (open.length > 0) throw new MinutesNotBegun('amending');
        await requireLaterMeeting(sql, minutes, decidedMeetingId, 'decidedMeetingId');
        const next = await copyAs(sql, actor, minutes, 'amendment', reason, decidedMeetingId);
        await this.note(tx, actor, next, 'amend', { base: id });
        return next;
      }),
    );
  }

  /** Seats of the day of the meeting and of today, and whoever else was invited: by agency. */
  private async noteRecipients(sql: SqlTx, minutes: LockedMinutes): Promise<string[]> {
    const rows = await sql.query<{ agencyId: string }>(
      `INSERT INTO portal.minutes_recipient (version_id, meeting_id, council_id, agency_id, agency, names)
       SELECT $1, $2, $3, a.id, a.name, string_agg(DISTINCT w.name, '、' ORDER BY w.name)
       FROM (
         SELECT s.agency_id, coalesce(h.name, '') AS name FROM portal.council_seat s
         JOIN portal.meeting m ON m.id = $2
         LEFT JOIN portal.seat_holder h ON h.seat_id = s.id AND h.until_on IS NULL
         WHERE s.council_id = $3 AND (m.start_local::date BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
           OR sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity'))
         UNION SELECT i.agency_id, i.name FROM portal.invitation i
         WHERE i.meeting_id = $2 AND i.withdrawn_at IS NULL AND i.agency_id IS NOT NULL) w
       JOIN portal.agency a ON a.id = w.agency_id AND a.status <> 'closed' AND a.id <> $4
       GROUP BY a.id, a.name RETURNING agency_id AS "agencyId"`,
      [minutes.id, minutes.meetingId, minutes.councilId, minutes.keeper],
    );
    return rows.map(({ agencyId }) => agencyId);
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `minutes.${verb}`,
      objectType: 'minutes_version',
      objectId: id,
      details,
    });
  }
}

const tooEarly = {
  field: 'deadlineOn',
  label: '確認の期限',
  detail: '確認の期限: 今日以後の日付にしてください。',
};
const commentMissing = {
  field: 'comment',
  label: 'コメント',
  detail: 'コメント: どこをどう直すか、または異議の内容を書いてください。',
};

/** A meeting of the same council after this one that has begun. @throws {Invalid} */
export async function requireLaterMeeting(
  sql: SqlTx,
  minutes: Pick<LockedMinutes, 'meetingId' | 'councilId'>,
  meetingId: string | null,
  field: string,
): Promise<void> {
  if (meetingId === null) return;
  const found = await sql.query(
    `SELECT FROM portal.meeting l JOIN portal.meeting m ON m.id = $1
     WHERE l.id = $2 AND l.council_id = $3 AND l.starts_at > m.starts_at AND l.state IN ('in_session', 'held', 'closed')`,
    [minutes.meetingId, meetingId, minutes.councilId],
  );
  if (found.length === 0)
    throw new Invalid([
      { field, label: '会議', detail: '会議: この会議より後に開いた、同じ会議体の会議を選択してください。' },
    ]);
}

/** What the meeting has given to whom, as it stands now. */
async function actionsOf(sql: SqlTx, meetingId: string): Promise<ActionLine[]> {
  return sql.query<ActionLine & Record<string, unknown>>(
    `SELECT i.agenda_item_id AS "agendaItemId", i.task, concat_ws('　', a.name, nullif(i.owner_name, '')) AS owner,
       i.due_on::text AS "dueOn"
     FROM portal.action_item i LEFT JOIN portal.agency a ON a.id = i.owner_agency_id
     WHERE i.meeting_id = $1 AND i.state <> 'cancelled' ORDER BY i.id`,
    [meetingId],
  );
}

/** A new draft with the words of a version. */
async function copyAs(
  sql: SqlTx,
  actor: Member,
  from: LockedMinutes,
  kind: LockedMinutes['kind'],
  reason: string,
  decidedMeetingId: string | null,
): Promise<string> {
  const id = newId();
  await sql.query(
    `INSERT INTO portal.minutes_version (id, meeting_id, council_id, no, kind, base_version_id, reason, decided_meeting_id,
       council_name, title, held_at, place, attendees, attending_agency_ids, created_by)
     SELECT $1, v.meeting_id, v.council_id, (SELECT max(o.no) + 1 FROM portal.minutes_version o WHERE o.meeting_id = v.meeting_id),
       $3, v.id, $4, coalesce($5, CASE WHEN $3 = v.kind THEN v.decided_meeting_id END), v.council_name, v.title, v.held_at, v.place,
       v.attendees, v.attending_agency_ids, $6
     FROM portal.minutes_version v WHERE v.id = $2`,
    [id, from.id, kind, reason, decidedMeetingId, actor.accountId],
  );
  for (const { id: itemId } of await itemsOf(sql, from.id))
    await sql.query(
      `INSERT INTO portal.minutes_item (id, version_id, meeting_id, council_id, root_id, agenda_item_id, position, number, title, type,
         visibility, discussion, decision, effective_on, edited_by, edited_at)
       SELECT $1, $2, meeting_id, council_id, root_id, agenda_item_id, position, number, title, type, visibility, discussion, decision,
         effective_on, edited_by, edited_at FROM portal.minutes_item WHERE id = $3`,
      [newId(), id, itemId],
    );
  return id;
}
