import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { addWorkingDays } from '#libs/directory';
import type { Member } from '#libs/identity';
import {
  Clock,
  codeOf,
  Database,
  type FieldProblem,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import { reiwaFiscalYear } from '../referral.number.js';
import { type TellingKind, tellingWordsIn } from './telling-words.js';
import type { AgeBand, InquiryNeed, RoomAnswer } from './vacancy-inquiry.codes.js';
import { InquiryClosed, TellingWords } from './vacancy-inquiry.errors.js';

/** Somebody like whom there should be room: nobody in particular. */
export interface InquiryInput {
  readonly recipientAgencyIds: readonly string[];
  readonly serviceKind: string;
  readonly areaCode: string;
  readonly ageBand: AgeBand;
  readonly disabilities: readonly string[];
  readonly needs: readonly InquiryNeed[];
  /** YYYY-MM. */
  readonly startMonth: string;
  readonly note: string;
  /** Whoever wrote the note has been warned and has read it again. */
  readonly noteChecked: boolean;
  /** Working days until the answer. */
  readonly days: number;
}

/** What an agency answers. */
export interface AnswerInput {
  readonly answer: RoomAnswer;
  /** About how many months one would wait. */
  readonly months: number | null;
  readonly note: string;
  readonly noteChecked: boolean;
}

/** How far ahead somebody may wish to begin. */
const furthestMonths = 24;

/** 空き照会: asks other agencies whether they have room for somebody like this, before anybody is named. */
@Injectable()
export class VacancyInquiries {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Asks; answers the inquiry's id. @throws {Invalid} naming every field that cannot be. @throws {TellingWords} */
  async ask(actor: Member, input: InquiryInput, request: OnceKey): Promise<string> {
    const today = this.clock.today();
    const problems = monthProblems(input.startMonth, today);
    requireSilence(input);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        problems.push(...(await recipientProblems(tx, actor, input.recipientAgencyIds)));
        problems.push(...(await termProblems(tx, input)));
        if (problems.length > 0) throw new Invalid(problems);
        const id = newId();
        const number = await nextNumber(tx, today);
        await tx.query(
          `INSERT INTO portal.vacancy_inquiry (id, number, agency_id, service_kind, area_code, age_band, disabilities, needs,
             start_month, note, due_on, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            ...[id, number, actor.agencyId, input.serviceKind, input.areaCode, input.ageBand],
            ...[[...input.disabilities], [...input.needs], input.startMonth, input.note],
            ...[addWorkingDays(today, input.days), actor.accountId],
          ],
        );
        for (const agencyId of input.recipientAgencyIds) {
          await tx.query(
            'INSERT INTO portal.vacancy_answer (id, inquiry_id, source_agency_id, agency_id) VALUES ($1, $2, $3, $4)',
            [newId(), id, actor.agencyId, agencyId],
          );
          await this.promise(tx, 'asked', id, number, agencyId);
        }
        await this.note(tx, actor, 'ask', id, {
          asked: input.recipientAgencyIds.length,
          ...overridden(input),
        });
        return id;
      }),
    );
  }

  /**
   * Answers for the own agency, or answers anew while the inquiry is open.
   * @throws {NotFound} for whom was not asked. @throws {InquiryClosed} @throws {Stale} @throws {TellingWords}
   */
  async answer(actor: Member, id: string, seenVersion: number, input: AnswerInput): Promise<void> {
    requireSilence(input);
    await this.db.transaction(actor, async (tx) => {
      const [own] = await tx.query<
        { id: string; version: number; number: string; source: string; state: string }[]
      >(
        `SELECT a.id, a.version, q.number, a.source_agency_id AS source, q.state FROM portal.vacancy_answer a
         JOIN portal.vacancy_inquiry q ON q.id = a.inquiry_id WHERE a.inquiry_id = $1 AND a.agency_id = $2 FOR UPDATE OF a`,
        [id, actor.agencyId],
      );
      if (!own) throw new NotFound();
      if (own.state !== 'open') throw new InquiryClosed();
      if (own.version !== seenVersion) throw new Stale(own.version);
      const months = input.answer === 'waiting' ? input.months : null;
      await tx
        .query(
          `UPDATE portal.vacancy_answer SET answer = $2, months = $3, note = $4, answered_by = $5, answered_at = now(),
             version = version + 1 WHERE id = $1`,
          [own.id, input.answer, months, input.note, actor.accountId],
        )
        // Whoever asked may have closed it a moment ago.
        .catch((error: unknown) => {
          throw codeOf(error) === '23514' ? new InquiryClosed() : error;
        });
      await this.promise(tx, 'answered', id, own.number, own.source);
      await this.note(tx, actor, 'answer', id, { answer: input.answer, ...overridden(input) });
    });
  }

  /** Ends an own inquiry before its day. @throws {NotFound} @throws {Stale} @throws {InquiryClosed} */
  async close(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [own] = await tx.query<{ version: number; state: string; number: string }[]>(
        'SELECT version, state, number FROM portal.vacancy_inquiry WHERE id = $1 AND agency_id = $2 FOR UPDATE',
        [id, actor.agencyId],
      );
      if (!own) throw new NotFound();
      if (own.version !== seenVersion) throw new Stale(own.version);
      if (own.state !== 'open') throw new InquiryClosed();
      await tx.query(
        `UPDATE portal.vacancy_inquiry SET state = 'closed', closed_for = 'asker', closed_at = now(), version = version + 1
         WHERE id = $1`,
        [id],
      );
      const unanswered = await tx.query<{ agency_id: string }[]>(
        'SELECT agency_id FROM portal.vacancy_answer WHERE inquiry_id = $1 AND answer IS NULL ORDER BY id',
        [id],
      );
      // Whoever still had it on the desk learns that nobody waits any more.
      for (const { agency_id: agencyId } of unanswered)
        await this.promise(tx, 'closed', id, own.number, agencyId);
      await this.note(tx, actor, 'close', id);
    });
  }

  /** Takes out the own words, at any time: they told more than they should have. @throws {NotFound} for who is no party. */
  async strike(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [party] = await tx.query<{ asks: boolean }[]>(
        `SELECT q.agency_id = $2 AS asks FROM portal.vacancy_inquiry q WHERE q.id = $1 AND (q.agency_id = $2 OR EXISTS (
           SELECT FROM portal.vacancy_answer a WHERE a.inquiry_id = q.id AND a.agency_id = $2))`,
        [id, actor.agencyId],
      );
      if (!party) throw new NotFound();
      if (party.asks)
        await tx.query(`UPDATE portal.vacancy_inquiry SET note = '', version = version + 1 WHERE id = $1`, [
          id,
        ]);
      else
        await tx.query(
          `UPDATE portal.vacancy_answer SET note = '', answered_by = $3, version = version + 1
           WHERE inquiry_id = $1 AND agency_id = $2 AND note <> ''`,
          [id, actor.agencyId, actor.accountId],
        );
      await this.note(tx, actor, 'strike', id);
    });
  }

  private async promise(
    tx: Tx,
    what: string,
    inquiryId: string,
    number: string,
    tellAgencyId: string,
  ): Promise<void> {
    await this.outbox.add(tx, `vacancy_inquiry.${what}`, { inquiryId, number, tellAgencyId });
  }

  private async note(
    tx: Tx,
    actor: Member,
    what: string,
    id: string,
    details?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `vacancy_inquiry.${what}`,
      objectType: 'vacancy_inquiry',
      objectId: id,
      ...(details ? { details } : {}),
    });
  }
}

/** Which warnings somebody has looked at and passed over. */
function overridden({ note }: { note: string }): { passedOver?: readonly TellingKind[] } {
  const found = tellingWordsIn(note);
  return found.length > 0 ? { passedOver: found } : {};
}

/** @throws {TellingWords} unless whoever wrote it says that it tells nobody. */
function requireSilence({ note, noteChecked }: { note: string; noteChecked: boolean }): void {
  const found = tellingWordsIn(note);
  if (found.length > 0 && !noteChecked) throw new TellingWords(found);
}

function monthProblems(month: string, today: string): FieldProblem[] {
  const say = (detail: string) => [{ field: 'startMonth', label: '利用を始めたい月', detail }];
  const [year = 0, number = 0] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, number - 1 + furthestMonths, 1)).toISOString().slice(0, 7);
  if (month < today.slice(0, 7)) return say('今月より後の月にしてください。');
  return month > last ? say('2年先までの月にしてください。') : [];
}

async function recipientProblems(tx: Tx, actor: Member, ids: readonly string[]): Promise<FieldProblem[]> {
  const say = (detail: string) => [{ field: 'recipientAgencyIds', label: '照会する機関', detail }];
  if (ids.length === 0) return say('照会する機関を選んでください。');
  if (ids.includes(actor.agencyId)) return say('自機関は選べません。');
  const ready = await tx.query<{ id: string }[]>(
    `SELECT id FROM portal.agency WHERE id = ANY($1::uuid[]) AND status = 'active' AND sec.has_desk(id)`,
    [[...ids]],
  );
  return ready.length === ids.length
    ? []
    : say('連携ポータルで受け取れない機関があります。電話などで確かめてください。');
}

async function termProblems(tx: Tx, { serviceKind, areaCode }: InquiryInput): Promise<FieldProblem[]> {
  const [known] = await tx.query<{ kind: boolean; area: boolean }[]>(
    `SELECT EXISTS (SELECT FROM portal.service_kind WHERE code = $1) AS kind,
       EXISTS (SELECT FROM portal.area WHERE code = $2) AS area`,
    [serviceKind, areaCode],
  );
  const detail = '一覧から選んでください。';
  return [
    ...(known?.kind ? [] : [{ field: 'serviceKind', label: 'サービスの種類', detail }]),
    ...(known?.area ? [] : [{ field: 'areaCode', label: '地域', detail }]),
  ];
}

/** The fiscal year and a count, like the number of a referral, and never like one. */
async function nextNumber(tx: Tx, today: string): Promise<string> {
  const [row] = await tx.query<{ n: string }[]>(`SELECT nextval('portal.vacancy_inquiry_number') AS n`);
  return `V${reiwaFiscalYear(today)}-${(row?.n ?? '0').padStart(6, '0')}`;
}
