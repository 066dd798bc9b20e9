import type { Tx } from '#libs/platform';
import type { Grant } from '../consent-grants.js';
import { categories, type DataCategory } from '../data-category.js';
import type { EarlierRefusal } from './asking.errors.js';

interface RefusalRow {
  consentId: string;
  number: string;
  decidedOn: string;
  agencyName: string;
  categories: DataCategory[];
}

/** What of these cells the person refused last, and did not agree to since; the newest refusal first. */
export async function earlierRefusals(
  tx: Tx,
  personId: string,
  cells: readonly Grant[],
): Promise<EarlierRefusal[]> {
  const rows = await tx.query<RefusalRow[]>(
    `WITH cell AS (SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[]) AS c (agency, purpose, category)),
       said AS (
         SELECT DISTINCT ON (g.recipient_agency_id, g.purpose, g.category) g.consent_id, g.recipient_agency_id, g.category,
           g.granted, c.number, c.decided_on
         FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
         JOIN cell ON (cell.agency, cell.purpose, cell.category) = (g.recipient_agency_id, g.purpose, g.category)
         WHERE g.person_id = $1 AND c.status <> 'error' AND g.held_by IS NULL
         ORDER BY g.recipient_agency_id, g.purpose, g.category, c.decided_on DESC, c.recorded_at DESC)
     SELECT s.consent_id AS "consentId", s.number, s.decided_on::text AS "decidedOn", a.name AS "agencyName",
       array_agg(DISTINCT s.category) AS categories
     FROM said s JOIN portal.agency a ON a.id = s.recipient_agency_id
     WHERE NOT s.granted GROUP BY 1, 2, 3, 4 ORDER BY 3 DESC, 4`,
    [
      personId,
      cells.map(({ recipientAgencyId }) => recipientAgencyId),
      cells.map(({ purpose }) => purpose),
      cells.map(({ category }) => category),
    ],
  );
  return rows.map(({ categories: codes, ...row }) => ({
    ...row,
    categoryNames: codes.map((code) => categories[code].name),
  }));
}
