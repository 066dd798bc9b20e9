import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import type { Approval, CouncilKind, Quorum, SeatRole } from './council.codes.js';

/** How the reader stands to a council: keeps it, sits there, or knows that it exists. */
export type CouncilStanding = 'keeps' | 'sits' | 'knows';

/** A council in the tree. */
export interface CouncilRow {
  readonly id: string;
  readonly name: string;
  readonly kind: CouncilKind;
  readonly parentId: string | null;
  readonly secretariatAgencyId: string;
  readonly secretariat: string;
  readonly dissolvedOn: string | null;
  readonly seats: number;
  readonly standing: CouncilStanding;
  /** The next meeting that the reader may know of. */
  readonly nextMeetingId: string | null;
  readonly nextStartsAt: Date | null;
}

/** A seat with whoever fills it now. */
export interface SeatRow {
  readonly id: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly role: SeatRole;
  readonly fromOn: string;
  readonly untilOn: string | null;
  readonly version: number;
  readonly name: string | null;
  readonly post: string | null;
  readonly email: string | null;
  /** Who filled it before, the latest first. */
  readonly before: readonly { name: string; post: string; fromOn: string; untilOn: string }[];
}

/** A council whole. */
export interface CouncilRecord extends Omit<CouncilRow, 'nextMeetingId' | 'nextStartsAt'> {
  readonly shortName: string;
  readonly purpose: string;
  readonly quorum: Quorum;
  readonly quorumCount: number | null;
  readonly noticeDays: number;
  readonly approval: Approval;
  readonly reviewDays: number;
  readonly heldBefore: number;
  readonly version: number;
  readonly parent: string | null;
  readonly children: readonly { id: string; name: string; kind: CouncilKind }[];
  readonly formerNames: readonly { name: string; until: Date }[];
}

const standing = `CASE WHEN c.secretariat_agency_id = $1 THEN 'keeps'
  WHEN c.id IN (SELECT sec.seated_councils()) THEN 'sits' ELSE 'knows' END AS standing`;
const columns = `c.id, c.name, c.kind, c.parent_id AS "parentId", c.secretariat_agency_id AS "secretariatAgencyId",
  a.name AS secretariat, c.dissolved_on::text AS "dissolvedOn", sec.seats_of(c.id) AS seats, ${standing}`;

/** Reads councils: that they exist, everybody in the network may know; who sits there, those who do. */
@Injectable()
export class CouncilsQueries {
  constructor(private readonly db: Database) {}

  /** All councils of the network by name; whoever shows them puts the tree together. A network has some dozens. */
  async all(actor: Member): Promise<CouncilRow[]> {
    return this.db.transaction(actor, async (tx) =>
      plainSql(tx).query<CouncilRow & Record<string, unknown>>(
        `SELECT ${columns}, n.id AS "nextMeetingId", n.starts_at AS "nextStartsAt"
         FROM portal.council c JOIN portal.agency a ON a.id = c.secretariat_agency_id
         LEFT JOIN LATERAL (SELECT m.id, m.starts_at FROM portal.meeting m
           WHERE m.council_id = c.id AND m.state = 'announced' AND m.starts_at > now() ORDER BY m.starts_at LIMIT 1) n ON true
         ORDER BY c.dissolved_on IS NOT NULL, c.name, c.id`,
        [actor.agencyId],
      ),
    );
  }

  /** One whole. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<CouncilRecord> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [found] = await sql.query<
        Omit<CouncilRecord, 'children' | 'formerNames'> & Record<string, unknown>
      >(
        `SELECT ${columns}, c.short_name AS "shortName", c.purpose, c.quorum, c.quorum_count AS "quorumCount",
           c.notice_days AS "noticeDays", c.approval, c.review_days AS "reviewDays", c.held_before AS "heldBefore", c.version,
           p.name AS parent
         FROM portal.council c JOIN portal.agency a ON a.id = c.secretariat_agency_id
         LEFT JOIN portal.council p ON p.id = c.parent_id WHERE c.id = $2`,
        [actor.agencyId, id],
      );
      if (!found) throw new NotFound();
      const children = await sql.query<{ id: string; name: string; kind: CouncilKind }>(
        'SELECT id, name, kind FROM portal.council WHERE parent_id = $1 AND dissolved_on IS NULL ORDER BY name, id',
        [id],
      );
      const formerNames = await sql.query<{ name: string; until: Date }>(
        'SELECT name, until FROM portal.council_former_name WHERE council_id = $1 ORDER BY until DESC',
        [id],
      );
      return { ...found, children, formerNames };
    });
  }

  /**
   * The seats of a council, the chair first; those that have ended as well when asked.
   * @throws {NotFound} for whoever neither keeps it nor sits there.
   */
  async seats(actor: Member, councilId: string, { ended }: { ended: boolean }): Promise<SeatRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      return sql.query<SeatRow & Record<string, unknown>>(
        `SELECT s.id, s.agency_id AS "agencyId", a.name AS agency, s.role, s.from_on::text AS "fromOn",
           s.until_on::text AS "untilOn", s.version, h.name, h.post, h.email,
           coalesce((SELECT json_agg(json_build_object('name', b.name, 'post', b.post, 'fromOn', b.from_on, 'untilOn', b.until_on)
             ORDER BY b.from_on DESC) FROM portal.seat_holder b WHERE b.seat_id = s.id AND b.until_on IS NOT NULL), '[]') AS before
         FROM portal.council_seat s JOIN portal.agency a ON a.id = s.agency_id
         LEFT JOIN portal.seat_holder h ON h.seat_id = s.id AND h.until_on IS NULL
         WHERE s.council_id = $1 AND ($2 OR s.until_on IS NULL OR s.until_on >= sec.today_in_japan())
         ORDER BY array_position(ARRAY['chair', 'vice_chair', 'member', 'secretariat', 'observer'], s.role), a.name, s.id`,
        [councilId, ended],
      );
    });
  }
}

/** @throws {NotFound} for whoever neither keeps the council nor has a seat there today. */
export async function requireInside(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  councilId: string,
): Promise<void> {
  const found = await sql.query(
    `SELECT FROM portal.council c WHERE c.id = $1
       AND (c.secretariat_agency_id = $2 OR c.id IN (SELECT sec.seated_councils()))`,
    [councilId, actor.agencyId],
  );
  if (found.length === 0) throw new NotFound();
}
