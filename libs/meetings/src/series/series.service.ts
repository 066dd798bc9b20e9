import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Invalid, newId, once, type OnceKey, plainSql, type SqlTx, Stale } from '#libs/platform';
import { keptMeeting, type MeetingInput, Meetings } from '../meeting/meetings.service.js';
import { MeetingNotReady } from '../meeting/meeting.errors.js';
import { isAhead } from '../meeting/meeting.status.js';
import { timeOf } from '../meeting/meeting.time.js';
import { dayAfter, daysBetween, daysOfSeries, type Rhythm } from './series.days.js';

/** How far a change of one meeting of a series reaches. */
export const seriesScopes = ['following', 'all'] as const;
export type SeriesScope = (typeof seriesScopes)[number];

/** The most meetings that are planned at once. */
export const mostOccurrences = 24;

interface Occurrence extends Record<string, unknown> {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  /** It stands where the series has put it; else somebody has moved it alone. */
  readonly isInStep: boolean;
}

/** 連続する会議: meetings that are planned together, each of them with a life of its own. */
@Injectable()
export class MeetingSeries {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly meetings: Meetings,
  ) {}

  /** Plans several meetings at once; answers the first. @throws {NotFound} @throws {Forbidden} @throws {CouncilDissolved} @throws {Invalid} */
  async plan(
    actor: Member,
    councilId: string,
    { first, rhythm, count }: { first: MeetingInput; rhythm: Rhythm; count: number },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const seriesId = newId();
        const ids: string[] = [];
        for (const day of daysOfSeries(first.day, rhythm, count))
          ids.push(await this.meetings.drawUp(tx, actor, councilId, { ...first, day }, seriesId));
        await plainSql(tx).query(
          'UPDATE portal.meeting SET series_start = start_local, series_end = end_local WHERE series_id = $1',
          [seriesId],
        );
        await this.audit.record(tx, actor, {
          action: 'meeting.plan_series',
          objectType: 'council',
          objectId: councilId,
          details: { series: seriesId, meetings: ids },
        });
        return ids[0]!;
      }),
    );
  }

  /**
   * Changes a meeting of a series with those that follow it, or with all. What has begun stays as it was; what was moved alone keeps
   * its own date and takes the rest.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotReady} @throws {Invalid} where there is no series.
   */
  async change(
    actor: Member,
    meetingId: string,
    seenVersion: number,
    input: MeetingInput,
    scope: SeriesScope,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const before = await keptMeeting(sql, actor, meetingId);
      if (before.version !== seenVersion) throw new Stale(before.version);
      if (!isAhead(before.state)) throw new MeetingNotReady(before.state);
      const others = await othersInScope(sql, meetingId, scope);
      const shift = daysBetween(before.start.slice(0, 10), input.day);
      await this.meetings.alter(tx, actor, before, input);
      await keepStep(sql, meetingId);
      for (const other of others) {
        const kept = await keptMeeting(sql, actor, other.id);
        const time = other.isInStep
          ? {
              day: dayAfter(other.start.slice(0, 10), shift),
              allDay: input.allDay,
              from: input.from,
              until: input.until,
            }
          : timeOf(other, other.allDay);
        await this.meetings.alter(tx, actor, kept, { ...input, ...time });
        if (other.isInStep) await keepStep(sql, other.id);
      }
      await this.audit.record(tx, actor, {
        action: 'meeting.change_series',
        objectType: 'meeting',
        objectId: meetingId,
        details: { scope, meetings: others.map(({ id }) => id) },
      });
    });
  }
}

/** The meetings that the change reaches beside the one from which it is made: those ahead. */
async function othersInScope(sql: SqlTx, meetingId: string, scope: SeriesScope): Promise<Occurrence[]> {
  const [series] = await sql.query<{ id: string | null }>(
    'SELECT series_id AS id FROM portal.meeting WHERE id = $1',
    [meetingId],
  );
  if (!series?.id) throw new Invalid([noSeries]);
  return sql.query<Occurrence>(
    `SELECT m.id, to_char(m.start_local, 'YYYY-MM-DD"T"HH24:MI') AS start, to_char(m.end_local, 'YYYY-MM-DD"T"HH24:MI') AS end,
       m.all_day AS "allDay", (m.start_local, m.end_local) = (m.series_start, m.series_end) AS "isInStep"
     FROM portal.meeting m JOIN portal.meeting this ON this.id = $1
     WHERE m.series_id = this.series_id AND m.id <> this.id AND m.state IN ('draft', 'announced', 'postponed')
       AND ($2 OR m.series_start > this.series_start) ORDER BY m.series_start, m.id`,
    [meetingId, scope === 'all'],
  );
}

async function keepStep(sql: SqlTx, meetingId: string): Promise<void> {
  await sql.query(
    'UPDATE portal.meeting SET series_start = start_local, series_end = end_local WHERE id = $1',
    [meetingId],
  );
}

const noSeries = {
  field: 'scope',
  label: '変更の範囲',
  detail: '変更の範囲: この会議は、くり返しの会議ではありません。',
};
