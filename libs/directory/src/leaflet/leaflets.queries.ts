import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Database,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import { normalise } from '../search/normalise.js';
import { type CircleMember, circleOf, standingOfAgency } from './leaflet.circle.js';
import { type Standing, standings } from './leaflet.standing.js';
import type { LeafletState } from './leaflet.status.js';
import { requireKeeper } from './leaflets.service.js';
import { reachableAmong } from './proofs.service.js';

/** An edition as it is stored. */
export interface LeafletRow {
  id: string;
  title: string;
  networkName: string;
  areaName: string;
  introduction: string;
  issuer: string;
  contact: string;
  issuedOn: string;
  answerBy: string;
  state: LeafletState;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  mapWords: string | null;
}

/** How many agencies stand how, and how many of those not asked cannot be reached. */
export type StandingCounts = Readonly<Record<Standing | 'all' | 'unreachable', number>>;

/** An agency of an edition, and whether somebody there would get a proof. */
export type CircleLine = CircleMember & { readonly reachable: boolean };

/** A finished or unfinished file. */
export interface PrintRow {
  id: string;
  leafletId: string;
  format: 'a4' | 'a3';
  state: 'waiting' | 'working' | 'done' | 'failed';
  progress: number;
  pages: number | null;
  agencies: number;
  replaced: string[];
  octets: number | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  trouble: string | null;
  /** An agency that is in it has taken its agreement back. */
  outdated: boolean;
}

/** Something that one proof was answered with, or what was decided otherwise. */
export interface PastAgreement {
  at: Date;
  by: string;
  through: 'mail' | 'portal' | 'secretariat';
  note: string | null;
  endedAt: Date | null;
  endedWhy: 'withdrawn' | 'replaced' | null;
}

/** Reads editions, how agencies stand to them, and the files. */
@Injectable()
export class LeafletsQueries {
  constructor(private readonly db: Database) {}

  /** The editions, the newest first. */
  async editions(
    actor: Member,
    request: PageRequest,
  ): Promise<Page<LeafletRow & { counts: StandingCounts }>> {
    requireKeeper(actor);
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const rows = await sql.query<LeafletRow>(
        `SELECT ${leafletColumns} FROM portal.leaflet l ORDER BY l.created_at DESC, l.id DESC LIMIT $1 OFFSET $2`,
        [request.perPage, offsetOf(request)],
      );
      const [all] = await sql.query<{ total: number }>('SELECT count(*)::int AS total FROM portal.leaflet');
      const items = [];
      for (const row of rows) items.push({ ...row, counts: await countsOf(sql, row.id) });
      return { items, page: request.page, perPage: request.perPage, total: all?.total ?? 0 };
    });
  }

  /**
   * One edition with its counts and files.
   * @throws {NotFound}
   */
  async edition(
    actor: Member,
    id: string,
  ): Promise<LeafletRow & { counts: StandingCounts; prints: PrintRow[] }> {
    requireKeeper(actor);
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [row] = await sql.query<LeafletRow>(
        `SELECT ${leafletColumns} FROM portal.leaflet l WHERE l.id = $1`,
        [id],
      );
      if (!row) throw new NotFound();
      return { ...row, counts: await countsOf(sql, id), prints: await printsOf(sql, id) };
    });
  }

  /**
   * The agencies of an edition, of one standing or all of them.
   * @throws {NotFound}
   */
  async agencies(
    actor: Member,
    id: string,
    filter: { standing?: Standing; q?: string; unreachable?: boolean },
    request: PageRequest,
  ): Promise<Page<CircleLine>> {
    requireKeeper(actor);
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireLeaflet(sql, id);
      const lines = await linesOf(sql, id);
      const words = normalise(filter.q ?? '');
      const found = lines.filter(
        ({ standing, now, reachable }) =>
          (!filter.standing || standing === filter.standing) &&
          (!filter.unreachable || !reachable) &&
          (words === '' || normalise(`${now.name} ${now.kana} ${now.typeName}`).includes(words)),
      );
      const { page, perPage } = request;
      const from = offsetOf(request);
      return { items: found.slice(from, from + perPage), page, perPage, total: found.length };
    });
  }

  /**
   * One agency of an edition with its block and what it has agreed to so far.
   * @throws {NotFound}
   */
  async agency(
    actor: Member,
    id: string,
    agencyId: string,
  ): Promise<CircleLine & { history: PastAgreement[] }> {
    requireKeeper(actor);
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [line] = await linesOf(sql, id, agencyId);
      if (!line) throw new NotFound();
      return { ...line, history: await historyOf(sql, agencyId) };
    });
  }

  /** How the actor's own agency stands, and for which editions it is being asked. */
  async own(actor: Member): Promise<{
    member: CircleMember;
    history: PastAgreement[];
    asking: { id: string; title: string; answerBy: string; askedAt: Date; correction: string | null }[];
  }> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const member = await standingOfAgency(sql, actor.agencyId);
      if (!member) throw new NotFound();
      const asking = await sql.query<{
        id: string;
        title: string;
        answerBy: string;
        askedAt: Date;
        correction: string | null;
      }>(
        `SELECT l.id, l.title, l.answer_by::text AS "answerBy", max(p.created_at) AS "askedAt", c.correction
         FROM portal.leaflet l
         JOIN portal.leaflet_agency c ON c.leaflet_id = l.id AND c.agency_id = $1 AND c.left_out_at IS NULL
         JOIN portal.leaflet_proof p ON p.leaflet_id = l.id AND p.agency_id = $1 AND p.revoked_at IS NULL
         WHERE l.state = 'proofing' AND (p.answered_at IS NULL OR c.correction IS NOT NULL)
         GROUP BY l.id, c.correction ORDER BY l.answer_by, l.id`,
        [actor.agencyId],
      );
      const standing = member.standing === 'not_asked' ? standingWhenAsked(asking) : member.standing;
      return { member: { ...member, standing }, history: await historyOf(sql, actor.agencyId), asking };
    });
  }
}

