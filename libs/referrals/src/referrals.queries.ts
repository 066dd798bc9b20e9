import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, offsetOf, type Page, type PageRequest, prepared, type Tx } from '#libs/platform';
import { PersonNames } from './person-names.js';
import type { ReferralType, Urgency } from './referral.codes.js';
import { type LineStatus, lineStatuses, type ReferralStatus, turnOf } from './referral.status.js';

/** The three trays of a desk. */
export const boxes = ['received', 'sent', 'draft'] as const;
export type Box = (typeof boxes)[number];

/** Which referrals are wanted. */
export interface ReferralFilter extends PageRequest {
  readonly box: Box;
  readonly status?: readonly LineStatus[];
  /** Only those that wait for the own agency, or for the other one. */
  readonly turn?: 'own' | 'other';
  /** Only those whose reply is late. */
  readonly overdue?: boolean;
  /** Received ones that the reader has taken (or looks after for somebody who is away), or that lie on the desk. */
  readonly claimed?: 'own' | 'nobody';
}

/** A referral as a list shows it. */
export interface ListedReferral {
  readonly id: string;
  readonly number: string;
  readonly status: ReferralStatus;
  readonly type: ReferralType | null;
  readonly urgency: Urgency;
  readonly replyBy: string | null;
  readonly overdue: boolean;
  readonly lineStatus: LineStatus | null;
  readonly otherAgencyId: string | null;
  readonly otherAgencyName: string | null;
  /** Null where no consent lets the reader know. */
  readonly personName: string | null;
  readonly changedAt: Date;
  /** Who of the own agency has taken it from the desk. */
  readonly claimedBy: string | null;
}

interface ReferralRow extends Omit<ListedReferral, 'personName'> {
  personId: string;
  packageVersion: number | null;
  total: number;
}

// A tray is read from the lines, whose wall looks at the row alone; only what a page shows is joined to the rest, whose wall
// looks at other rows too. One row for each agency that was asked; a line that was opened again is represented by the one that
// followed it. A draft shows its first recipient.
const trays: Readonly<Record<Box, { lines: string; other: string }>> = {
  received: {
    lines: `SELECT l.*, l.changed_at AS at FROM portal.referral_line l
      WHERE l.agency_id = $1 AND l.status <> 'queued' AND NOT EXISTS (
        SELECT FROM portal.referral_line n WHERE n.previous_line_id = l.id AND n.previous_line_id IS NOT NULL)`,
    other: 'l.source_agency_id',
  },
  sent: {
    lines: `SELECT l.*, l.changed_at AS at FROM portal.referral_line l
      WHERE l.source_agency_id = $1 AND l.status <> 'queued' AND NOT EXISTS (
        SELECT FROM portal.referral_line n WHERE n.previous_line_id = l.id AND n.previous_line_id IS NOT NULL)`,
    other: 'l.agency_id',
  },
  draft: {
    lines: `SELECT l.id, r.id AS referral_id, l.agency_id, l.source_agency_id, l.status, l.due_on, l.package_version, l.claimed_by,
        r.updated_at AS at
      FROM portal.referral r LEFT JOIN portal.referral_line l ON l.referral_id = r.id AND l.position = 1
      WHERE r.source_agency_id = $1 AND r.status = 'draft'`,
    other: 'l.agency_id',
  },
};

/** Reads the trays of the own desk. */
@Injectable()
export class ReferralsQueries {
  constructor(
    private readonly db: Database,
    private readonly names: PersonNames,
    private readonly audit: Audit,
  ) {}

