import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database } from '#libs/platform';
import { toApproveCount } from './approval/approvals.queries.js';

/** What waits on the desk today: how many of each. Every number opens its list. */
export interface Worklists {
  /** Received and not yet acknowledged. */
  readonly arrived: number;
  /** Received, an answer is owed. */
  readonly toAnswer: number;
  /** Accepted or in support. */
  readonly supporting: number;
  /** Sent, and the other agency has not answered. */
  readonly waiting: number;
  /** Sent, and the own agency has to act: confirm a report, answer a question, or ask for a new consent. */
  readonly toConfirm: number;
  /** An answer is late, on either side. */
  readonly overdue: number;
  readonly drafts: number;
  /** Drafts of colleagues that wait for the actor's approval. */
  readonly toApprove: number;
  /** People of whom a consent ends within 30 days. */
  readonly consentsEnding: number;
  readonly unreadNotices: number;
}

/** Counts the worklists of a desk in one round. */
@Injectable()
export class WorklistsQueries {
  constructor(private readonly db: Database) {}

  async of(actor: Member): Promise<Worklists> {
    const [row] = await this.db.read<{ [Key in keyof Worklists]: number }>(
      actor,
      {
        name: 'worklists',
        sql: `
          WITH line AS MATERIALIZED (
            SELECT l.status, l.agency_id = $1 AS received,
              l.due_on < sec.today_in_japan() AND l.status IN ('sent', 'received', 'reviewing', 'waitlisted') AS late
            FROM portal.referral_line l
            WHERE (l.agency_id = $1 OR l.source_agency_id = $1)
              AND l.status NOT IN ('queued', 'completed', 'declined', 'redirected', 'cancelled', 'person_declined',
                'not_selected', 'expired', 'failed', 'error')
          )
          SELECT
            count(*) FILTER (WHERE received AND status = 'sent')::int AS arrived,
            count(*) FILTER (WHERE received AND status IN ('received', 'reviewing', 'waitlisted'))::int AS "toAnswer",
            count(*) FILTER (WHERE received AND status IN ('accepted', 'in_progress'))::int AS supporting,
            count(*) FILTER (WHERE NOT received AND status IN ('sent', 'received', 'reviewing', 'waitlisted'))::int AS waiting,
            count(*) FILTER (WHERE NOT received AND status IN ('reported', 'suspended', 'info_requested', 'proposed'))::int AS "toConfirm",
            count(*) FILTER (WHERE late)::int AS overdue,
            (SELECT count(*)::int FROM portal.referral WHERE source_agency_id = $1 AND status = 'draft') AS drafts,
            ${toApproveCount} AS "toApprove",
            (SELECT count(DISTINCT person_id)::int FROM portal.consent WHERE agency_id = $1 AND status = 'given'
               AND valid_until BETWEEN sec.today_in_japan() AND sec.today_in_japan() + 30) AS "consentsEnding",
            (SELECT count(*)::int FROM portal.notice WHERE account_id = $2 AND agency_id = $1 AND read_at IS NULL)
              AS "unreadNotices"
          FROM line`,
      },
      [actor.agencyId, actor.accountId],
    );
    if (!row) throw new Error('worklists answered no row');
    return row;
  }
}
