import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { eraDay } from '#libs/documents';
import type { Member } from '#libs/identity';
import {
  Database,
  Forbidden,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
  Stale,
} from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { mayKeep } from '../council/council.policy.js';
import { type KeptMeeting, keptMeeting } from '../meeting/meetings.service.js';
import { MinutesEdited, MinutesNotBegun, MinutesNotReady } from './minutes.errors.js';
import { keptMinutes, isMinutesSeen } from './minutes.rows.js';
import { mayHappenTo, type MinutesState } from './minutes.status.js';

/** What is written about one item. */
export interface MinutesText {
  readonly discussion: string;
  readonly decision: string;
  readonly effectiveOn: string | null;
}

/** 議事録の作成: begins minutes and writes them, several people at once, item by item. */
@Injectable()
export class MinutesWriting {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Begins the minutes of a meeting with its agenda; answers the id of the draft. @throws {NotFound} @throws {Forbidden} @throws {MinutesNotBegun} */
  async begin(actor: Member, meetingId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const meeting = await keptMeeting(sql, actor, meetingId);
        if (!['in_session', 'held', 'closed'].includes(meeting.state)) throw new MinutesNotBegun('ahead');
        const begun = await sql.query('SELECT FROM portal.minutes_version WHERE meeting_id = $1', [
          meetingId,
        ]);
        if (begun.length > 0) throw new MinutesNotBegun('begun');
        const id = newId();
        const { text, agencies } = await attendeesOf(sql, meetingId);
        await sql.query(
          `INSERT INTO portal.minutes_version (id, meeting_id, council_id, no, kind, council_name, title, held_at, place, attendees,
             attending_agency_ids, created_by)
           SELECT $1, m.id, m.council_id, 1, 'minutes', c.name,
             m.title || CASE WHEN m.number IS NULL THEN '' ELSE '　第' || m.number || '回' END, $3,
             CASE m.mode WHEN 'web' THEN 'Web' WHEN 'hybrid' THEN m.venue || '、Web' ELSE m.venue END, $4, $5, $6
           FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id WHERE m.id = $2`,
          [id, meetingId, heldAt(meeting), text, agencies, actor.accountId],
        );
        await takeAgenda(sql, { id, meetingId, councilId: meeting.councilId });
        await this.audit.record(tx, actor, {
          action: 'minutes.begin',
          objectType: 'minutes_version',
          objectId: id,
          details: { meeting: meetingId },
        });
        return id;
      }),
    );
  }

  /** Changes place and attendance, which is read anew from its record unless it is given; takes over what came onto the agenda since. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MinutesNotReady} */
  async setHead(
    actor: Member,
    id: string,
    seenVersion: number,
    { place, attendees }: { place: string; attendees: string | null },
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const minutes = await keptMinutes(sql, actor, id);
      if (minutes.version !== seenVersion) throw new Stale(minutes.version);
      if (!mayHappenTo('write', minutes.state)) throw new MinutesNotReady(minutes.state);
      const recorded = await attendeesOf(sql, minutes.meetingId);
      await sql.query(
        `UPDATE portal.minutes_version SET place = $2, attendees = $3, attending_agency_ids = $4, version = version + 1
         WHERE id = $1`,
        [id, place, attendees ?? recorded.text, recorded.agencies],
      );
      await takeAgenda(sql, minutes);
      await this.audit.record(tx, actor, {
        action: 'minutes.head',
        objectType: 'minutes_version',
        objectId: id,
      });
    });
  }

  /**
   * Writes one item; answers its new version. Nobody's text is lost: whoever saves over a text not seen is told both.
   * @throws {NotFound} @throws {Forbidden} @throws {MinutesNotReady} @throws {MinutesEdited}
   */
  async write(actor: Member, itemId: string, seenVersion: number, text: MinutesText): Promise<number> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await this.openItem(sql, actor, itemId);
      const [now] = await sql.query<NowWritten>(
        `SELECT version, discussion, decision, effective_on::text AS "effectiveOn", edited_by AS "editedBy"
         FROM portal.minutes_item WHERE id = $1 FOR UPDATE`,
        [itemId],
      );
      if (!now) throw new NotFound();
      if (isSame(now, text)) return now.version;
      if (now.version !== seenVersion) {
        const { version: currentVersion, discussion, decision, effectiveOn, editedBy } = now;
        throw new MinutesEdited({ currentVersion, discussion, decision, effectiveOn, editedBy });
      }
      await sql.query(
        `UPDATE portal.minutes_item SET discussion = $2, decision = $3, effective_on = $4, version = version + 1, edited_at = now(),
           edited_by = coalesce((SELECT name FROM portal.account WHERE id = $5), '') WHERE id = $1`,
        [itemId, text.discussion, text.decision, text.effectiveOn, actor.accountId],
      );
      return now.version + 1;
    });
  }

  /** Several may write at once; circulating waits for them, and they for it. */
  private async openItem(sql: SqlTx, actor: Member, itemId: string): Promise<void> {
    const [seen] = await sql.query<{ versionId: string; keeper: string }>(
      `SELECT i.version_id AS "versionId", c.secretariat_agency_id AS keeper
       FROM portal.minutes_item i JOIN portal.council c ON c.id = i.council_id
       JOIN portal.minutes_version v ON v.id = i.version_id
       WHERE i.id = $1 AND ${isMinutesSeen} AND (i.visibility <> 'secretariat' OR ${isKeptHere('i.council_id')})`,
      [itemId],
    );
    if (!seen) throw new NotFound();
    if (!mayKeep(actor, seen.keeper)) throw new Forbidden();
    const [minutes] = await sql.query<{ state: MinutesState }>(
      'SELECT state FROM portal.minutes_version WHERE id = $1 FOR SHARE',
      [seen.versionId],
    );
    if (!minutes) throw new NotFound();
    if (!mayHappenTo('write', minutes.state)) throw new MinutesNotReady(minutes.state);
  }
}

