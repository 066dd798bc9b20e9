import type { Tx } from '#libs/platform';
import type { Purpose } from './consent.codes.js';
import type { Consent } from './consent.entity.js';
import type { DataCategory } from './data-category.js';

/** One cell of the consent matrix: this kind of data, to this agency, for this purpose. */
export interface Grant {
  readonly recipientAgencyId: string;
  readonly purpose: Purpose;
  readonly category: DataCategory;
}

/** What may be told to one agency: every one of these kinds of data for every one of these purposes. */
export interface GrantInput {
  readonly recipientAgencyId: string;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly DataCategory[];
}

/** The cells that a consent allows. */
export async function grantsOf(tx: Tx, consentId: string): Promise<Grant[]> {
  return tx.query(
    `SELECT recipient_agency_id AS "recipientAgencyId", purpose, category FROM portal.consent_grant
     WHERE consent_id = $1 AND granted`,
    [consentId],
  );
}

/** Writes the cells of a new consent; `granted` is false for what was asked and refused. */
export async function insertGrants(
  tx: Tx,
  consent: Consent,
  grants: readonly Grant[],
  granted: boolean,
): Promise<void> {
  await tx.query(
    `INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, granted, recipient_agency_id, purpose, category)
     SELECT $1, $2, $3, $4, g.* FROM unnest($5::uuid[], $6::text[], $7::text[]) AS g ON CONFLICT DO NOTHING`,
    [
      consent.id,
      consent.personId,
      consent.agencyId,
      granted,
      grants.map(({ recipientAgencyId }) => recipientAgencyId),
      grants.map(({ purpose }) => purpose),
      grants.map(({ category }) => category),
    ],
  );
}

/** Every cell of what was written down by agency, each once. */
export function cellsIn(grants: readonly GrantInput[]): Grant[] {
  const cells = grants.flatMap(({ recipientAgencyId, purposes, categories }) =>
    purposes.flatMap((purpose) => categories.map((category) => ({ recipientAgencyId, purpose, category }))),
  );
  return [...new Map(cells.map((cell) => [keyOf(cell), cell])).values()];
}

/** Tells cells apart. */
export function keyOf({ recipientAgencyId, purpose, category }: Grant): string {
  return `${recipientAgencyId} ${purpose} ${category}`;
}

/** The cells of the first that the second does not have. */
export function without<Cell extends Grant>(cells: readonly Cell[], others: readonly Grant[]): Cell[] {
  const known = new Set(others.map(keyOf));
  return cells.filter((cell) => !known.has(keyOf(cell)));
}
