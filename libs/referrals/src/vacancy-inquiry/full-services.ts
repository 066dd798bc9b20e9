import { stateOn, type VacancyState } from '#libs/directory';
import type { Tx } from '#libs/platform';

/** A service of which its agency has said that there is no free place, on whose word and as of which day. */
export interface FullService {
  readonly name: string;
  readonly asOf: string;
  readonly saidBy: string;
}

interface StatedService extends FullService {
  state: VacancyState;
  goodUntil: string | null;
}

/** The full services of an agency that has said of none that there is room; what has passed its day says nothing. */
export async function fullServicesOf(tx: Tx, agencyId: string, today: string): Promise<FullService[]> {
  const stated = await tx.query<StatedService[]>(
    `SELECT coalesce(s.name, k.name) AS name, v.state, v.as_of::text AS "asOf", v.said_by AS "saidBy",
       v.good_until::text AS "goodUntil"
     FROM portal.service s JOIN portal.service_kind k ON k.code = s.kind_code
     JOIN portal.vacancy v ON v.service_id = s.id WHERE s.agency_id = $1 ORDER BY k.sort, s.id`,
    [agencyId],
  );
  const now = stated.map((service) => ({ ...service, state: stateOn(today, service) }));
  // Where one service has room, being full is no reason.
  if (now.some(({ state }) => state === 'open' || state === 'few')) return [];
  return now
    .filter(({ state }) => state === 'none')
    .map(({ name, asOf, saidBy }) => ({ name, asOf, saidBy }));
}
