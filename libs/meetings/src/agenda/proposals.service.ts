import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Conflict,
  Database,
  Forbidden,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
} from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { seenMeeting } from '../meeting/meeting.sight.js';
import type { MeetingState } from '../meeting/meeting.status.js';
import type { AgendaType, AgendaVisibility } from './agenda.codes.js';
import { AgendaFrozen } from './agenda.errors.js';
import { openAgenda, putOnAgenda } from './agenda.service.js';

/** How far a proposal is. 議題の提案. */
export const proposalStates = {
  waiting: '検討待ち',
  taken: '次第に入りました',
  declined: '見送り',
  withdrawn: '取り下げ',
} as const;
export type ProposalState = keyof typeof proposalStates;
export const proposalStateCodes = Object.keys(proposalStates) as ProposalState[];

/** What an agency asks to have put on the agenda. */
export interface ProposalInput {
  readonly title: string;
  readonly type: Exclude<AgendaType, 'approval_of_minutes'>;
  readonly minutes: number | null;
  readonly presenter: string;
  readonly text: string;
}

/** A proposal as its reader may see it. */
export interface ProposalRow extends ProposalInput {
  readonly id: string;
  readonly agency: string;
  readonly isOwn: boolean;
  readonly state: ProposalState;
  readonly reason: string;
  readonly itemId: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** Somebody has answered already, or it was withdrawn (409). */
export class ProposalSettled extends Conflict {
  constructor(state: ProposalState) {
    super('agenda_proposal.settled', `この提案は「${proposalStates[state]}」になっています。`, { state });
  }
}

/** 議題の提案: agencies with a seat propose, the secretariat takes or declines. */
@Injectable()
export class AgendaProposals {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** The proposals for a meeting: all for whoever keeps the council, their own for others. */
  async ofMeeting(actor: Member, meetingId: string): Promise<ProposalRow[]> {
    return this.db.transaction(actor, async (tx) =>
      plainSql(tx).query<ProposalRow & Record<string, unknown>>(
        `SELECT p.id, a.name AS agency, p.agency_id = $2 AS "isOwn", p.title, p.type, p.minutes_wanted AS minutes, p.presenter, p.text,
           p.state, p.reason, p.item_id AS "itemId", p.created_at AS "createdAt", p.version
         FROM portal.agenda_proposal p JOIN portal.agency a ON a.id = p.agency_id
         WHERE p.meeting_id = $1 AND (p.agency_id = $2 OR (p.state <> 'withdrawn' AND ${isKeptHere('p.council_id')}))
         ORDER BY p.created_at, p.id`,
        [meetingId, actor.agencyId],
      ),
    );
  }

