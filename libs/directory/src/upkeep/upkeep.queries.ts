import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, offsetOf, type Page, type PageRequest } from '#libs/platform';
import { staleSince } from './freshness.js';

/** The lists of entries that somebody should look at. 要確認・古い. */
export const upkeepLists = ['to_check', 'stale'] as const;
export type UpkeepList = (typeof upkeepLists)[number];

/** How much there is to do about the directory; every number opens its list. */
export interface UpkeepCounts {
  readonly toCheck: number;
  readonly reports: number;
  readonly approvals: number;
  /** Whether the network wants to see changes of agencies first. */
  readonly wantsApproval: boolean;
  /** Editions of the leaflet with proofs that nobody has answered yet, the first to end first. */
  readonly proofs: readonly {
    readonly leafletId: string;
    readonly title: string;
    readonly answerBy: string;
    readonly open: number;
  }[];
  readonly stale: number;
  readonly duplicates: number;
  /** The yearly round that is under way. */
  readonly round: { readonly id: string; readonly waiting: number; readonly unreachable: number } | null;
}

/** An entry in one of the lists. */
export interface UpkeepRow {
  readonly id: string;
  readonly name: string;
  readonly typeName: string;
  readonly areaName: string | null;
  readonly phone: string | null;
  readonly isMember: boolean;
  readonly confirmedOn: string | null;
  readonly toCheckSince: string | null;
  readonly toCheckWhy: string | null;
  readonly openReports: number;
  /** Whether a question is on its way or waits for an answer. */
  readonly asked: boolean;
}

/** How the own entry stands. */
export interface OwnEntryRow {
  readonly id: string;
  readonly name: string;
  readonly confirmedOn: string | null;
  readonly asked: boolean;
  readonly openReports: number;
}

const asked = `EXISTS (
  SELECT FROM portal.confirmation_request q JOIN portal.confirmation_round r ON r.id = q.round_id AND r.ended_at IS NULL
  WHERE q.agency_id = a.id AND q.state = 'waiting' AND q.mail_state <> 'no_address')`;
const openReports = `(SELECT count(*)::int FROM portal.entry_report e WHERE e.agency_id = a.id AND e.state = 'open')`;

const wheres: Readonly<Record<UpkeepList, string>> = {
  to_check: 'a.to_check_since IS NOT NULL AND $3::date IS NOT NULL',
  stale: '(a.confirmed_on IS NULL OR a.confirmed_on <= $3::date)',
};
const orders: Readonly<Record<UpkeepList, string>> = {
  to_check: '"toCheckSince", name, id',
  stale: '"isMember" DESC, "confirmedOn" NULLS FIRST, name, id',
};

/** Reads what there is to do about the directory. */
@Injectable()
export class UpkeepQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** All counts in one round. */
  async counts(actor: Member): Promise<UpkeepCounts> {
    const [row] = await this.db.read<{ counts: UpkeepCounts }>(
      actor,
      {
        name: 'upkeep.counts',
        sql: `SELECT json_build_object(
            'toCheck', (SELECT count(*) FROM portal.agency WHERE to_check_since IS NOT NULL AND status <> 'closed'),
            'reports', (SELECT count(*) FROM portal.entry_report WHERE state = 'open'),
            'approvals', (SELECT count(*) FROM portal.entry_change WHERE state = 'waiting'),
            'wantsApproval', (SELECT approval FROM portal.directory_settings),
            'proofs', (SELECT coalesce(json_agg(o ORDER BY o."answerBy", o.title, o."leafletId"), '[]') FROM (
                SELECT l.id AS "leafletId", l.title, l.answer_by::text AS "answerBy", count(*)::int AS open
                FROM portal.leaflet l JOIN portal.leaflet_proof p ON p.leaflet_id = l.id
                JOIN portal.agency a ON a.id = p.agency_id AND a.status <> 'closed'
                WHERE l.state = 'proofing' AND p.answered_at IS NULL AND p.revoked_at IS NULL GROUP BY l.id) o),
            'stale', (SELECT count(*) FROM portal.agency a WHERE a.status <> 'closed'
                        AND (a.confirmed_on IS NULL OR a.confirmed_on <= $1::date)),
            'duplicates', (SELECT count(*) FROM portal.duplicate_pair WHERE state = 'open'),
            'round', (SELECT json_build_object('id', r.id,
                'waiting', count(*) FILTER (WHERE q.mail_state IN ('promised', 'sent')),
                'unreachable', count(*) FILTER (WHERE q.mail_state IN ('no_address', 'refused')))
              FROM portal.confirmation_round r
              LEFT JOIN (portal.confirmation_request q JOIN portal.agency a ON a.id = q.agency_id AND a.status <> 'closed')
                ON q.round_id = r.id AND q.state = 'waiting'
              WHERE r.kind = 'yearly' AND r.ended_at IS NULL GROUP BY r.id)) AS counts`,
      },
      [staleSince(this.clock.today())],
    );
    return row!.counts;
  }

  /** The entries of one list: what is to be checked by age, what is old with the members of the network first. */
  async entries(actor: Member, list: UpkeepList, request: PageRequest): Promise<Page<UpkeepRow>> {
    const [found] = await this.db.read<{ total: number; items: UpkeepRow[] | null }>(
      actor,
      {
        name: `upkeep.entries.${list}`,
        sql: `SELECT
            (SELECT count(*)::int FROM portal.agency a WHERE a.status <> 'closed' AND ${wheres[list]}) AS total,
            (SELECT json_agg(row_to_json(o)) FROM (
              SELECT a.id, a.name, t.name AS "typeName", m.name AS "areaName", a.phone, a.is_member AS "isMember",
                a.confirmed_on AS "confirmedOn", a.to_check_since AS "toCheckSince", a.to_check_why AS "toCheckWhy",
                ${openReports} AS "openReports", ${asked} AS asked
              FROM portal.agency a JOIN portal.agency_type t ON t.code = a.type_code
              LEFT JOIN portal.area m ON m.code = a.area_code
              WHERE a.status <> 'closed' AND ${wheres[list]}
              ORDER BY ${orders[list]} LIMIT $1 OFFSET $2) o) AS items`,
      },
      [request.perPage, offsetOf(request), staleSince(this.clock.today())],
    );
    const { page, perPage } = request;
    return { items: found?.items ?? [], page, perPage, total: found?.total ?? 0 };
  }

  /** How the entry of the actor's own agency stands. */
  async own(actor: Member): Promise<OwnEntryRow> {
    const [row] = await this.db.read<{ own: OwnEntryRow }>(
      actor,
      {
        name: 'upkeep.own',
        sql: `SELECT json_build_object('id', a.id, 'name', a.name, 'confirmedOn', a.confirmed_on,
                'asked', EXISTS (
                  SELECT FROM portal.confirmation_request q
                  JOIN portal.confirmation_round r ON r.id = q.round_id AND r.ended_at IS NULL
                  WHERE q.agency_id = a.id AND q.state = 'waiting'),
                'openReports', ${openReports}) AS own
              FROM portal.agency a WHERE a.id = $1`,
      },
      [actor.agencyId],
    );
    return row!.own;
  }
}
