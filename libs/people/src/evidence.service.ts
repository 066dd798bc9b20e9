import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  DataKeys,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Tx,
  Uploads,
  type UploadState,
} from '#libs/platform';
import { requireScanned } from './attachment/attachments.service.js';
import { Consent } from './consent.entity.js';
import { type EvidenceKind, type EvidenceType, requireEvidence } from './evidence.rules.js';
import { evidencePlace } from './person-places.js';

/** A scan or photograph that has been added to a consent. */
export interface EvidenceFile {
  readonly contentType: EvidenceType;
  readonly content: Buffer;
}

/** Keeps the paper behind a consent. */
@Injectable()
export class Evidence {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly uploads: Uploads,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds a scan to the agreement of a consent; answers its id.
   * @throws {NotFound} for another agency's consent. @throws {Invalid} for what is no PDF, PNG or JPEG.
   */
  async add(
    actor: Member,
    consentId: string,
    content: Buffer,
    request: OnceKey,
    kind: EvidenceKind = 'paper',
  ): Promise<string> {
    const contentType = requireEvidence(content);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const consent = await ownConsent(tx, actor, consentId);
        const id = newId();
        const key = await this.dataKeys.one(tx, consent.personId);
        await this.uploads.admit(tx, { id, agencyId: consent.agencyId, content });
        await tx.query(
          `INSERT INTO portal.consent_evidence (id, root_id, person_id, agency_id, content_type, octets, hash, body, created_by, kind)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            id,
            consent.rootId,
            consent.personId,
            consent.agencyId,
            contentType,
            content.length,
            createHash('sha256').update(content).digest(),
            key.sealOctets(evidencePlace(id), content),
            actor.accountId,
            kind,
          ],
        );
        await this.audit.record(tx, actor, {
          ...about(consent),
          action: 'evidence.add',
          details: { evidence: id, kind },
        });
        return id;
      }),
    );
  }

  /**
   * Opens a scan.
   * @throws {NotFound} @throws {FileInQuarantine} before the virus scanner has let it through.
   */
  async read(actor: Member, consentId: string, id: string): Promise<EvidenceFile> {
    return this.db.transaction(actor, async (tx) => {
      const consent = await ownConsent(tx, actor, consentId);
      const [row] = await tx.query<{ content_type: EvidenceType; body: Buffer; state: UploadState }[]>(
        `SELECT e.content_type, e.body, u.state FROM portal.consent_evidence e
         JOIN portal.upload_scan u ON u.upload_id = e.id WHERE e.id = $1 AND e.root_id = $2`,
        [id, consent.rootId],
      );
      if (!row) throw new NotFound();
      requireScanned(row.state);
      const key = await this.dataKeys.one(tx, consent.personId);
      await this.audit.record(tx, actor, {
        ...about(consent),
        action: 'evidence.read',
        details: { evidence: id },
      });
      return { contentType: row.content_type, content: key.openOctets(evidencePlace(id), row.body) };
    });
  }
}

async function ownConsent(tx: Tx, actor: Member, id: string): Promise<Consent> {
  const consent = await tx.findOneBy(Consent, { id, agencyId: actor.agencyId });
  if (!consent) throw new NotFound();
  return consent;
}

function about({ id, personId, agencyId }: Consent) {
  return { objectType: 'consent', objectId: id, subjectId: personId, ownerAgencyId: agencyId };
}
