import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Stale, type Tx } from '#libs/platform';

/** Who represents an agency; version 0 while nobody has said so. */
export interface AgencyRepresentative {
  readonly name: string | null;
  readonly version: number;
}

/** Who represents each agency (代表者): a part of every row of the ledger. */
@Injectable()
export class AgencyRepresentatives {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async own(actor: Member): Promise<AgencyRepresentative> {
    return this.db.transaction(actor, (tx) => read(tx, actor.agencyId));
  }

  /** Rows that are written from now on say this. @throws {Stale} */
  async name(actor: Member, name: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { version } = await read(tx, actor.agencyId);
      if (version !== seenVersion) throw new Stale(version);
      await tx.query(
        `INSERT INTO portal.agency_representative (agency_id, name, updated_by) VALUES ($1, $2, $3)
         ON CONFLICT (agency_id) DO UPDATE SET name = excluded.name, updated_by = excluded.updated_by, updated_at = now(),
           version = agency_representative.version + 1`,
        [actor.agencyId, name, actor.accountId],
      );
      await this.audit.record(tx, actor, {
        action: 'representative.name',
        objectType: 'agency',
        objectId: actor.agencyId,
      });
    });
  }
}

async function read(tx: Tx, agencyId: string): Promise<AgencyRepresentative> {
  const [row] = await tx.query<AgencyRepresentative[]>(
    'SELECT name, version FROM portal.agency_representative WHERE agency_id = $1',
    [agencyId],
  );
  return row ?? { name: null, version: 0 };
}
