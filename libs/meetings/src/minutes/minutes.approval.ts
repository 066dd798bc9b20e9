import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
  Invalid,
  NotFound,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
} from '#libs/platform';
import { countsForQuorum, type Quorum, quorumOf, seatRoleCodes } from '../council/council.codes.js';
import { mayKeep } from '../council/council.policy.js';
import { numberDecisions } from '../decision/decision.numbering.js';
import { itemsOf } from './minutes.body.js';
import { requireLaterMeeting } from './minutes.circulation.js';
import {
  MinutesAttendanceOpen,
  MinutesNotReady,
  MinutesObjected,
  MinutesUndecided,
  MinutesWithoutQuorum,
} from './minutes.errors.js';
import { keptMinutes, lockMinutes, type LockedMinutes, readMinutes } from './minutes.rows.js';
import { type ApprovalWay, mayHappenTo } from './minutes.status.js';

/** Minutes hold: the event tells an agency to which they were sent. */
export const minutesApproved = 'minutes.approved';

/** How minutes are approved by people. */
export interface ApprovalInput {
  readonly how: Exclude<ApprovalWay, 'silence'>;
  /** Who has approved; the chair's own agency need not say it. */
  readonly approvedBy: string;
  /** The meeting that has approved them. */
  readonly meetingId: string | null;
  /** Why they are approved although somebody objects. */
  readonly overrideReason: string;
}

/** 議事録の承認: by the chair or by the next meeting; what nobody asks to change is approved by the worker. */
@Injectable()
export class MinutesApproval {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Approves circulated minutes: the secretariat records it, or the chair's own agency does it.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MinutesNotReady} @throws {MinutesAttendanceOpen} @throws {MinutesUndecided}
   * @throws {MinutesObjected} @throws {MinutesWithoutQuorum} @throws {Invalid}
   */
  async approve(actor: Member, id: string, seenVersion: number, input: ApprovalInput): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const minutes = await this.lock(sql, actor, id);
      if (minutes.version !== seenVersion) throw new Stale(minutes.version);
      if (!mayHappenTo('approve', minutes.state)) throw new MinutesNotReady(minutes.state);
      const approvedBy = await this.approver(sql, actor, minutes, input);
      if (await isAttendanceOpen(sql, minutes.meetingId)) throw new MinutesAttendanceOpen();
      const undecided = await undecidedItems(sql, id);
      if (undecided.length > 0) throw new MinutesUndecided(undecided);
      const { objections } = await openReviews(sql, id);
      if (objections > 0 && input.overrideReason === '') throw new MinutesObjected(objections);
      const missing = input.meetingId === null ? null : await quorumMissing(sql, input.meetingId);
      if (missing && input.overrideReason === '') throw new MinutesWithoutQuorum(missing);
      await supersede(sql, minutes);
      await sql.query(
        `UPDATE portal.minutes_version SET state = 'approved', approved_at = now(), approved_how = $2, approved_by = $3,
           approved_meeting_id = $4, override_reason = $5, version = version + 1 WHERE id = $1`,
        [
          ...[id, input.how, approvedBy, input.meetingId],
          objections > 0 || missing ? input.overrideReason : '',
        ],
      );
      await settle(sql, this.outbox, minutes, this.clock.today());
      await this.audit.record(tx, actor, {
        action: 'minutes.approve',
        objectType: 'minutes_version',
        objectId: id,
        details: { how: input.how, override: objections > 0 || missing !== null },
      });
    });
  }

  /** Publishes approved minutes to the council. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MinutesNotReady} */
  async publish(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const minutes = await keptMinutes(sql, actor, id);
      if (minutes.version !== seenVersion) throw new Stale(minutes.version);
      if (!mayHappenTo('publish', minutes.state)) throw new MinutesNotReady(minutes.state);
      await sql.query(
        `UPDATE portal.minutes_version SET state = 'published', published_at = now(), version = version + 1 WHERE id = $1`,
        [id],
      );
      await this.audit.record(tx, actor, {
        action: 'minutes.publish',
        objectType: 'minutes_version',
        objectId: id,
      });
    });
  }

  private async lock(sql: SqlTx, actor: Member, id: string): Promise<LockedMinutes> {
    const seen = await readMinutes(sql, id);
    if (!seen) throw new NotFound();
    if (mayKeep(actor, seen.keeper)) return keptMinutes(sql, actor, id);
    const [chairs] = await sql.query('SELECT WHERE $1::uuid IN (SELECT sec.chaired_councils())', [
      seen.councilId,
    ]);
    if (!chairs) throw new Forbidden();
    return lockMinutes(sql, id);
  }

  /** The name that is kept on record: of the chair, or of whoever the secretariat says it was. */
  private async approver(
    sql: SqlTx,
    actor: Member,
    minutes: LockedMinutes,
    { how, approvedBy, meetingId }: ApprovalInput,
  ): Promise<string> {
    if (how === 'next_meeting') {
      if (!mayKeep(actor, minutes.keeper)) throw new Forbidden();
      if (meetingId === null) throw new Invalid([meetingMissing]);
      await requireLaterMeeting(sql, minutes, meetingId, 'meetingId');
      return '';
    }
    const [chair] = await sql.query<{ name: string }>(
      `SELECT concat_ws('　', a.name, h.name) AS name FROM portal.council_seat s JOIN portal.agency a ON a.id = s.agency_id
       LEFT JOIN portal.seat_holder h ON h.seat_id = s.id AND h.until_on IS NULL
       WHERE s.council_id = $1 AND s.agency_id = $2 AND s.role IN ('chair', 'vice_chair')
         AND sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
       ORDER BY s.role, s.id LIMIT 1`,
      [minutes.councilId, actor.agencyId],
    );
    if (chair) return approvedBy || chair.name;
    if (!mayKeep(actor, minutes.keeper)) throw new Forbidden();
    if (approvedBy === '') throw new Invalid([approverMissing]);
    return approvedBy;
  }
}