type NowWritten = MinutesText & { version: number; editedBy: string } & Record<string, unknown>;

function isSame(one: MinutesText, other: MinutesText): boolean {
  return (
    one.discussion === other.discussion &&
    one.decision === other.decision &&
    one.effectiveOn === other.effectiveOn
  );
}

/** The day and the hours as papers write them. */
export function heldAt({ start, end }: Pick<KeptMeeting, 'start' | 'end'>): string {
  const week = ['日', '月', '火', '水', '木', '金', '土'];
  const day = (local: string) => {
    const date = local.slice(0, 10);
    return `${eraDay(date)}（${week[new Date(`${date}T00:00:00Z`).getUTCDay()]}）`;
  };
  const time = (local: string) => `${Number(local.slice(11, 13))}時${local.slice(14, 16)}分`;
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  return `${day(start)}${time(start)}から${sameDay ? '' : day(end)}${time(end)}まで`;
}

/** Who was there by the record of attendance; before there is one, who said that they come. */
async function attendeesOf(sql: SqlTx, meetingId: string): Promise<{ text: string; agencies: string[] }> {
  const recorded = await sql.query<Attendee>(
    `SELECT t.agency_id AS "agencyId", t.status IN ('present', 'late', 'left_early') AS "wasThere", concat_ws('　',
       CASE WHEN t.status IN ('excused', 'absent') THEN '（欠席）' END, a.name, nullif(t.post, ''),
       t.name || CASE WHEN t.substitute_for <> '' THEN '（' || t.substitute_for || 'の代理）' ELSE '' END,
       CASE WHEN t.how = 'web' THEN '（Web）' END,
       CASE WHEN t.status = 'late' THEN '（' || coalesce(to_char(t.came_at, 'HH24:MI') || 'から', '遅刻') || '）' END,
       CASE WHEN t.status = 'left_early' THEN '（' || coalesce(to_char(t.left_at, 'HH24:MI') || 'まで', '早退') || '）' END) AS line
     FROM portal.attendance t LEFT JOIN portal.agency a ON a.id = t.agency_id
     LEFT JOIN portal.council_seat s ON s.id = t.seat_id WHERE t.meeting_id = $1
     ORDER BY t.status IN ('excused', 'absent'),
       array_position(ARRAY['chair', 'vice_chair', 'member', 'secretariat', 'observer'], s.role) NULLS LAST, a.name, t.name, t.id`,
    [meetingId],
  );
  const rows =
    recorded.length > 0
      ? recorded
      : await sql.query<Attendee>(
          `SELECT i.agency_id AS "agencyId", true AS "wasThere", concat_ws('　', a.name, nullif(i.post, ''),
             CASE WHEN i.answer = 'delegated' AND i.substitute <> '' THEN i.substitute || '（' || i.name || 'の代理）' ELSE i.name END,
             CASE WHEN i.mode = 'web' THEN '（Web）' END) AS line
           FROM portal.invitation i LEFT JOIN portal.agency a ON a.id = i.agency_id
           WHERE i.meeting_id = $1 AND i.withdrawn_at IS NULL AND i.answer IN ('accepted', 'delegated')
           ORDER BY a.name, i.name, i.id`,
          [meetingId],
        );
  const agencies = rows.filter(({ wasThere }) => wasThere).map(({ agencyId }) => agencyId);
  return {
    text: rows.map(({ line }) => line).join('\n'),
    agencies: [...new Set(agencies.filter((id) => id !== null))],
  };
}

type Attendee = { agencyId: string | null; wasThere: boolean; line: string };

/** Items of the agenda that the draft does not have yet; without an agenda there is one for all. */
async function takeAgenda(
  sql: SqlTx,
  { id, meetingId, councilId }: { id: string; meetingId: string; councilId: string },
): Promise<void> {
  const missing = await sql.query<{ agendaItemId: string }>(
    `SELECT a.id AS "agendaItemId" FROM portal.agenda_item a WHERE a.meeting_id = $1
       AND NOT EXISTS (SELECT FROM portal.minutes_item i WHERE i.version_id = $2 AND i.agenda_item_id = a.id)`,
    [meetingId, id],
  );
  for (const { agendaItemId } of missing) {
    const itemId = newId();
    // Printed numbers are unique and sort by their parts.
    await sql.query(
      `INSERT INTO portal.minutes_item (id, version_id, meeting_id, council_id, root_id, agenda_item_id, position, number, title,
         type, visibility)
       SELECT $1, $2, a.meeting_id, a.council_id, $1, a.id,
         (SELECT sum(part::int * 10000 / 100 ^ (n - 1))::int FROM unnest(string_to_array(a.number, '-')) WITH ORDINALITY AS p(part, n)),
         a.number, a.title, a.type, a.visibility FROM portal.agenda_item a WHERE a.id = $3`,
      [itemId, id, agendaItemId],
    );
  }
  const any = await sql.query('SELECT FROM portal.minutes_item WHERE version_id = $1 LIMIT 1', [id]);
  if (any.length > 0) return;
  const itemId = newId();
  await sql.query(
    `INSERT INTO portal.minutes_item (id, version_id, meeting_id, council_id, root_id, position, title, type, visibility)
     VALUES ($1, $2, $3, $4, $1, 0, '会議の内容', 'discussion', 'members')`,
    [itemId, id, meetingId, councilId],
  );
}
