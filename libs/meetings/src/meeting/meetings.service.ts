import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Config,
  Database,
  domainOf,
  type FieldProblem,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  senderFrom,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { carryOver } from '../action/carry-over.js';
import { CouncilDissolved } from '../council/council.errors.js';
import { keptCouncil } from '../council/councils.service.js';
import { MeetingNotBegun, MeetingNotReady } from './meeting.errors.js';
import { giveNumbers, moveToYear } from './meeting.number.js';
import { seenMeeting } from './meeting.sight.js';
import {
  isAhead,
  mayBegin,
  mayHappen,
  type MeetingMode,
  type MeetingState,
  type MeetingVerb,
  stateAfter,
} from './meeting.status.js';
import { isTimeZone, type LocalSpan, localSpan, type MeetingTime } from './meeting.time.js';

/** What a meeting says about itself. */
export interface MeetingInput extends MeetingTime {
  readonly title: string;
  readonly mode: MeetingMode;
  /** IANA name of the zone of the place. */
  readonly tz: string;
  readonly venue: string;
  readonly address: string;
  readonly venueCapacity: number | null;
  readonly webCapacity: number | null;
  readonly webLink: string;
  readonly webNote: string;
  readonly onDemandFrom: string | null;
  readonly onDemandUntil: string | null;
  readonly note: string;
  readonly isPublic: boolean;
  /** 事務局会議: the meeting that this one prepares. */
  readonly preparesId: string | null;
}

/** A meeting as its rules need it. */
export interface KeptMeeting {
  readonly id: string;
  readonly councilId: string;
  readonly state: MeetingState;
  readonly mode: MeetingMode;
  readonly start: string;
  readonly end: string;
  readonly tz: string;
  readonly startsAt: Date;
  readonly fiscalYear: number;
  readonly number: number | null;
  readonly version: number;
}

