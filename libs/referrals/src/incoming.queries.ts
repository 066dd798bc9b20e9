import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database } from '#libs/platform';
import { inquiriesToAnswer } from './vacancy-inquiry/vacancy-inquiries.queries.js';
import { isIntakeOf } from './outside/intake-requests.service.js';

/** A referral in which the other agency has said something that the reader has not read yet. */
export interface UnreadReferral {
  readonly referralId: string;
  readonly number: string;
  readonly agency: string;
  readonly messages: number;
  readonly lastAt: Date;
}

/** What has come in from others beside referrals. */
export interface Incoming {
  /** The newest few, and how many there are. */
  readonly unread: readonly UnreadReferral[];
  readonly unreadReferrals: number;
  /** 申し込み of the own area that nobody has taken over, and own ones that are not registered yet. */
  readonly openIntakes: number;
  readonly takenIntakes: number;
  /** 空き照会 that the own agency was asked and has not answered, while they are open. */
  readonly openInquiries: number;
}

/** How many unread referrals are named. */
const named = 5;

// What nobody has read for longer than that is looked for on the referral itself.
const unread = `
  SELECT m.referral_id AS "referralId", r.number, a.name AS agency, m.messages, m.last AS "lastAt",
    count(*) OVER ()::int AS total
  FROM (
    SELECT m.referral_id, CASE WHEN m.agency_id = $1 THEN m.source_agency_id ELSE m.agency_id END AS other,
      count(*)::int AS messages, max(m.at) AS last
    FROM portal.referral_message m
    LEFT JOIN portal.conversation_mark k ON k.line_id = m.line_id AND k.account_id = $2
    WHERE (m.agency_id = $1 OR m.source_agency_id = $1) AND m.by_agency_id <> $1 AND m.kind <> 'internal'
      AND m.at > now() - interval '60 days' AND m.at > coalesce(k.read_until, '-infinity')
    GROUP BY 1, 2) m
  JOIN portal.referral r ON r.id = m.referral_id JOIN portal.agency a ON a.id = m.other
  ORDER BY m.last DESC, m.referral_id LIMIT ${named}`;

/** Counts what others have said and asked. */
@Injectable()
export class IncomingQueries {
  constructor(private readonly db: Database) {}

  async of(actor: Member): Promise<Incoming> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<(UnreadReferral & { total: number })[]>(unread, [
        actor.agencyId,
        actor.accountId,
      ]);
      const [intakes] = await tx.query<{ open: number; taken: number }[]>(
        `SELECT count(*) FILTER (WHERE q.state = 'open')::int AS open,
           count(*) FILTER (WHERE q.state = 'taken' AND q.referral_id IS NULL)::int AS taken
         FROM portal.intake_request q WHERE ${isIntakeOf('$1')}`,
        [actor.agencyId],
      );
      const [inquiries] = await tx.query<{ open: number }[]>(inquiriesToAnswer('$1'), [actor.agencyId]);
      return {
        unread: rows.map(({ referralId, number, agency, messages, lastAt }) => ({
          ...{ referralId, number, agency, messages, lastAt },
        })),
        unreadReferrals: rows[0]?.total ?? 0,
        openIntakes: intakes?.open ?? 0,
        takenIntakes: intakes?.taken ?? 0,
        openInquiries: inquiries?.open ?? 0,
      };
    });
  }
}
