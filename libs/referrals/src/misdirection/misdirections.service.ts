import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import { Referral } from '../referral.entity.js';
import { ReferralLine } from '../referral-line.entity.js';
import { reasons } from '../referral.codes.js';
import { type LineAddress, ReferralSteps } from '../referral-steps.js';
import { AlreadyRecorded, NotSettled } from './misdirection.errors.js';
import { misdirectionPlace } from './misdirection.places.js';

/** What went wrong: of the reasons for marking a line as an error those by which somebody was told. */
export type MisdirectionReason = 'wrong_recipient' | 'wrong_person';
export const misdirectionReasons: readonly MisdirectionReason[] = ['wrong_recipient', 'wrong_person'];

/** What is known of a sending that went to the wrong agency. */
export interface MisdirectionInput {
  readonly reason: MisdirectionReason;
  readonly foundAt: Date;
  readonly account: string;
}

/** What was done about it since. Days are YYYY-MM-DD in Japan. */
export interface MeasuresInput {
  readonly measures?: string | null;
  readonly personToldOn?: string | null;
  readonly reportedOn?: string | null;
}

/** A sending to the wrong agency (誤送付): blocked at once, and followed until everybody has done what they owe. */
@Injectable()
export class Misdirections {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Records it; answers its id. A line that is not marked as an error yet is marked in the same transaction, and from the
   * commit on the recipient reads nothing of it, whatever state it was in.
   * @throws {NotFound} @throws {Forbidden} for everybody but the source. @throws {AlreadyRecorded} @throws {Stale} @throws {Invalid}
   */
  async record(actor: Member, at: LineAddress, input: MisdirectionInput, request: OnceKey): Promise<string> {
    if (input.foundAt.getTime() > this.clock.now().getTime()) throw notYet('foundOn', '気づいた日');
    if (await this.isMarked(actor, at)) {
      return this.db.transaction(actor, (tx) =>
        once(tx, actor.accountId, request, async () => {
          const { referral, lines } = await this.steps.lock(tx, actor, at.referralId);
          const line = lines.find(({ id }) => id === at.lineId);
          if (!line) throw new NotFound();
          if (referral.sourceAgencyId !== actor.agencyId) throw new Forbidden();
          return this.keep(tx, actor, referral, line, input);
        }),
      );
    }
    const code = input.reason;
    const reason = { code, attribution: reasons.mark_error[code].attribution };
    await this.steps.take(actor, at, 'mark_error', request, async ({ tx, referral, line, now }) => {
      if (line.sentAt === null) throw new NotFound();
      line.markError(now, reason);
      await this.keep(tx, actor, referral, line, input);
      return { reason };
    });
    return this.ofLine(actor, at.lineId);
  }

  private async isMarked(actor: Member, { referralId, lineId }: LineAddress): Promise<boolean> {
    return this.db.transaction(actor, async (tx) => {
      const line = await tx.findOneBy(ReferralLine, { id: lineId, referralId });
      if (!line) throw new NotFound();
      return line.status === 'error';
    });
  }