/** An agency that has never agreed stands as the editions that ask it say. */
function standingWhenAsked(asking: readonly { correction: string | null }[]): Standing {
  if (asking.length === 0) return 'not_asked';
  return asking.some(({ correction }) => correction !== null) ? 'correction' : 'waiting';
}

async function requireLeaflet(sql: SqlTx, id: string): Promise<void> {
  const known = await sql.query('SELECT FROM portal.leaflet WHERE id = $1', [id]);
  if (known.length === 0) throw new NotFound();
}

async function linesOf(sql: SqlTx, id: string, agencyId?: string): Promise<CircleLine[]> {
  const members = await circleOf(sql, id, agencyId);
  const reachable = await reachableAmong(sql, members);
  return members.map((member) => ({ ...member, reachable: reachable.has(member.agencyId) }));
}

async function countsOf(sql: SqlTx, id: string): Promise<StandingCounts> {
  const lines = await linesOf(sql, id);
  const of = (wanted: Standing) => lines.filter(({ standing }) => standing === wanted).length;
  const each = Object.fromEntries(standings.map((standing) => [standing, of(standing)]));
  return {
    ...(each as Record<Standing, number>),
    all: lines.length,
    unreachable: lines.filter(({ reachable }) => !reachable).length,
  };
}

async function historyOf(sql: SqlTx, agencyId: string): Promise<PastAgreement[]> {
  return sql.query<PastAgreement & Record<string, unknown>>(
    `SELECT agreed_at AS at, agreed_name AS by, through, note, ended_at AS "endedAt", ended_why AS "endedWhy"
     FROM portal.leaflet_agreement WHERE agency_id = $1 ORDER BY agreed_at DESC, id DESC LIMIT 20`,
    [agencyId],
  );
}

async function printsOf(sql: SqlTx, id: string): Promise<PrintRow[]> {
  return sql.query<PrintRow & Record<string, unknown>>(
    `SELECT ${printColumns} FROM portal.leaflet_print f WHERE f.leaflet_id = $1 ORDER BY f.created_at DESC LIMIT 20`,
    [id],
  );
}

/** The columns of a file, in SQL; `f` is portal.leaflet_print. */
export const printColumns = `
  f.id, f.leaflet_id AS "leafletId", f.format, f.state, f.progress, f.pages, cardinality(f.agreement_ids) AS agencies,
  f.replaced, octet_length(f.content) AS octets, f.created_by_name AS "createdBy", f.created_at AS "createdAt",
  f.finished_at AS "finishedAt", f.trouble,
  EXISTS (SELECT FROM portal.leaflet_agreement g WHERE g.id = ANY (f.agreement_ids) AND g.ended_why = 'withdrawn') AS outdated`;

const leafletColumns = `
  l.id, l.title, l.network_name AS "networkName", l.area_name AS "areaName", l.introduction, l.issuer, l.contact,
  l.issued_on::text AS "issuedOn", l.answer_by::text AS "answerBy", l.state, l.version, l.created_at AS "createdAt",
  l.updated_at AS "updatedAt", l.map_words AS "mapWords"`;
