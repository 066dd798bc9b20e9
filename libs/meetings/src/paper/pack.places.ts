import type { SqlTx } from '#libs/platform';
import { newPlaces, type PackPart, type PackPlace } from './pack.numbering.js';

/** Gives parts of the packs of a meeting their pages for good, one pack after the other; answers all that are given. */
export async function givePlaces(
  tx: SqlTx,
  { meetingId, councilId }: { readonly meetingId: string; readonly councilId: string },
  parts: readonly PackPart[],
): Promise<PackPlace[]> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('pack ' || $1, 0))`, [meetingId]);
  const known = await tx.query<PackPlace & Record<string, unknown>>(
    `SELECT paper_id AS "paperId", is_closed AS "isClosed", first_page AS "firstPage", pages
     FROM portal.pack_place WHERE meeting_id = $1`,
    [meetingId],
  );
  const given = newPlaces(known, parts);
  for (const { paperId, isClosed, firstPage, pages } of given)
    await tx.query(
      `INSERT INTO portal.pack_place (meeting_id, council_id, paper_id, is_closed, first_page, pages) VALUES ($1, $2, $3, $4, $5, $6)`,
      [meetingId, councilId, paperId, isClosed, firstPage, pages],
    );
  return [...known, ...given];
}