  private async ofLine(actor: Member, lineId: string): Promise<string> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ id: string }[]>(
        'SELECT id FROM portal.misdirection WHERE line_id = $1',
        [lineId],
      );
      if (!row) throw new NotFound();
      return row.id;
    });
  }

  /** Writes down what was done since. @throws {NotFound} @throws {Stale} @throws {Invalid} */
  async follow(actor: Member, id: string, input: MeasuresInput, seenVersion: number): Promise<void> {
    const today = this.clock.today();
    if ((input.personToldOn ?? '') > today) throw notYet('personToldOn', '本人に知らせた日');
    if ((input.reportedOn ?? '') > today) throw notYet('reportedOn', '報告した日');
    await this.db.transaction(actor, async (tx) => {
      const incident = await this.own(tx, actor, id, seenVersion);
      const key = await this.dataKeys.one(tx, id);
      await tx.query(
        `UPDATE portal.misdirection SET measures = coalesce($2, measures), person_told_on = coalesce($3, person_told_on),
           reported_on = coalesce($4, reported_on), version = version + 1 WHERE id = $1`,
        [
          id,
          key.sealOptional(misdirectionPlace('measures', id), input.measures),
          input.personToldOn ?? null,
          input.reportedOn ?? null,
        ],
      );
      await this.note(tx, actor, incident, 'follow', { fields: Object.keys(input) });
    });
  }

  /** Closes it when everything owed is there. @throws {NotFound} @throws {NotSettled} @throws {Stale} */
  async close(actor: Member, id: string, seenVersion: number, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const incident = await this.own(tx, actor, id, seenVersion);
        const [owed] = await tx.query<{ settled: boolean }[]>(
          `SELECT m.person_told_on IS NOT NULL AND NOT EXISTS (SELECT FROM portal.erasure_duty d
             WHERE d.misdirection_id = m.id AND d.answer IS NULL) AS settled FROM portal.misdirection m WHERE m.id = $1`,
          [id],
        );
        if (!owed?.settled) throw new NotSettled();
        await tx.query(
          'UPDATE portal.misdirection SET closed_by = $2, closed_at = now(), version = version + 1 WHERE id = $1',
          [id, actor.accountId],
        );
        await this.note(tx, actor, incident, 'close');
        return id;
      }),
    );
  }

  private async keep(
    tx: Tx,
    actor: Member,
    referral: Referral,
    line: ReferralLine,
    input: MisdirectionInput,
  ): Promise<string> {
    const id = newId();
    const key = await this.dataKeys.create(tx, id, actor.agencyId);
    const [kept] = await tx.query<{ number: string }[]>(
      `INSERT INTO portal.misdirection (id, referral_id, line_id, person_id, agency_id, recipient_agency_id, categories, found_at,
         account, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (line_id) DO NOTHING RETURNING number`,
      [
        id,
        referral.id,
        line.id,
        referral.personId,
        actor.agencyId,
        line.agencyId,
        referral.categories,
        input.foundAt,
        key.seal(misdirectionPlace('account', id), input.account),
        actor.accountId,
      ],
    );
    if (!kept) throw new AlreadyRecorded();
    const dutyId = newId();
    await tx.query(
      `INSERT INTO portal.erasure_duty (id, misdirection_id, number, person_id, agency_id, recipient_agency_id, categories, due_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, sec.today_in_japan() + (SELECT answer_within_days FROM portal.withdrawal_settings))`,
      [dutyId, id, kept.number, referral.personId, actor.agencyId, line.agencyId, referral.categories],
    );
    await this.note(tx, actor, { id, person_id: referral.personId }, 'record', { line: line.id });
    await this.outbox.add(tx, 'misdirection.recorded', {
      misdirectionId: id,
      dutyId,
      number: kept.number,
      tellAgencyId: line.agencyId,
    });
    return id;
  }

  private async own(
    tx: Tx,
    actor: Member,
    id: string,
    seenVersion: number,
  ): Promise<{ id: string; person_id: string }> {
    const [incident] = await tx.query<
      { id: string; person_id: string; version: number; closed_at: Date | null }[]
    >(
      'SELECT id, person_id, version, closed_at FROM portal.misdirection WHERE id = $1 AND agency_id = $2 FOR UPDATE',
      [id, actor.agencyId],
    );
    if (!incident) throw new NotFound();
    if (incident.version !== seenVersion) throw new Stale(incident.version);
    return incident;
  }

  private async note(
    tx: Tx,
    actor: Member,
    incident: { id: string; person_id: string },
    verb: string,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `misdirection.${verb}`,
      objectType: 'misdirection',
      objectId: incident.id,
      subjectId: incident.person_id,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

function notYet(field: string, label: string): Invalid {
  return new Invalid([{ field, label, detail: '今日までの日付にしてください。' }]);
}