/** 会議: plans meetings and leads them through their life. */
@Injectable()
export class Meetings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Plans a meeting, which nobody but the secretariat sees yet; answers its id. @throws {NotFound} @throws {Forbidden} @throws {CouncilDissolved} @throws {Invalid} */
  async plan(actor: Member, councilId: string, input: MeetingInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => this.drawUp(tx, actor, councilId, input)),
    );
  }

  /**
   * The same inside a transaction, for whoever makes meetings out of a plan, a poll or a series.
   * @throws {NotFound} @throws {Forbidden} @throws {CouncilDissolved} @throws {Invalid}
   */
  async drawUp(
    tx: Tx,
    actor: Member,
    councilId: string,
    input: MeetingInput,
    seriesId: string | null = null,
  ): Promise<string> {
    const span = localSpan(input);
    const sql = plainSql(tx);
    const council = await keptCouncil(sql, actor, councilId);
    if (council.dissolvedOn) throw new CouncilDissolved();
    await requireSound(sql, input, null);
    const id = newId();
    await sql.query(
      `INSERT INTO portal.meeting (id, council_id, title, mode, start_local, end_local, tz, all_day, venue, address,
         venue_capacity, web_capacity, on_demand_from, on_demand_until, note, is_public, prepares_id, ical_uid, created_by, series_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [id, councilId, ...valuesOf(input, span), this.uidOf(id), actor.accountId, seriesId],
    );
    await keepLink(sql, id, councilId, input);
    await this.note(tx, actor, id, 'plan', { council: councilId });
    return id;
  }

  /**
   * Changes a meeting that is ahead. When an announced one moves in time or to another kind of place, the invitations learn of it:
   * answers to another time or place are asked anew.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} @throws {Invalid}
   */
  async change(actor: Member, id: string, seenVersion: number, input: MeetingInput): Promise<void> {
    await this.withMeeting(actor, id, seenVersion, (tx, _sql, before) =>
      this.alter(tx, actor, before, input),
    );
  }

  /** The same for a meeting that is locked already. @throws {MeetingNotReady} @throws {Invalid} */
  async alter(tx: Tx, actor: Member, before: KeptMeeting, input: MeetingInput): Promise<void> {
    const { id } = before;
    const span = localSpan(input);
    const sql = plainSql(tx);
    if (!isAhead(before.state)) throw new MeetingNotReady(before.state);
    await requireSound(sql, input, id);
    await sql.query(
      `UPDATE portal.meeting SET title = $2, mode = $3, start_local = $4, end_local = $5, tz = $6, all_day = $7, venue = $8,
         address = $9, venue_capacity = $10, web_capacity = $11, on_demand_from = $12, on_demand_until = $13, note = $14,
         is_public = $15, prepares_id = $16, version = version + 1, updated_at = now() WHERE id = $1`,
      [id, ...valuesOf(input, span)],
    );
    await keepLink(sql, id, before.councilId, input);
    const moved = span.start !== before.start || span.end !== before.end || input.tz !== before.tz;
    const otherPlace = input.mode !== before.mode;
    if (before.number !== null) await moveToYear(sql, before.councilId, id, before.fiscalYear);
    if (before.state === 'announced' && (moved || otherPlace)) await this.askAnew(sql, id, { moved });
    await this.note(tx, actor, id, 'change', { moved, otherPlace });
  }

  /** Announces a meeting: it gets its number, and its council sees it. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} */
  async announce(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'announce', async (sql, before) => {
      if (before.number === null) await giveNumbers(sql, before.councilId, id);
      await sql.query('UPDATE portal.meeting SET announced_at = now() WHERE id = $1', [id]);
    });
  }

  /**
   * Takes the date back without a new one: what is in the calendars is cancelled, and a new entry follows with the new date.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady}
   */
  async postpone(actor: Member, id: string, seenVersion: number, reason: string): Promise<void> {
    await this.move(actor, id, seenVersion, 'postpone', async (sql) => {
      await sql.query(
        'UPDATE portal.meeting SET reason = $2, replaces_uid = ical_uid, ical_uid = $3, ical_sequence = 0 WHERE id = $1',
        [id, reason, this.uidOf(newId())],
      );
      await forgetAnswers(sql, id);
    });
  }

  /** Cancels a meeting; its number is not given again. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} */
  async cancel(actor: Member, id: string, seenVersion: number, reason: string): Promise<void> {
    await this.move(actor, id, seenVersion, 'cancel', async (sql) => {
      await sql.query(
        'UPDATE portal.meeting SET reason = $2, ical_sequence = ical_sequence + 1 WHERE id = $1',
        [id, reason],
      );
      // What was planned is still to be held.
      await sql.query(
        `UPDATE portal.year_plan_slot SET state = 'unscheduled', meeting_id = NULL, version = version + 1 WHERE meeting_id = $1`,
        [id],
      );
    });
  }

  /**
   * Opens the meeting, now.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} @throws {MeetingNotBegun} before its day.
   */
  async begin(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'begin', async (sql, before) => {
      if (!mayBegin(before.startsAt, this.clock.now())) throw new MeetingNotBegun();
      await sql.query('UPDATE portal.meeting SET actual_start = now() WHERE id = $1', [id]);
      await carryOver(sql, actor, id);
    });
  }

  /** Closes the sitting, now. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} */
  async end(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'end', async (sql) => {
      await sql.query('UPDATE portal.meeting SET actual_end = now() WHERE id = $1', [id]);
      await holdSlot(sql, id);
      await carryOver(sql, actor, id);
    });
  }

  /**
   * Records that a meeting was held, for whoever did not press the buttons on the day.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} @throws {MeetingNotBegun} before its time.
   */
  async record(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'record', async (sql, before) => {
      if (before.startsAt > this.clock.now()) throw new MeetingNotBegun();
      await sql.query(
        'UPDATE portal.meeting SET actual_start = starts_at, actual_end = least(ends_at, now()) WHERE id = $1',
        [id],
      );
      await holdSlot(sql, id);
      await carryOver(sql, actor, id);
    });
  }

  /** Ends the work on a meeting that was held. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} */
  async close(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.move(actor, id, seenVersion, 'close', async () => undefined);
  }

  private async move(
    actor: Member,
    id: string,
    seenVersion: number,
    verb: MeetingVerb,
    effect: (sql: SqlTx, before: KeptMeeting) => Promise<void>,
  ): Promise<void> {
    await this.withMeeting(actor, id, seenVersion, async (tx, sql, before) => {
      if (!mayHappen(verb, before.state)) throw new MeetingNotReady(before.state);
      await effect(sql, before);
      await sql.query(
        'UPDATE portal.meeting SET state = $2, version = version + 1, updated_at = now() WHERE id = $1',
        [id, stateAfter(verb)],
      );
      await this.note(tx, actor, id, verb);
    });
  }

  private async withMeeting(
    actor: Member,
    id: string,
    seenVersion: number,
    work: (tx: Tx, sql: SqlTx, before: KeptMeeting) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const before = await keptMeeting(sql, actor, id);
      if (before.version !== seenVersion) throw new Stale(before.version);
      await work(tx, sql, before);
    });
  }

  /** Raises the sequence; whoever has answered for another time is asked again. */
  private async askAnew(sql: SqlTx, id: string, { moved }: { moved: boolean }): Promise<void> {
    await sql.query('UPDATE portal.meeting SET ical_sequence = ical_sequence + 1 WHERE id = $1', [id]);
    if (moved) await forgetAnswers(sql, id);
  }

  private uidOf(id: string): string {
    return `${id}@${domainOf(senderFrom(this.config.mailFrom))}`;
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `meeting.${verb}`,
      objectType: 'meeting',
      objectId: id,
      details,
    });
  }
}

/**
 * The meeting that the actor's agency keeps, locked after its council: numbers and plans of one council change one after the other.
 * @throws {NotFound} @throws {Forbidden} for whoever may see it and does not keep it.
 */
export async function keptMeeting(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<KeptMeeting> {
  const seen = await seenMeeting(sql, actor, id);
  if (!seen.isKeeper) throw new Forbidden();
  await sql.query('SELECT FROM portal.council WHERE id = $1 FOR UPDATE', [seen.councilId]);
  const [meeting] = await sql.query<KeptMeeting & Record<string, unknown>>(
    `SELECT id, council_id AS "councilId", state, mode, to_char(start_local, 'YYYY-MM-DD"T"HH24:MI') AS start,
       to_char(end_local, 'YYYY-MM-DD"T"HH24:MI') AS end, tz, starts_at AS "startsAt", fiscal_year AS "fiscalYear", number, version
     FROM portal.meeting WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!meeting) throw new NotFound();
  return meeting;
}

