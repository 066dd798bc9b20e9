import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
  Invalid,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
} from '#libs/platform';
import type { DataCategory } from '#libs/people';
import { ReferralSight } from '../referral-sight.js';
import type { ErasureAnswer, HeardMeans } from './withdrawal.codes.js';
import { AlreadyAnswered } from './withdrawal.errors.js';

/** What an agency owes an answer to: what became of what it had been told. */
export interface ErasureDuty {
  readonly id: string;
  /** The number of the withdrawal, or of the misdirected sending. */
  readonly number: string;
  readonly cause: 'withdrawal' | 'misdirection';
  readonly ownerName: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly categories: readonly DataCategory[];
  readonly askedAt: Date;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly reminders: number;
  readonly answer: ErasureAnswer | null;
  readonly answeredOn: string | null;
  readonly answeredName: string | null;
  readonly lawText: string | null;
  /** The agency that answers is not in the portal: what it says is written down by whoever told it something. */
  readonly isOutside: boolean;
  /** How an answer from outside became known, and who wrote it down. */
  readonly told: ToldAnswer | null;
  readonly recordedBy: string | null;
  readonly referralIds: readonly string[];
  readonly version: number;
}

/** By whom, how and on which day the answer of an agency outside the portal became known. */
export interface ToldAnswer {
  readonly on: string;
  readonly by: string;
  readonly means: HeardMeans;
}

/** The answer: what was done, on which day, by whom, and under which law it is kept. */
export interface ErasureAnswerInput {
  readonly answer: ErasureAnswer;
  readonly answeredOn: string;
  readonly answeredName: string;
  readonly lawText?: string | null;
  /** Of an agency outside the portal alone. */
  readonly told?: ToldAnswer | null;
}

/** The columns of a duty `d`, of the agency `a` that answers and of the owner `o`. */
export const dutyColumns = `d.id, d.number, CASE WHEN d.withdrawal_id IS NULL THEN 'misdirection' ELSE 'withdrawal' END AS cause,
  o.name AS "ownerName", d.recipient_agency_id AS "agencyId", a.name AS "agencyName", d.categories, d.asked_at AS "askedAt",
  d.due_on::text AS "dueOn", d.answer IS NULL AND d.due_on < sec.today_in_japan() AS overdue, d.reminders, d.answer,
  d.answered_on::text AS "answeredOn", d.answered_name AS "answeredName", d.law_text AS "lawText", d.version,
  NOT a.is_member AS "isOutside", CASE WHEN d.told_on IS NOT NULL THEN
    jsonb_build_object('on', d.told_on, 'by', d.told_by, 'means', d.told_means) END AS told,
  CASE WHEN d.told_on IS NOT NULL THEN (SELECT n.name FROM portal.account n WHERE n.id = d.answered_by) END AS "recordedBy",
  ARRAY(SELECT l.referral_id FROM portal.referral_line l WHERE l.person_id = d.person_id
      AND l.agency_id = d.recipient_agency_id AND l.source_agency_id = d.agency_id
    UNION SELECT s.referral_id FROM portal.outside_sending s WHERE s.person_id = d.person_id
      AND s.agency_id = d.recipient_agency_id AND s.source_agency_id = d.agency_id) AS "referralIds"`;

const from = `FROM portal.erasure_duty d JOIN portal.agency a ON a.id = d.recipient_agency_id
  JOIN portal.agency o ON o.id = d.agency_id`;

