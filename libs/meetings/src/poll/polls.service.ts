import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { CouncilDissolved } from '../council/council.errors.js';
import { keptCouncil } from '../council/councils.service.js';
import { localSpan, type MeetingTime, timeOf } from '../meeting/meeting.time.js';
import { Meetings } from '../meeting/meetings.service.js';
import { SlotNotReady } from '../plan/plan.errors.js';
import { fillSlot, keptSlot } from '../plan/year-plans.service.js';
import { type InviteeInput, PollInvitees } from './poll-invitees.service.js';
import { PollNotReady, RequiredRefused } from './poll.errors.js';
import { type KeptPoll, keptPoll, type PollMode } from './kept-poll.js';
import { pollAfter, pollMay, type PollVerb } from './poll.status.js';

/** What a poll says about itself. */
export interface PollInput {
  readonly title: string;
  readonly note: string;
  readonly mode: PollMode;
  readonly venue: string;
  /** The last day on which one may answer. */
  readonly deadlineOn: string;
  readonly hidesVotes: boolean;
  readonly options: readonly MeetingTime[];
}

/** A new poll: for whom, and for which slot of the plan. */
export interface NewPoll extends PollInput {
  readonly slotId: string | null;
  readonly invitees: readonly InviteeInput[];
}

const mostOptions = 40;

