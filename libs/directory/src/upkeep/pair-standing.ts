import type { SqlTx } from '#libs/platform';
import type { PublicationChannel } from '../agency/publications.service.js';
import { leafletFields, type LeafletField } from '../leaflet/leaflet.fields.js';
import { narrowerConsents, type PublicationRow } from './merge-plan.js';

/** Where an entry comes from, and since when it is known. */
export interface EntryOrigin {
  readonly registeredOn: string;
  readonly confirmedOn: string | null;
  /** The lists that have it; none when somebody entered it here. */
  readonly sources: readonly string[];
}

/** A place where an entry stands now and would not stand any more, or only with fewer fields. */
export interface EndingPublication {
  readonly channel: PublicationChannel;
  /** The fields that would go; null when everything does. */
  readonly fields: readonly string[] | null;
}

/** Where this entry comes from. */
export async function originOf(tx: SqlTx, agencyId: string): Promise<EntryOrigin> {
  const [row] = await tx.query<EntryOrigin & Record<string, unknown>>(
    `SELECT (a.created_at AT TIME ZONE 'Asia/Tokyo')::date::text AS "registeredOn", a.confirmed_on::text AS "confirmedOn",
       ARRAY(SELECT DISTINCT coalesce(s.name, i.source) FROM portal.import_row i
             LEFT JOIN portal.import_source s ON s.code = i.source WHERE i.agency_id = a.id ORDER BY 1) AS sources
     FROM portal.agency a WHERE a.id = $1`,
    [agencyId],
  );
  return row!;
}

/** Which publications of the one that stays a merger would end or narrow, told beforehand. */
export async function publicationsEnding(
  tx: SqlTx,
  keptId: string,
  goneId: string,
): Promise<EndingPublication[]> {
  const rows = await tx.query<PublicationRow & { agency: string }>(
    'SELECT agency_id AS agency, channel, agreed, fields FROM portal.publication WHERE agency_id = ANY ($1::uuid[])',
    [[keptId, goneId]],
  );
  const of = (id: string) => rows.filter(({ agency }) => agency === id);
  return narrowerConsents(of(keptId), of(goneId)).map(({ channel, agreed, fields }) => {
    const before = rows.find((row) => row.agency === keptId && row.channel === channel)!.fields;
    const lost = before.filter((field) => !fields.includes(field));
    return {
      channel: channel as PublicationChannel,
      fields: agreed ? lost.map((field) => leafletFields[field as LeafletField] ?? field) : null,
    };
  });
}