/** Asks every recipient what became of what it had been told, until all have answered. */
@Injectable()
export class ErasureDuties {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly sight: ReferralSight,
  ) {}

  /** What the own agency has to answer, or what others owe it; the unanswered first. */
  async list(actor: Member, side: 'own' | 'others'): Promise<ErasureDuty[]> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<ErasureDuty[]>(
        `SELECT ${dutyColumns} ${from} WHERE ${side === 'own' ? 'd.recipient_agency_id' : 'd.agency_id'} = $1
         ORDER BY d.answer IS NOT NULL, d.due_on, d.asked_at DESC LIMIT 200`,
        [actor.agencyId],
      );
      await this.audit.record(tx, actor, { action: 'erasure.list', details: { side } });
      return rows;
    });
  }

  /** What a party of a referral was asked or has answered about it. @throws {NotFound} */
  async ofReferral(actor: Member, referralId: string): Promise<ErasureDuty[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral } = await this.sight.find(tx, actor, referralId);
      await this.sight.recordReading(tx, actor, referral, 'erasure.read');
      return tx.query<ErasureDuty[]>(
        `SELECT ${dutyColumns} ${from} WHERE d.person_id = $1 AND d.agency_id = $2
           AND (EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = $3 AND l.agency_id = d.recipient_agency_id)
             OR EXISTS (SELECT FROM portal.outside_sending s WHERE s.referral_id = $3 AND s.agency_id = d.recipient_agency_id))
           AND $4 IN (d.agency_id, d.recipient_agency_id)
         ORDER BY d.asked_at DESC`,
        [referral.personId, referral.sourceAgencyId, referralId, actor.agencyId],
      );
    });
  }

  /**
   * Answers for the own agency, or writes down what an agency outside the portal has said; answers the id.
   * @throws {NotFound} @throws {Forbidden} for the owner, while the recipient can answer itself. @throws {AlreadyAnswered} @throws {Stale} @throws {Invalid}
   */
  async answer(
    actor: Member,
    id: string,
    input: ErasureAnswerInput,
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    this.requireSound(input);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const [duty] = await tx.query<
          {
            recipient_agency_id: string;
            agency_id: string;
            person_id: string;
            number: string;
            answer: string | null;
            version: number;
            is_outside: boolean;
          }[]
        >(
          `SELECT d.*, NOT a.is_member AS is_outside
           FROM portal.erasure_duty d JOIN portal.agency a ON a.id = d.recipient_agency_id WHERE d.id = $1`,
          [id],
        );
        if (!duty || ![duty.agency_id, duty.recipient_agency_id].includes(actor.agencyId))
          throw new NotFound();
        const isHeard = duty.is_outside && duty.agency_id === actor.agencyId;
        if (duty.recipient_agency_id !== actor.agencyId && !isHeard) throw new Forbidden();
        this.requireTold(input, isHeard);
        if (duty.answer !== null) throw new AlreadyAnswered();
        if (duty.version !== seenVersion) throw new Stale(duty.version);
        const [kept] = await tx.query<[unknown[], number]>(
          `UPDATE portal.erasure_duty SET answer = $2, answered_on = $3, answered_name = $4, law_text = $5, answered_by = $6,
             told_on = $7, told_by = $8, told_means = $9, answered_at = now(), version = version + 1
           WHERE id = $1 AND answer IS NULL RETURNING id`,
          [
            id,
            input.answer,
            input.answeredOn,
            input.answeredName,
            input.lawText ?? null,
            actor.accountId,
            input.told?.on ?? null,
            input.told?.by ?? null,
            input.told?.means ?? null,
          ],
        );
        if (kept.length === 0) throw new AlreadyAnswered();
        await this.audit.record(tx, actor, {
          action: isHeard ? 'erasure.hear' : 'erasure.answer',
          objectType: 'erasure_duty',
          objectId: id,
          subjectId: duty.person_id,
          ownerAgencyId: duty.agency_id,
          details: { answer: input.answer, ...(input.told ? { means: input.told.means } : {}) },
        });
        if (isHeard) return id;
        await this.outbox.add(tx, 'erasure.answered', {
          dutyId: id,
          number: duty.number,
          tellAgencyId: duty.agency_id,
        });
        return id;
      }),
    );
  }

  /** One duty, for either side. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<ErasureDuty> {
    return this.db.transaction(actor, async (tx) => {
      const [duty] = await tx.query<ErasureDuty[]>(
        `SELECT ${dutyColumns} ${from} WHERE d.id = $1 AND $2 IN (d.agency_id, d.recipient_agency_id)`,
        [id, actor.agencyId],
      );
      if (!duty) throw new NotFound();
      return duty;
    });
  }

  /** @throws {Invalid} naming what is missing or yet to come. */
  private requireSound({ answer, answeredOn, lawText }: ErasureAnswerInput): void {
    const problems = [];
    if (answeredOn > this.clock.today())
      problems.push({ field: 'answeredOn', label: '処理した日', detail: '今日までの日付にしてください。' });
    if (answer === 'kept_by_law' && !lawText)
      problems.push({
        field: 'lawText',
        label: '根拠の法令',
        detail: '法令の名前と条文を入力してください。',
      });
    if (problems.length > 0) throw new Invalid(problems);
  }

  /** @throws {Invalid} where it is not said how an answer from outside became known, or where nobody outside has answered. */
  private requireTold({ answeredOn, told }: ErasureAnswerInput, isHeard: boolean): void {
    const wrong = (detail: string) => new Invalid([{ field: 'toldOn', label: '回答を受けた日', detail }]);
    if (!isHeard) {
      if (told) throw wrong('自機関の回答には入力できません。');
      return;
    }
    if (!told) throw wrong('回答を受けた日・相手・方法を入力してください。');
    if (told.on > this.clock.today()) throw wrong('今日までの日付にしてください。');
    if (told.on < answeredOn) throw wrong('処理した日以降の日付にしてください。');
  }
}