  /** Proposes an item; answers its id. @throws {NotFound} @throws {Forbidden} for agencies without a seat. @throws {AgendaFrozen} */
  async propose(actor: Member, meetingId: string, input: ProposalInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const meeting = await seenMeeting(sql, actor, meetingId);
        if (!meeting.sits) throw new Forbidden();
        if (!mayPropose(meeting.state)) throw new AgendaFrozen(meeting.state);
        const id = newId();
        const { title, type, minutes, presenter, text } = input;
        await sql.query(
          `INSERT INTO portal.agenda_proposal
             (id, meeting_id, council_id, agency_id, title, type, minutes_wanted, presenter, text, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            ...[id, meetingId, meeting.councilId, actor.agencyId, title, type, minutes, presenter, text],
            actor.accountId,
          ],
        );
        await this.outbox.add(tx, 'agenda.proposed', {
          agencyId: await keeperOf(sql, meeting.councilId),
          meetingId,
        });
        await this.audit.record(tx, actor, {
          action: 'agenda_proposal.make',
          objectType: 'meeting',
          objectId: meetingId,
          details: { proposal: id },
        });
        return id;
      }),
    );
  }

  /**
   * Puts a proposal on the agenda.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ProposalSettled} @throws {AgendaFrozen} @throws {AgendaFull}
   */
  async take(actor: Member, id: string, seenVersion: number, visibility: AgendaVisibility): Promise<void> {
    await this.settle(actor, id, seenVersion, async (sql, proposal) => {
      const { meetingId, councilId, agencyId } = proposal;
      const itemId = await putOnAgenda(
        sql,
        actor,
        { id: meetingId, councilId },
        { ...proposal, visibility },
        { raisedByAgencyId: agencyId },
      );
      return { state: 'taken', reason: '', itemId };
    });
  }

  /** Declines a proposal. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ProposalSettled} @throws {AgendaFrozen} */
  async decline(actor: Member, id: string, seenVersion: number, reason: string): Promise<void> {
    await this.settle(actor, id, seenVersion, async () => ({ state: 'declined', reason, itemId: null }));
  }

  /** Takes the own proposal back. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ProposalSettled} */
  async withdraw(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const proposal = await found(sql, actor, id);
      if (proposal.agencyId !== actor.agencyId) throw new Forbidden();
      requireWaiting(proposal, seenVersion);
      const withdrawn = await sql.query(
        `UPDATE portal.agenda_proposal SET state = 'withdrawn', answered_at = now(), version = version + 1
         WHERE id = $1 AND state = 'waiting' AND version = $2 RETURNING id`,
        [id, seenVersion],
      );
      if (withdrawn.length === 0) throw new Stale((await found(sql, actor, id)).version);
      await this.audit.record(tx, actor, {
        action: 'agenda_proposal.withdraw',
        objectType: 'meeting',
        objectId: proposal.meetingId,
        details: { proposal: id },
      });
    });
  }

  private async settle(
    actor: Member,
    id: string,
    seenVersion: number,
    decide: (sql: SqlTx, proposal: Found) => Promise<Settled>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await openAgenda(sql, actor, (await found(sql, actor, id)).meetingId);
      const proposal = await found(sql, actor, id);
      requireWaiting(proposal, seenVersion);
      const { state, reason, itemId } = await decide(sql, proposal);
      const settled = await sql.query(
        `UPDATE portal.agenda_proposal SET state = $3, reason = $4, item_id = $5, answered_at = now(), version = version + 1
         WHERE id = $1 AND state = 'waiting' AND version = $2 RETURNING id`,
        [id, seenVersion, state, reason, itemId],
      );
      // Withdrawn at the same moment: the agency does not wait for the meeting.
      if (settled.length === 0) throw new Stale((await found(sql, actor, id)).version);
      const { agencyId, meetingId } = proposal;
      await this.outbox.add(tx, 'agenda.proposal_answered', { agencyId, meetingId });
      await this.audit.record(tx, actor, {
        action: `agenda_proposal.${state === 'taken' ? 'take' : 'decline'}`,
        objectType: 'meeting',
        objectId: proposal.meetingId,
        details: { proposal: id },
      });
    });
  }
}

/** Whether agencies can still propose something: before a meeting that they know of. */
export function mayPropose(state: MeetingState): boolean {
  return state === 'announced' || state === 'postponed';
}

interface Settled {
  readonly state: 'taken' | 'declined';
  readonly reason: string;
  readonly itemId: string | null;
}

interface Found extends ProposalInput {
  readonly meetingId: string;
  readonly councilId: string;
  readonly agencyId: string;
  readonly state: ProposalState;
  readonly version: number;
}

/** The agency to which proposals go. */
async function keeperOf(sql: SqlTx, councilId: string): Promise<string> {
  const [council] = await sql.query<{ keeper: string }>(
    'SELECT secretariat_agency_id AS keeper FROM portal.council WHERE id = $1',
    [councilId],
  );
  if (!council) throw new NotFound();
  return council.keeper;
}

async function found(sql: SqlTx, actor: Pick<Member, 'agencyId'>, id: string): Promise<Found> {
  const [proposal] = await sql.query<Found & Record<string, unknown>>(
    `SELECT meeting_id AS "meetingId", council_id AS "councilId", agency_id AS "agencyId", title, type, minutes_wanted AS minutes,
       presenter, text, state, version FROM portal.agenda_proposal
     WHERE id = $1 AND (agency_id = $2 OR ${isKeptHere('council_id')})`,
    [id, actor.agencyId],
  );
  if (!proposal) throw new NotFound();
  return proposal;
}

function requireWaiting({ state, version }: Found, seenVersion: number): void {
  if (state !== 'waiting') throw new ProposalSettled(state);
  if (version !== seenVersion) throw new Stale(version);
}
