import type { Member } from '#libs/identity';
import { Forbidden, NotFound, type SqlTx } from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import type { Approval } from '../council/council.codes.js';
import { mayKeep } from '../council/council.policy.js';
import type { MinutesState } from './minutes.status.js';

/** A version as its rules need it, locked. */
export interface LockedMinutes {
  readonly id: string;
  readonly meetingId: string;
  readonly councilId: string;
  readonly no: number;
  readonly kind: 'minutes' | 'amendment';
  readonly state: MinutesState;
  readonly reason: string;
  readonly councilName: string;
  readonly title: string;
  readonly heldAt: string;
  readonly place: string;
  readonly attendees: string;
  readonly deadlineOn: string | null;
  readonly keeper: string;
  readonly approval: Approval;
  readonly reviewDays: number;
  readonly version: number;
}

const columns = `v.id, v.meeting_id AS "meetingId", v.council_id AS "councilId", v.no, v.kind, v.state, v.reason,
  v.council_name AS "councilName", v.title, v.held_at AS "heldAt", v.place, v.attendees, v.deadline_on::text AS "deadlineOn",
  c.secretariat_agency_id AS keeper, c.approval, c.review_days AS "reviewDays", v.version
  FROM portal.minutes_version v JOIN portal.council c ON c.id = v.council_id WHERE v.id = $1`;
/** In SQL, whether the reader may know of a version `v`: a draft is the secretariat's alone. */
export const isMinutesSeen = `(${isKeptHere('v.council_id')} OR (v.state <> 'draft'
  AND (v.council_id IN (SELECT sec.seated_councils()) OR v.meeting_id IN (SELECT sec.invited_meetings()))))`;
type Found = LockedMinutes & Record<string, unknown>;

/** A version as it is. */
export async function readMinutes(sql: SqlTx, id: string): Promise<LockedMinutes | undefined> {
  const [found] = await sql.query<Found>(`SELECT ${columns} AND ${isMinutesSeen}`, [id]);
  return found;
}

/**
 * The version of the own council, locked after council and meeting: what happens to it comes one after the other.
 * @throws {NotFound} @throws {Forbidden} for whoever may read and does not keep it.
 */
export async function keptMinutes(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<LockedMinutes> {
  const seen = await readMinutes(sql, id);
  if (!seen) throw new NotFound();
  if (!mayKeep(actor, seen.keeper)) throw new Forbidden();
  await sql.query('SELECT FROM portal.council WHERE id = $1 FOR UPDATE', [seen.councilId]);
  return lockMinutes(sql, id);
}

/** The version, locked. @throws {Forbidden} for whoever neither keeps nor chairs the council. */
export async function lockMinutes(sql: SqlTx, id: string): Promise<LockedMinutes> {
  await takeTurn(sql, id);
  const [found] = await sql.query<Found>(`SELECT ${columns} FOR UPDATE OF v`, [id]);
  if (!found) throw new Forbidden();
  return found;
}

/** Whoever reviews a version may not lock its row: reviews and approvals of one version come one after the other. */
export async function takeTurn(sql: SqlTx, id: string): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('minutes:' || $1, 0))", [id]);
}