/** 日程調整: looks for days on which people can come, and makes meetings of those that are picked. */
@Injectable()
export class Polls {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly meetings: Meetings,
    private readonly invitees: PollInvitees,
  ) {}

  /** Opens a poll and sends everybody their link; answers its id. @throws {NotFound} @throws {Forbidden} @throws {CouncilDissolved} @throws {SlotNotReady} @throws {Invalid} */
  async open(actor: Member, councilId: string, input: NewPoll, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const council = await keptCouncil(sql, actor, councilId);
        if (council.dissolvedOn) throw new CouncilDissolved();
        this.requireSound(input);
        const id = newId();
        if (input.slotId) await this.takeSlot(sql, actor, councilId, input.slotId);
        await sql.query(
          `INSERT INTO portal.date_poll (id, council_id, slot_id, title, note, mode, venue, deadline_on, hides_votes, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [id, councilId, input.slotId, ...valuesOf(input), actor.accountId],
        );
        await offer(sql, { id, councilId }, input.options);
        await this.invitees.add(tx, actor, { id, councilId }, input.invitees);
        await this.note(tx, actor, id, 'open', { council: councilId, invitees: input.invitees.length });
        return id;
      }),
    );
  }

  /**
   * Changes a poll. Nobody's answers are lost: an option that leaves takes its answers along and brings them back.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {PollNotReady} @throws {Invalid}
   */
  async change(actor: Member, id: string, seenVersion: number, input: PollInput): Promise<void> {
    await this.move(actor, id, seenVersion, 'change', async (sql, poll) => {
      this.requireSound(input, poll);
      await sql.query(
        `UPDATE portal.date_poll SET title = $2, note = $3, mode = $4, venue = $5, deadline_on = $6, hides_votes = $7 WHERE id = $1`,
        [id, ...valuesOf(input)],
      );
      await offer(sql, poll, input.options);
    });
  }

  /** Ends the answering before its deadline. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {PollNotReady} */
  async close(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'close', async (sql) => {
      await sql.query('UPDATE portal.date_poll SET closed_at = now() WHERE id = $1', [id]);
    });
  }

  /** Lets people answer again until another day. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {PollNotReady} @throws {Invalid} */
  async reopen(actor: Member, id: string, seenVersion: number, deadlineOn: string): Promise<void> {
    await this.move(actor, id, seenVersion, 'reopen', async (sql) => {
      if (deadlineOn < this.clock.today()) throw new Invalid([lateDeadline]);
      await sql.query('UPDATE portal.date_poll SET closed_at = NULL, deadline_on = $2 WHERE id = $1', [
        id,
        deadlineOn,
      ]);
    });
  }

  /** Gives the poll up; its slot has no day again. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {PollNotReady} */
  async cancel(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'cancel', async (sql, { slotId }) => {
      if (slotId)
        await sql.query(
          `UPDATE portal.year_plan_slot SET state = 'unscheduled', version = version + 1 WHERE id = $1 AND state = 'polling'`,
          [slotId],
        );
    });
  }

  /**
   * Picks days: each becomes a meeting in preparation, the first of them in the slot of the plan.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {PollNotReady} @throws {Invalid}
   * @throws {RequiredRefused} when somebody who is required cannot come, unless that is known.
   */
  async pick(
    actor: Member,
    id: string,
    seenVersion: number,
    { optionIds, despiteRefusal }: { optionIds: readonly string[]; despiteRefusal: boolean },
  ): Promise<void> {
    await this.move(actor, id, seenVersion, 'pick', async (sql, poll, tx) => {
      const options = await sql.query<{ id: string; start: string; end: string; allDay: boolean }>(
        `SELECT id, to_char(start_local, 'YYYY-MM-DD"T"HH24:MI') AS start, to_char(end_local, 'YYYY-MM-DD"T"HH24:MI') AS end,
           all_day AS "allDay" FROM portal.poll_option
         WHERE poll_id = $1 AND id = ANY ($2::uuid[]) AND withdrawn_at IS NULL ORDER BY start_local, end_local`,
        [id, [...optionIds]],
      );
      if (options.length === 0 || options.length < optionIds.length) throw new Invalid([nothingPicked]);
      const refused = despiteRefusal
        ? []
        : await refusals(
            sql,
            options.map((option) => option.id),
          );
      if (refused.length > 0) throw new RequiredRefused(refused);
      for (const [at, option] of options.entries()) {
        const meetingId = await this.meetings.drawUp(tx, actor, poll.councilId, meetingIn(poll, option));
        await sql.query('UPDATE portal.poll_option SET meeting_id = $2 WHERE id = $1', [
          option.id,
          meetingId,
        ]);
        if (at === 0 && poll.slotId) await fillSlot(sql, poll.slotId, meetingId);
      }
      await sql.query('UPDATE portal.date_poll SET closed_at = coalesce(closed_at, now()) WHERE id = $1', [
        id,
      ]);
    });
  }

  private async move(
    actor: Member,
    id: string,
    seenVersion: number,
    verb: PollVerb,
    effect: (sql: SqlTx, poll: KeptPoll, tx: Tx) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const poll = await keptPoll(sql, actor, id);
      if (poll.version !== seenVersion) throw new Stale(poll.version);
      if (!pollMay(verb, poll.state)) throw new PollNotReady(poll.state);
      await effect(sql, poll, tx);
      await sql.query(
        'UPDATE portal.date_poll SET state = $2, version = version + 1, updated_at = now() WHERE id = $1',
        [id, pollAfter(verb, poll.state)],
      );
      await this.note(tx, actor, id, verb);
    });
  }

  private async takeSlot(sql: SqlTx, actor: Member, councilId: string, slotId: string): Promise<void> {
    const slot = await keptSlot(sql, actor, slotId);
    if (slot.councilId !== councilId) throw new NotFound();
    if (slot.state !== 'unscheduled') throw new SlotNotReady(slot.state);
    await sql.query(
      `UPDATE portal.year_plan_slot SET state = 'polling', version = version + 1 WHERE id = $1`,
      [slotId],
    );
  }

  /** A deadline that stands already may have passed; a new one may not. */
  private requireSound({ deadlineOn, options }: PollInput, before?: KeptPoll): void {
    if (deadlineOn < this.clock.today() && deadlineOn !== before?.deadlineOn)
      throw new Invalid([lateDeadline]);
    if (options.length === 0 || options.length > mostOptions) throw new Invalid([wrongOptions]);
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `date_poll.${verb}`,
      objectType: 'date_poll',
      objectId: id,
      details,
    });
  }
}

/** Offers exactly these times. One that was offered before is the same option, with what was said about it. */
async function offer(
  sql: SqlTx,
  { id, councilId }: { id: string; councilId: string },
  times: readonly MeetingTime[],
): Promise<void> {
  const spans = times.map((time) => ({ ...localSpan(time), allDay: time.allDay }));
  await sql.query(
    `UPDATE portal.poll_option SET withdrawn_at = now() WHERE poll_id = $1 AND withdrawn_at IS NULL
       AND (start_local, end_local) NOT IN (SELECT * FROM unnest($2::timestamp[], $3::timestamp[]))`,
    [id, spans.map(({ start }) => start), spans.map(({ end }) => end)],
  );
  for (const { start, end, allDay } of spans)
    await sql.query(
      `INSERT INTO portal.poll_option (id, poll_id, council_id, start_local, end_local, all_day) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (poll_id, start_local, end_local) DO UPDATE SET withdrawn_at = NULL`,
      [newId(), id, councilId, start, end, allDay],
    );
}

async function refusals(sql: SqlTx, optionIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT DISTINCT i.name FROM portal.poll_vote v JOIN portal.poll_invitee i ON i.id = v.invitee_id
     WHERE v.option_id = ANY ($1::uuid[]) AND v.answer = 'no' AND i.is_required AND i.withdrawn_at IS NULL ORDER BY i.name`,
    [optionIds],
  );
  return rows.map(({ name }) => name);
}

/** The title of the poll becomes that of the meeting; the rest is filled in by whoever prepares it. */
function meetingIn(
  { title, mode, venue }: KeptPoll,
  option: { start: string; end: string; allDay: boolean },
) {
  return {
    ...timeOf(option, option.allDay),
    ...{
      title,
      mode,
      venue,
      tz: 'Asia/Tokyo',
      address: '',
      webLink: '',
      webNote: '',
      note: '',
      isPublic: false,
    },
    ...{ venueCapacity: null, webCapacity: null, onDemandFrom: null, onDemandUntil: null, preparesId: null },
  };
}

function valuesOf({ title, note, mode, venue, deadlineOn, hidesVotes }: PollInput): unknown[] {
  return [title, note, mode, venue, deadlineOn, hidesVotes];
}

const lateDeadline = {
  field: 'deadlineOn',
  label: '回答の期限',
  detail: '回答の期限: 今日以降の日付にしてください。',
};
const wrongOptions = {
  field: 'options',
  label: '候補日',
  detail: `候補日: 1件から${mostOptions}件までにしてください。`,
};
const nothingPicked = {
  field: 'optionIds',
  label: '決定する候補日',
  detail: '決定する候補日: 一覧から1つ以上選択してください。',
};
