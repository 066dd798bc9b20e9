import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, plainSql, type SqlTx } from '#libs/platform';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { keptEntry, requireKeeper } from './entry-submission.js';

/** Where an entry can be published beside the network: オープンデータ・公開ページ・冊子. */
export const publicationChannels = ['open_data', 'public_page', 'leaflet'] as const;
export type PublicationChannel = (typeof publicationChannels)[number];

/** What an agency has said about one place. */
export interface PublicationRow {
  readonly channel: PublicationChannel;
  readonly agreed: boolean;
  /** Agreed by the agency, or public already in the source it came from. */
  readonly basis: 'agreed' | 'open_source';
  readonly decidedAt: string;
  readonly decidedName: string;
}

/** Keeps where agencies let their entries be published. */
@Injectable()
export class Publications {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** What the agency has said so far. @throws {NotFound} @throws {Forbidden} */
  async of(actor: Member, agencyId: string): Promise<PublicationRow[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireKeeper(tx, actor, agencyId);
      return readPublications(plainSql(tx), agencyId);
    });
  }

  /** Agrees, or takes the agreement back; it holds at once. @throws {NotFound} @throws {Forbidden} */
  async decide(
    actor: Member,
    agencyId: string,
    channel: Exclude<PublicationChannel, 'leaflet'>,
    agreed: boolean,
  ): Promise<PublicationRow[]> {
    return this.db.transaction(actor, async (tx) => {
      await keptEntry(tx, actor, agencyId);
      const sql = plainSql(tx);
      await sql.query(
        `INSERT INTO portal.publication (agency_id, channel, agreed, decided_by, decided_name) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (agency_id, channel) DO UPDATE
         SET agreed = excluded.agreed, basis = 'agreed', decided_at = now(), decided_by = excluded.decided_by,
             decided_name = excluded.decided_name`,
        [agencyId, channel, agreed, actor.accountId, actor.accountName],
      );
      await rebuildSearchDocs(sql, [agencyId]);
      await this.audit.record(tx, actor, {
        action: agreed ? 'publication.agree' : 'publication.end',
        objectType: 'agency',
        objectId: agencyId,
        details: { channel },
      });
      return readPublications(sql, agencyId);
    });
  }
}

async function readPublications(tx: SqlTx, agencyId: string): Promise<PublicationRow[]> {
  const rows = await tx.query<{
    channel: PublicationChannel;
    agreed: boolean;
    basis: PublicationRow['basis'];
    decided_at: Date;
    decided_name: string;
  }>(
    `SELECT channel, agreed, basis, decided_at, decided_name FROM portal.publication WHERE agency_id = $1 ORDER BY channel`,
    [agencyId],
  );
  return rows.map(({ channel, agreed, basis, decided_at, decided_name }) => ({
    channel,
    agreed,
    basis,
    decidedAt: decided_at.toISOString(),
    decidedName: decided_name,
  }));
}
