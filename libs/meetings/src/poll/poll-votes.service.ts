import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { hashOfToken, type Member } from '#libs/identity';
import { anonymous, Database, NotFound, type Tx } from '#libs/platform';
import { PollNotReady } from './poll.errors.js';
import type { PollAnswer, PollState } from './poll.status.js';

/** What somebody says: an answer to each day, and a word. */
export interface Ballot {
  readonly answers: Readonly<Record<string, PollAnswer>>;
  readonly comment: string;
}

/** A poll as whoever holds a link to it sees it. */
export interface LinkedPoll {
  readonly id: string;
  readonly title: string;
  readonly council: string;
  readonly secretariat: string;
  readonly note: string;
  readonly venue: string;
  readonly deadlineOn: string;
  readonly standing: PollState;
  readonly name: string;
  readonly comment: string;
  readonly answeredAt: Date | null;
  readonly showsVotes: boolean;
  readonly options: readonly LinkedOption[];
}

/** A day behind a link: the own answer, and what others said in numbers. */
export interface LinkedOption {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly isPicked: boolean;
  readonly answer: PollAnswer | null;
  readonly yes: number;
  readonly ifNeeded: number;
  readonly no: number;
}

/** Where an answer came from, for the audit. */
interface Source {
  readonly requestId: string;
  readonly ip: string;
}

type Outcome = PollState | 'done' | 'unknown';

/** What people answer, by their link or signed in for their agency. Until the poll closes the last word counts. */
@Injectable()
export class PollVotes {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Answers for the own agency; the secretariat answers for whoever has phoned.
   * @throws {NotFound} @throws {PollNotReady} once nobody may answer any more.
   */
  async vote(actor: Member, pollId: string, inviteeId: string, ballot: Ballot): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const asked = await tx.query<unknown[]>(
        'SELECT id FROM portal.poll_invitee WHERE id = $1 AND poll_id = $2 AND withdrawn_at IS NULL',
        [inviteeId, pollId],
      );
      if (asked.length === 0) throw new NotFound();
      const outcome = await outcomeOf(tx, 'SELECT portal.vote_as_member($1, $2, $3) AS outcome', [
        ...[inviteeId, JSON.stringify(ballot.answers), ballot.comment],
      ]);
      if (outcome === 'unknown') throw new NotFound();
      if (outcome !== 'done') throw new PollNotReady(outcome);
      await this.audit.record(tx, actor, {
        action: 'date_poll.vote',
        objectType: 'poll_invitee',
        objectId: inviteeId,
        details: { poll: pollId },
      });
    });
  }

  /** The poll behind a link, if there is one. */
  async find(token: string): Promise<LinkedPoll | undefined> {
    const [poll] = await this.db.read<LinkedPoll & Record<string, unknown>>(
      anonymous,
      {
        name: 'poll.by_link',
        sql: `SELECT id, title, council, secretariat, note, venue, deadline_on::text AS "deadlineOn", standing, name, comment,
                answered_at AS "answeredAt", shows_votes AS "showsVotes", options FROM portal.poll_by_link($1)`,
      },
      [hashOfToken(token)],
    );
    return poll;
  }

  /** Answers by a link; 'done', or what stood in the way. */
  async voteByLink(token: string, ballot: Ballot, source: Source): Promise<Outcome> {
    return this.db.transaction(anonymous, (tx) =>
      outcomeOf(tx, 'SELECT portal.vote_by_link($1, $2, $3, $4, $5) AS outcome', [
        ...[hashOfToken(token), JSON.stringify(ballot.answers), ballot.comment, source.requestId, source.ip],
      ]),
    );
  }
}

async function outcomeOf(tx: Tx, sql: string, values: unknown[]): Promise<Outcome> {
  const [said] = await tx.query<{ outcome: Outcome }[]>(sql, values);
  return said!.outcome;
}
