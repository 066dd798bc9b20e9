import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database } from '#libs/platform';
import type { Purpose } from '../consent.codes.js';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';

/** One thing that may be told now, or that the person refused last. */
export interface MatrixCell {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly category: DataCategory;
  readonly purpose: Purpose;
  readonly consentId: string;
  readonly number: string;
  /** The last day on which it may be told; null for a refusal. */
  readonly until: string | null;
  /** When it was decided. */
  readonly decidedOn: string;
}

/** All consents of a person in one table, as of now. */
export interface ConsentMatrixRecord {
  readonly live: readonly MatrixCell[];
  readonly refused: readonly MatrixCell[];
}

/** Reads what may be told about a person now, whichever decision says so. */
@Injectable()
export class ConsentMatrixQueries {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * The table of a person; a cell that rests on several consents shows the one that lasts longest.
   * @throws {NotFound} for another agency's person.
   */
  async ofPerson(actor: Member, personId: string): Promise<ConsentMatrixRecord> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      await this.audit.record(tx, actor, {
        action: 'consent.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      const live = await tx.query<MatrixCell[]>(
        `SELECT DISTINCT ON (a.name, l.recipient_agency_id, l.purpose, l.category)
           l.recipient_agency_id AS "agencyId", a.name AS "agencyName", l.category, l.purpose, c.id AS "consentId",
           c.number, least(c.valid_until, c.lapses_on - 1)::text AS until, c.decided_on::text AS "decidedOn"
         FROM portal.live_grant l JOIN portal.consent c ON c.id = l.consent_id
         JOIN portal.agency a ON a.id = l.recipient_agency_id
         WHERE l.person_id = $1 AND l.agency_id = $2
         ORDER BY a.name, l.recipient_agency_id, l.purpose, l.category, least(c.valid_until, c.lapses_on - 1) DESC`,
        [personId, actor.agencyId],
      );
      const refused = await tx.query<MatrixCell[]>(
        `SELECT s."agencyId", s."agencyName", s.category, s.purpose, s."consentId", s.number, NULL AS until, s."decidedOn"
         FROM (
           SELECT DISTINCT ON (a.name, g.recipient_agency_id, g.purpose, g.category) g.granted,
             g.recipient_agency_id AS "agencyId", a.name AS "agencyName", g.category, g.purpose, c.id AS "consentId",
             c.number, c.decided_on::text AS "decidedOn"
           FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
           JOIN portal.agency a ON a.id = g.recipient_agency_id
           WHERE g.person_id = $1 AND g.agency_id = $2 AND (c.status <> 'error' OR NOT g.granted) AND g.held_by IS NULL
           ORDER BY a.name, g.recipient_agency_id, g.purpose, g.category, c.decided_on DESC, c.recorded_at DESC) s
         WHERE NOT s.granted`,
        [personId, actor.agencyId],
      );
      return { live, refused };
    });
  }
}
