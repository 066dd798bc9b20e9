import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  plainSql,
} from '#libs/platform';
import type { AnswerWay, MailState, RequestState, RoundKind, RoundList } from './confirmation.codes.js';
import { countGroup, type GroupCount, type RoundGroup } from './confirmation.group.js';
import { isSecretariat } from './upkeep.policy.js';

/** How a round stands: how many of each list. */
export interface RoundRow {
  readonly id: string;
  readonly kind: RoundKind;
  readonly fiscalYear: number;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly endedAt: string | null;
  /** The group that was asked, in words. */
  readonly chosenAs: string | null;
  readonly counts: Readonly<Record<RoundList, number>>;
}

/** One agency in a round. */
export interface RequestRow {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly typeName: string;
  readonly areaName: string | null;
  readonly phone: string | null;
  /** Whom to ask for on the telephone. */
  readonly window: string | null;
  readonly confirmedOn: string | null;
  readonly state: RequestState;
  readonly how: AnswerWay | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly mailState: MailState;
  readonly reminders: number;
}

/** Which of them alone: those of one municipality or block, those of one type. */
export interface RequestFilter {
  readonly area?: string | null | undefined;
  readonly type?: string | null | undefined;
}

/** Which requests belong to each list. A closed agency has nothing to answer any more. */
const lists: Readonly<Record<RoundList, string>> = {
  all: 'true',
  confirmed: `q.state = 'confirmed'`,
  corrected: `q.state = 'confirmed' AND q.answered_how = 'corrected'`,
  correcting: `q.state = 'correcting'`,
  waiting: `q.state = 'waiting' AND a.status <> 'closed' AND q.mail_state IN ('promised', 'sent')`,
  unreachable: `q.state = 'waiting' AND a.status <> 'closed' AND q.mail_state IN ('no_address', 'refused')`,
};

const counts = Object.entries(lists)
  .map(([list, condition]) => `'${list}', count(*) FILTER (WHERE ${condition})`)
  .join(', ');

const roundSql = (where: string, end = '') => `
  SELECT r.id, r.kind, r.fiscal_year AS "fiscalYear", r.started_at AS "startedAt", r.started_name AS "startedBy",
    r.ended_at AS "endedAt", r.chosen_as AS "chosenAs", (
      SELECT json_build_object(${counts})
      FROM portal.confirmation_request q JOIN portal.agency a ON a.id = q.agency_id WHERE q.round_id = r.id) AS counts
  FROM portal.confirmation_round r WHERE ${where} ORDER BY r.started_at DESC, r.id DESC ${end}`;

/** Reads rounds of confirmation, for the secretariat. */
@Injectable()
export class ConfirmationQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The rounds, newest first, each with how it stands. */
  async rounds(actor: Member, request: PageRequest): Promise<Page<RoundRow>> {
    const { page, perPage } = request;
    const rows = await this.db.read<RawRound>(
      actor,
      { name: 'confirmation.rounds', sql: roundSql('true', 'LIMIT $1 OFFSET $2') },
      [perPage, offsetOf(request)],
    );
    const [counted] = await this.db.read<{ total: number }>(actor, {
      name: 'confirmation.rounds.total',
      sql: 'SELECT count(*)::int AS total FROM portal.confirmation_round',
    });
    return { items: rows.map(withTexts), page, perPage, total: counted?.total ?? 0 };
  }

  /**
   * How many a round for this group would ask.
   * @throws {Forbidden} @throws {Invalid}
   */
  async group(actor: Member, group: RoundGroup): Promise<GroupCount> {
    if (!isSecretariat(actor)) throw new Forbidden();
    return this.db.transaction(actor, (tx) => countGroup(plainSql(tx), group, this.clock.today()));
  }

  /** @throws {NotFound} */
  async round(actor: Member, id: string): Promise<RoundRow> {
    const [row] = await this.db.read<RawRound>(
      actor,
      { name: 'confirmation.round', sql: roundSql('r.id = $1') },
      [id],
    );
    if (!row) throw new NotFound();
    return withTexts(row);
  }

  /**
   * The agencies of one list of a round, those of one area together, by name.
   * @throws {NotFound}
   */
  async requests(
    actor: Member,
    roundId: string,
    list: RoundList,
    request: PageRequest & RequestFilter,
  ): Promise<Page<RequestRow>> {
    await this.round(actor, roundId);
    return this.requestsOf(actor, roundId, list, request);
  }

  /**
   * Everybody who can be asked by telephone alone, area by area, up to `most` of them.
   * @throws {NotFound}
   */
  async phoneList(
    actor: Member,
    roundId: string,
    narrowing: RequestFilter,
    most: number,
  ): Promise<Page<RequestRow>> {
    await this.round(actor, roundId);
    return this.requestsOf(actor, roundId, 'unreachable', { ...narrowing, page: 1, perPage: most });
  }

  private async requestsOf(
    actor: Member,
    roundId: string,
    list: RoundList,
    request: PageRequest & RequestFilter,
  ): Promise<Page<RequestRow>> {
    const [found] = await this.db.read<{ total: number; items: RequestRow[] | null }>(
      actor,
      {
        name: `confirmation.requests.${list}`,
        sql: `WITH chosen AS (
            SELECT q.id, a.id AS "agencyId", a.name, a.kana, t.name AS "typeName", m.code AS area_code, m.name AS "areaName",
              a.phone, (SELECT w.name FROM portal.contact_window w WHERE w.agency_id = a.id ORDER BY w.sort, w.id LIMIT 1)
                AS window, a.confirmed_on AS "confirmedOn", q.state, q.answered_how AS how, q.answered_name AS "answeredBy",
              q.answered_at AS "answeredAt", q.mail_state AS "mailState", q.reminders
            FROM portal.confirmation_request q
            JOIN portal.agency a ON a.id = q.agency_id
            JOIN portal.agency_type t ON t.code = a.type_code
            LEFT JOIN portal.area m ON m.code = a.area_code
            WHERE q.round_id = $1 AND ${lists[list]}
              AND ($4::text IS NULL OR $4 IN (m.code, m.parent_code)) AND ($5::text IS NULL OR a.type_code = $5)
          )
          SELECT (SELECT count(*)::int FROM chosen) AS total,
            (SELECT json_agg(row_to_json(o)) FROM (
               SELECT * FROM chosen ORDER BY area_code NULLS LAST, kana, name, id LIMIT $2 OFFSET $3) o) AS items`,
      },
      [roundId, request.perPage, offsetOf(request), request.area ?? null, request.type ?? null],
    );
    const { page, perPage } = request;
    return { items: found?.items ?? [], page, perPage, total: found?.total ?? 0 };
  }
}

interface RawRound extends Omit<RoundRow, 'startedAt' | 'endedAt'> {
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

function withTexts({ startedAt, endedAt, ...round }: RawRound): RoundRow {
  return { ...round, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}
