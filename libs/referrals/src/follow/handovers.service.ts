import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Audit } from '#libs/audit';
import { Clock, Conflict, Database, Invalid, type OnceKey, Outbox, type Tx } from '#libs/platform';
import type { ReferralType } from '../referral.codes.js';
import { ReferralSight } from '../referral-sight.js';
import type { LineAddress } from '../referral-steps.js';
import { Talk } from '../message/talk.service.js';

/** From which day on the recipient is in charge, and until when both work side by side. */
export interface HandoverInput {
  readonly movesOn: string;
  readonly overlapUntil: string | null;
}

/** 主担当の引継ぎ, as both sides see it. */
export interface HandoverRecord extends HandoverInput {
  readonly lineId: string;
  readonly fromAgency: string;
  readonly toAgency: string;
  /** Who is in charge today. */
  readonly inCharge: 'source' | 'recipient';
  /** Both are at work today. */
  readonly isOverlapping: boolean;
  /** The former agency is told nothing new any more. */
  readonly isOver: boolean;
  readonly agreedAt: Date;
  readonly version: number;
}

/** The types of referral with which responsibility moves. */
export const handoverTypes: readonly ReferralType[] = ['handover', 'retention_end', 'graduate'];

const states: readonly string[] = ['accepted', 'in_progress', 'reported'];

/** Nothing is handed over with this referral, or not yet, or not any more (409). */
export class NoHandover extends Conflict {
  constructor() {
    super(
      'handover.not_now',
      'この依頼では、主担当を引き継ぐ日を決められません。種別と状態を確認してください。',
    );
  }
}

/** Moves the responsibility for a person from one agency to another, with an overlap. */
@Injectable()
export class Handovers {
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: Database,
    private readonly talk: Talk,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly sight: ReferralSight,
  ) {}

  /** What was agreed for the lines of a referral that the reader may know. @throws {NotFound} */
  async of(actor: Member, referralId: string): Promise<HandoverRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { lines } = await this.sight.find(tx, actor, referralId);
      const rows = await tx.query<
        (HandoverInput &
          Pick<HandoverRecord, 'lineId' | 'fromAgency' | 'toAgency' | 'agreedAt' | 'version'>)[]
      >(
        `SELECT h.line_id AS "lineId", h.moves_on::text AS "movesOn", h.overlap_until::text AS "overlapUntil", s.name AS "fromAgency",
           a.name AS "toAgency", h.agreed_at AS "agreedAt", h.version
         FROM portal.handover h JOIN portal.agency s ON s.id = h.source_agency_id JOIN portal.agency a ON a.id = h.agency_id
         WHERE h.line_id = ANY($1::uuid[]) ORDER BY h.agreed_at`,
        [lines.map(({ id }) => id)],
      );
      const today = this.clock.today();
      return rows.map((row) => ({
        ...row,
        inCharge: row.movesOn <= today ? ('recipient' as const) : ('source' as const),
        isOverlapping: row.movesOn <= today && row.overlapUntil !== null && today <= row.overlapUntil,
        isOver: row.overlapUntil === null ? row.movesOn <= today : row.overlapUntil < today,
      }));
    });
  }

  /**
   * The recipient says from which day on it is in charge; a day that has not passed can be moved.
   * @throws {NoHandover} @throws {Forbidden} for the source. @throws {Stale} @throws {Invalid}
   */
  async agree(actor: Member, at: LineAddress, input: HandoverInput, request: OnceKey): Promise<string> {
    this.requireDays(input);
    return this.talk.on(actor, at, 'recipient', request, async ({ tx, referral, line }) => {
      if (!referral.type || !handoverTypes.includes(referral.type) || !states.includes(line.status))
        throw new NoHandover();
      await put(
        tx,
        actor,
        { ...input, referralId: referral.id, personId: referral.personId, line },
        this.clock.today(),
      );
      await this.audit.record(tx, actor, {
        action: 'referral.hand_over',
        objectType: 'referral',
        objectId: referral.id,
        subjectId: referral.personId,
        ownerAgencyId: referral.sourceAgencyId,
        details: { line: line.id, movesOn: input.movesOn, overlapUntil: input.overlapUntil },
      });
      await this.outbox.add(tx, 'referral.handover_agreed', {
        referralId: referral.id,
        lineId: line.id,
        number: referral.number,
        byAgencyId: actor.agencyId,
        tellAgencyId: line.sourceAgencyId,
      });
    });
  }

  private requireDays({ movesOn, overlapUntil }: HandoverInput): void {
    const say = (field: string, label: string, detail: string) => new Invalid([{ field, label, detail }]);
    if (movesOn < this.clock.today())
      throw say('movesOn', '主担当が移る日', '今日からの日付にしてください。');
    if (overlapUntil && overlapUntil < movesOn)
      throw say('overlapUntil', '並走期間の終わり', '主担当が移る日より後にしてください。');
  }
}

async function put(
  tx: Tx,
  actor: Member,
  {
    movesOn,
    overlapUntil,
    referralId,
    personId,
    line,
  }: HandoverInput & {
    referralId: string;
    personId: string;
    line: { id: string; sourceAgencyId: string; agencyId: string };
  },
  today: string,
): Promise<void> {
  const [before] = await tx.query<{ ends: string }[]>(
    'SELECT coalesce(overlap_until, moves_on)::text AS ends FROM portal.handover WHERE line_id = $1',
    [line.id],
  );
  // What the former agency is not told any more stays so.
  if (before && before.ends < today) throw new NoHandover();
  await tx.query(
    `INSERT INTO portal.handover (line_id, referral_id, person_id, source_agency_id, agency_id, moves_on, overlap_until,
       agreed_by_agency, agreed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $5, $8)
     ON CONFLICT (line_id) DO UPDATE SET moves_on = $6, overlap_until = $7, agreed_by = $8, agreed_at = now(),
       version = handover.version + 1`,
    [
      line.id,
      referralId,
      personId,
      line.sourceAgencyId,
      line.agencyId,
      movesOn,
      overlapUntil,
      actor.accountId,
    ],
  );
}