const meetingMissing = {
  field: 'meetingId',
  label: '承認した会議',
  detail: '承認した会議: 一覧から選択してください。',
};
const approverMissing = {
  field: 'approvedBy',
  label: '承認した人',
  detail: '承認した人: 会長・部会長などの氏名を入力してください。',
};

/**
 * 期限までに修正の求めがなければ承認とする: where the council's rule says so, minutes that nobody asked to change hold after the
 * deadline. Who had the chance is on record.
 */
export async function approveBySilence(tx: SqlTx, outbox: Outbox, today: string): Promise<void> {
  const due = await tx.query<{ id: string }>(
    `SELECT v.id FROM portal.minutes_version v JOIN portal.council c ON c.id = v.council_id
     WHERE v.state = 'circulated' AND v.deadline_on < $1::date AND c.approval = 'silence'
       AND EXISTS (SELECT FROM portal.minutes_recipient r WHERE r.version_id = v.id) ORDER BY v.id`,
    [today],
  );
  for (const { id } of due) {
    const minutes = await lockMinutes(tx, id);
    const { objections, changes } = await openReviews(tx, id);
    const undecided = await undecidedItems(tx, id);
    if (minutes.state !== 'circulated' || objections + changes + undecided.length > 0) continue;
    if (await isAttendanceOpen(tx, minutes.meetingId)) continue;
    await supersede(tx, minutes);
    await tx.query(
      `UPDATE portal.minutes_version SET state = 'approved', approved_at = now(), approved_how = 'silence', version = version + 1
       WHERE id = $1`,
      [id],
    );
    await settle(tx, outbox, minutes, today);
  }
}

/** Whether it is still to be settled who was at a meeting of which somebody was expected. */
export async function isAttendanceOpen(sql: SqlTx, meetingId: string): Promise<boolean> {
  const [answer] = await sql.query<{ open: boolean }>('SELECT sec.attendance_is_open($1) AS open', [
    meetingId,
  ]);
  return answer?.open ?? false;
}

/** What a meeting lacks to decide, where its council has a quorum. */
async function quorumMissing(
  sql: SqlTx,
  meetingId: string,
): Promise<{ needed: number; present: number } | null> {
  const [found] = await sql.query<{ quorum: Quorum; count: number | null; seats: number; present: number }>(
    `SELECT c.quorum, c.quorum_count AS count, count(DISTINCT s.id)::int AS seats,
       count(DISTINCT t.seat_id) FILTER (WHERE t.status IN ('present', 'late', 'left_early'))::int AS present
     FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id
     LEFT JOIN portal.council_seat s ON s.council_id = c.id AND s.role = ANY ($2)
       AND m.start_local::date BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
     LEFT JOIN portal.attendance t ON t.meeting_id = m.id AND t.seat_id = s.id
     WHERE m.id = $1 GROUP BY c.id`,
    [meetingId, seatRoleCodes.filter(countsForQuorum)],
  );
  if (!found) return null;
  const needed = quorumOf(found.quorum, found.count, found.seats);
  return found.present < needed ? { needed, present: found.present } : null;
}

/** What held until now: there is one version that holds. */
async function supersede(sql: SqlTx, minutes: LockedMinutes): Promise<void> {
  await sql.query(
    `UPDATE portal.minutes_version SET state = 'superseded', version = version + 1
     WHERE meeting_id = $1 AND id <> $2 AND state IN ('approved', 'published')`,
    [minutes.meetingId, minutes.id],
  );
}

async function settle(sql: SqlTx, outbox: Outbox, minutes: LockedMinutes, today: string): Promise<void> {
  await numberDecisions(sql, minutes, await itemsOf(sql, minutes.id), today);
  const agencies = await sql.query<{ agencyId: string }>(
    'SELECT agency_id AS "agencyId" FROM portal.minutes_recipient WHERE version_id = $1 ORDER BY agency_id',
    [minutes.id],
  );
  for (const { agencyId } of agencies)
    await outbox.add(sql, minutesApproved, { agencyId, meetingId: minutes.meetingId });
}

/** What is still open of what was said. */
async function openReviews(sql: SqlTx, id: string): Promise<{ objections: number; changes: number }> {
  const [counted] = await sql.query<{ objections: number; changes: number }>(
    `SELECT count(*) FILTER (WHERE verdict = 'objection')::int AS objections,
       count(*) FILTER (WHERE verdict = 'change_requested')::int AS changes
     FROM portal.minutes_review WHERE version_id = $1 AND resolved_at IS NULL`,
    [id],
  );
  return counted ?? { objections: 0, changes: 0 };
}

/** Items that were to be decided and have no decision. */
async function undecidedItems(sql: SqlTx, id: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT trim(number || ' ' || title) AS name FROM portal.minutes_item
     WHERE version_id = $1 AND type = 'decision' AND decision = '' ORDER BY position`,
    [id],
  );
  return rows.map(({ name }) => name);
}