/** Answers to a time that is no more: everybody is asked again. */
async function forgetAnswers(sql: SqlTx, meetingId: string): Promise<void> {
  await sql.query(
    `UPDATE portal.invitation SET answer = 'needs_action', mode = NULL, substitute = '', answered_at = NULL, version = version + 1
     WHERE meeting_id = $1 AND answer <> 'needs_action'`,
    [meetingId],
  );
}

async function holdSlot(sql: SqlTx, meetingId: string): Promise<void> {
  await sql.query(
    `UPDATE portal.year_plan_slot SET state = 'held', version = version + 1 WHERE meeting_id = $1 AND state = 'scheduled'`,
    [meetingId],
  );
}

async function keepLink(
  sql: SqlTx,
  meetingId: string,
  councilId: string,
  { webLink, webNote }: MeetingInput,
): Promise<void> {
  await sql.query(
    `INSERT INTO portal.meeting_link (meeting_id, council_id, link, note) VALUES ($1, $2, $3, $4)
     ON CONFLICT (meeting_id) DO UPDATE SET link = excluded.link, note = excluded.note`,
    [meetingId, councilId, webLink, webNote],
  );
}

async function requireSound(sql: SqlTx, input: MeetingInput, id: string | null): Promise<void> {
  const problems: FieldProblem[] = [];
  if (!isTimeZone(input.tz))
    problems.push({ field: 'tz', label: '時間帯', detail: '時間帯: 「Asia/Tokyo」の形で入力してください。' });
  if (input.webLink !== '' && !/^https:\/\/\S+$/.test(input.webLink))
    problems.push({
      field: 'webLink',
      label: 'WebのURL',
      detail: 'WebのURL: 「https://」で始まるURLを入力してください。',
    });
  if (input.mode === 'on_demand' && input.onDemandFrom === null)
    problems.push({
      field: 'onDemandFrom',
      label: '公開の始まり',
      detail: '公開の始まり: オンデマンドのときは日付を入力してください。',
    });
  if (input.onDemandFrom && input.onDemandUntil && input.onDemandUntil < input.onDemandFrom)
    problems.push({
      field: 'onDemandUntil',
      label: '公開の終わり',
      detail: '公開の終わり: 始まりの日以後の日付にしてください。',
    });
  if (input.preparesId !== null) {
    const seen =
      input.preparesId === id
        ? []
        : await sql.query('SELECT FROM portal.meeting WHERE id = $1', [input.preparesId]);
    if (seen.length === 0)
      problems.push({
        field: 'preparesId',
        label: '準備する会議',
        detail: '準備する会議: 一覧から選択してください。',
      });
  }
  if (problems.length > 0) throw new Invalid(problems);
}

function valuesOf(input: MeetingInput, { start, end }: LocalSpan): unknown[] {
  return [
    ...[input.title, input.mode, start, end, input.tz, input.allDay, input.venue, input.address],
    ...[input.venueCapacity, input.webCapacity, input.onDemandFrom, input.onDemandUntil, input.note],
    ...[input.isPublic, input.preparesId],
  ];
}
