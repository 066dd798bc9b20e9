import { Invalid, type SqlTx } from '#libs/platform';
import { staleSince } from './freshness.js';

/** How long ago entries were confirmed: half a year and more, a year and more, never. What never was is in all of them. */
export const groupAges = ['half_year', 'year', 'never'] as const;
export type GroupAge = (typeof groupAges)[number];

/** A group of agencies to be asked: of one type, of one area (a municipality or all inside a block), not confirmed for long. */
export interface RoundGroup {
  readonly type?: string | null | undefined;
  readonly area?: string | null | undefined;
  readonly age?: GroupAge | null | undefined;
}

/** How many would be asked, counted before anything is sent. */
export interface GroupCount {
  readonly asked: number;
  /** Of those asked: by mail or at their desk. */
  readonly reachable: number;
  /** Of those asked: by telephone alone. */
  readonly unreachable: number;
  /** Left out, because a question to them is still open. */
  readonly waiting: number;
}

const ageMonths: Readonly<Record<GroupAge, number | null>> = { half_year: 6, year: 12, never: null };
const ageNames: Readonly<Record<GroupAge, string>> = {
  half_year: '6か月以上確認なし',
  year: '1年以上確認なし',
  never: '一度も確認なし',
};

const membersSql = `
  SELECT a.id, a.update_email IS NOT NULL OR sec.has_desk(a.id) AS reachable, EXISTS (
      SELECT FROM portal.confirmation_request q
      JOIN portal.confirmation_round r ON r.id = q.round_id AND r.ended_at IS NULL
      WHERE q.agency_id = a.id AND q.state = 'waiting') AS waiting
  FROM portal.agency a LEFT JOIN portal.area m ON m.code = a.area_code
  WHERE a.status <> 'closed' AND ($1::text IS NULL OR a.type_code = $1)
    AND ($2::text IS NULL OR $2 IN (m.code, m.parent_code))
    AND (NOT $3::boolean OR a.confirmed_on IS NULL OR a.confirmed_on <= $4::date)`;

/**
 * How many of the group would be asked today.
 * @throws {Invalid} when nothing narrows it: everybody is asked by the yearly round.
 */
export async function countGroup(tx: SqlTx, group: RoundGroup, today: string): Promise<GroupCount> {
  const [row] = await tx.query<GroupCount & Record<string, unknown>>(
    `SELECT count(*) FILTER (WHERE NOT waiting)::int AS asked,
       count(*) FILTER (WHERE NOT waiting AND reachable)::int AS reachable,
       count(*) FILTER (WHERE NOT waiting AND NOT reachable)::int AS unreachable,
       count(*) FILTER (WHERE waiting)::int AS waiting
     FROM (${membersSql}) g`,
    parametersOf(group, today),
  );
  return row!;
}

/**
 * The agencies of the group to whom no question is open.
 * @throws {Invalid} as `countGroup`.
 */
export async function groupMembers(tx: SqlTx, group: RoundGroup, today: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM (${membersSql}) g WHERE NOT waiting`,
    parametersOf(group, today),
  );
  return rows.map(({ id }) => id);
}

/** The group in words, as it is called wherever its round is listed. */
export async function groupName(tx: SqlTx, { type, area, age }: RoundGroup): Promise<string> {
  const [names] = await tx.query<{ type: string | null; area: string | null }>(
    `SELECT (SELECT name FROM portal.agency_type WHERE code = $1) AS type,
       (SELECT name FROM portal.area WHERE code = $2) AS area`,
    [type ?? null, area ?? null],
  );
  return [names?.area, names?.type, age && ageNames[age]].filter(Boolean).join('／');
}

function parametersOf({ type, area, age }: RoundGroup, today: string): unknown[] {
  if (!type && !area && !age)
    throw new Invalid([
      {
        field: 'type',
        label: '対象',
        detail: '対象: 種類・地域・最後の確認のうち1つ以上を選択してください。',
      },
    ]);
  const months = age ? ageMonths[age] : null;
  const since = months === null ? null : staleSince(today, months);
  return [type ?? null, area ?? null, Boolean(age), since];
}