  /** One part of a tray, what changed last first. */
  async list(actor: Member, filter: ReferralFilter): Promise<Page<ListedReferral>> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await this.rows(tx, actor, filter);
      const names = await this.names.ofReferrals(tx, actor, rows);
      await this.audit.record(tx, actor, {
        action: 'referral.list',
        details: { box: filter.box, shown: rows.map(({ id }) => id) },
      });
      const { page, perPage } = filter;
      const items = rows.map((row) => listed(row, names.get(row.id) ?? null));
      return { items, page, perPage, total: rows[0]?.total ?? (await this.count(tx, actor, filter)) };
    });
  }

  private async rows(tx: Tx, actor: Member, filter: ReferralFilter): Promise<ReferralRow[]> {
    const values = [...valuesOf(actor, filter), filter.perPage, offsetOf(filter)];
    return prepared<ReferralRow>(tx, { name: `tray.${filter.box}`, sql: pageOf(trays[filter.box]) }, values);
  }

  /** A page beyond the last has no row that could carry the total. */
  private async count(tx: Tx, actor: Member, filter: ReferralFilter): Promise<number> {
    if (filter.page === 1) return 0;
    const [row] = await tx.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM (${trays[filter.box].lines}) l WHERE ${narrowed}`,
      valuesOf(actor, filter),
    );
    return row?.total ?? 0;
  }
}

function pageOf({ lines, other }: (typeof trays)[Box]): string {
  return `WITH page AS MATERIALIZED (
      SELECT * FROM (${lines}) l WHERE ${narrowed} ORDER BY l.at DESC, l.referral_id DESC LIMIT $6 OFFSET $7)
    SELECT r.id, r.number, r.status, r.type, r.urgency, coalesce(l.due_on, r.reply_by)::text AS "replyBy",
      r.person_id AS "personId", ${overdue} AS overdue, l.status AS "lineStatus", o.id AS "otherAgencyId",
      o.name AS "otherAgencyName", l.package_version AS "packageVersion", l.at AS "changedAt",
      (SELECT c.name FROM portal.account c WHERE c.id = l.claimed_by AND l.agency_id = $1) AS "claimedBy",
      (SELECT count(*) FROM (${lines}) l WHERE ${narrowed})::int AS total
    FROM page l JOIN portal.referral r ON r.id = l.referral_id LEFT JOIN portal.agency o ON o.id = ${other}
    ORDER BY l.at DESC, l.referral_id DESC`;
}

const overdue = `(l.due_on < sec.today_in_japan() AND l.status IN ('sent', 'received', 'reviewing', 'waitlisted'))`;
// What somebody who has left had taken lies on the desk again.
const unclaimed = `NOT EXISTS (SELECT FROM portal.membership m
  WHERE m.account_id = l.claimed_by AND m.agency_id = l.agency_id AND m.ended_at IS NULL)`;
const ownClaim = `(l.claimed_by = $5 OR EXISTS (SELECT FROM portal.absence b
  WHERE b.account_id = l.claimed_by AND b.agency_id = l.agency_id AND b.deputy_id = $5
    AND sec.today_in_japan() BETWEEN b.from_on AND b.until_on))`;
const narrowed = `($2::text[] IS NULL OR l.status = ANY($2)) AND ($3::boolean IS NOT TRUE OR ${overdue})
  AND ($4::text IS NULL OR CASE $4 WHEN 'own' THEN ${ownClaim} ELSE ${unclaimed} END)`;

function valuesOf(actor: Member, filter: ReferralFilter): unknown[] {
  return [
    actor.agencyId,
    statusesOf(filter),
    filter.overdue ?? null,
    filter.claimed ?? null,
    actor.accountId,
  ];
}

/** The states that both filters leave, or null for all. */
function statusesOf({ box, status, turn }: ReferralFilter): LineStatus[] | null {
  if (!status?.length && !turn) return null;
  const own = box === 'received' ? 'recipient' : 'source';
  return (status?.length ? [...status] : [...lineStatuses]).filter((code) => {
    if (!turn) return true;
    const side = turnOf(code);
    return side !== null && (side === own) === (turn === 'own');
  });
}

function listed(row: ReferralRow, personName: string | null): ListedReferral {
  const { id, number, status, type, urgency, replyBy, overdue: isOverdue, changedAt } = row;
  const { lineStatus, otherAgencyId, otherAgencyName, claimedBy } = row;
  return {
    ...{ id, number, status, type, urgency, replyBy, overdue: isOverdue ?? false, changedAt },
    ...{ lineStatus, otherAgencyId, otherAgencyName, personName, claimedBy },
  };
}
