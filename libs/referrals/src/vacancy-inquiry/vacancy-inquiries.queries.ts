import { Injectable } from '@nestjs/common';
import { type Vacancy } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Database, NotFound, offsetOf, type Page, type PageRequest, type Tx } from '#libs/platform';
import type { AgeBand, InquiryNeed, RoomAnswer } from './vacancy-inquiry.codes.js';

/** On which side of an inquiry the own agency is. */
export type InquiryBox = 'received' | 'sent';

/** Which inquiries are wanted. */
export interface InquiryFilter {
  readonly box: InquiryBox;
  readonly state: 'open' | 'closed' | undefined;
  /** Only those that wait for the own answer. */
  readonly unanswered?: boolean | undefined;
}

/** An inquiry in a list. */
export interface InquiryRow {
  readonly id: string;
  readonly number: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly serviceKind: string;
  readonly area: string;
  readonly ageBand: AgeBand;
  readonly startMonth: string;
  readonly dueOn: string;
  readonly state: 'open' | 'closed';
  readonly createdAt: Date;
  /** Of the lines that the reader sees: all of an own inquiry, the own one of another's. */
  readonly asked: number;
  readonly answered: number;
  readonly ownAnswer: RoomAnswer | null;
}

/** What one agency has answered. */
export interface AnswerRow {
  readonly id: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly answer: RoomAnswer | null;
  readonly months: number | null;
  readonly note: string;
  readonly answeredAt: Date | null;
  readonly version: number;
  /** What its entry says of free places in services of this kind. */
  readonly stated: StatedVacancy | null;
}

/** What an entry says of free places, on whose word and as of which day. */
export type StatedVacancy = Pick<Vacancy, 'state' | 'available' | 'asOf' | 'saidBy' | 'goodUntil'>;

/** An inquiry whole, with the answers that the reader may know. */
export interface InquiryRecord extends Omit<InquiryRow, 'asked' | 'answered' | 'ownAnswer'> {
  readonly disabilities: readonly string[];
  readonly needs: readonly InquiryNeed[];
  readonly note: string;
  readonly closedFor: 'asker' | 'deadline' | null;
  readonly version: number;
  readonly answers: readonly AnswerRow[];
}

const columns = `q.id, q.number, q.agency_id AS "agencyId", g.name AS agency, k.name AS "serviceKind", r.name AS area,
  q.age_band AS "ageBand", q.start_month AS "startMonth", q.due_on::text AS "dueOn", q.state, q.created_at AS "createdAt"`;
const from = `portal.vacancy_inquiry q JOIN portal.agency g ON g.id = q.agency_id
  JOIN portal.service_kind k ON k.code = q.service_kind JOIN portal.area r ON r.code = q.area_code`;
const wasAsked = (agency: string) =>
  `EXISTS (SELECT FROM portal.vacancy_answer o WHERE o.inquiry_id = q.id AND o.agency_id = ${agency})`;

const waitsFor = (agency: string) =>
  `(q.state = 'open' AND EXISTS (SELECT FROM portal.vacancy_answer o
     WHERE o.inquiry_id = q.id AND o.agency_id = ${agency} AND o.answer IS NULL))`;

/** How many inquiries wait for the answer of an agency. */
export const inquiriesToAnswer = (agency: string) =>
  `SELECT count(*)::int AS open FROM portal.vacancy_inquiry q WHERE ${waitsFor(agency)}`;

/** Reads inquiries: whoever asked sees all answers, whoever was asked the own one. */
@Injectable()
export class VacancyInquiriesQueries {
  constructor(private readonly db: Database) {}

  /** Sent or received, the newest first. */
  async list(
    actor: Member,
    { box, state, unanswered }: InquiryFilter,
    request: PageRequest,
  ): Promise<Page<InquiryRow>> {
    const { page, perPage } = request;
    const own = box === 'sent' ? 'q.agency_id = $1' : wasAsked('$1');
    return this.db.transaction(actor, async (tx) => {
      const where = `${own} AND ($2::text IS NULL OR q.state = $2)
        AND ($3::boolean IS NOT TRUE OR ${waitsFor('$1')})`;
      const values = [actor.agencyId, state ?? null, unanswered ?? null];
      const [counted] = await tx.query<{ total: number }[]>(
        `SELECT count(*)::int AS total FROM portal.vacancy_inquiry q WHERE ${where}`,
        values,
      );
      const items = await tx.query<InquiryRow[]>(
        `SELECT ${columns}, n.asked, n.answered, n."ownAnswer" FROM ${from}
         CROSS JOIN LATERAL (SELECT count(*)::int AS asked, count(a.answer)::int AS answered,
           max(a.answer) FILTER (WHERE a.agency_id = $1) AS "ownAnswer"
           FROM portal.vacancy_answer a WHERE a.inquiry_id = q.id AND $1 IN (a.agency_id, a.source_agency_id)) n
         WHERE ${where} ORDER BY q.created_at DESC, q.id DESC LIMIT $4 OFFSET $5`,
        [...values, perPage, offsetOf(request)],
      );
      return { items, page, perPage, total: counted?.total ?? 0 };
    });
  }

  /** One whole. @throws {NotFound} for who neither asked nor was asked. */
  async one(actor: Member, id: string): Promise<InquiryRecord> {
    return this.db.transaction(actor, async (tx) => {
      const [found] = await tx.query<(Omit<InquiryRecord, 'answers'> & { kindCode: string })[]>(
        `SELECT ${columns}, q.service_kind AS "kindCode", q.disabilities, q.needs, q.note, q.closed_for AS "closedFor", q.version
         FROM ${from} WHERE q.id = $1 AND (q.agency_id = $2 OR ${wasAsked('$2')})`,
        [id, actor.agencyId],
      );
      if (!found) throw new NotFound();
      const { kindCode, ...inquiry } = found;
      return { ...inquiry, answers: await answersOf(tx, actor, id, kindCode) };
    });
  }
}

async function answersOf(tx: Tx, actor: Member, id: string, kindCode: string): Promise<AnswerRow[]> {
  return tx.query<AnswerRow[]>(
    `SELECT a.id, a.agency_id AS "agencyId", g.name AS agency, a.answer, a.months, a.note, a.answered_at AS "answeredAt",
       a.version, (SELECT json_build_object('state', v.state, 'available', v.available, 'asOf', v.as_of, 'saidBy', v.said_by,
           'goodUntil', v.good_until)
         FROM portal.service s JOIN portal.vacancy v ON v.service_id = s.id
         WHERE s.agency_id = a.agency_id AND s.kind_code = $3 ORDER BY v.as_of DESC LIMIT 1) AS stated
     FROM portal.vacancy_answer a JOIN portal.agency g ON g.id = a.agency_id
     WHERE a.inquiry_id = $1 AND $2 IN (a.agency_id, a.source_agency_id) ORDER BY g.name, a.id`,
    [id, actor.agencyId, kindCode],
  );
}
