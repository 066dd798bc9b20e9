import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, NotFound, type Tx } from '#libs/platform';
import { type AttachmentRecord, AttachmentsQueries } from '#libs/people';
import { Referral } from '../referral.entity.js';
import { WrongState } from '../referral.errors.js';

/** A file of the person, and whether the referral takes it along. */
export interface ReferralFile extends AttachmentRecord {
  readonly chosen: boolean;
}

/** Chooses which files go along with a referral, one at a time: no list ever replaces another. */
@Injectable()
export class ReferralFiles {
  constructor(
    private readonly db: Database,
    private readonly attachments: AttachmentsQueries,
    private readonly audit: Audit,
  ) {}

  /** The files of the person, those that are chosen marked. @throws {NotFound} for everybody but the source. */
  async list(actor: Member, referralId: string): Promise<ReferralFile[]> {
    return this.db.transaction(actor, async (tx) => {
      const referral = await ownReferral(tx, actor, referralId);
      const chosen = await tx.query<{ id: string }[]>(
        'SELECT attachment_id AS id FROM portal.referral_attachment WHERE referral_id = $1',
        [referralId],
      );
      const ids = new Set(chosen.map(({ id }) => id));
      const files = await this.attachments.read(tx, referral.personId);
      await this.record(tx, actor, referral, 'referral.files');
      return files.map((file) => ({ ...file, chosen: ids.has(file.id) }));
    });
  }

  /**
   * Takes a file along with the next package.
   * @throws {NotFound} for a file of somebody else. @throws {WrongState} when nothing more is told.
   */
  async choose(actor: Member, referralId: string, attachmentId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const referral = await openReferral(tx, actor, referralId);
      const own = await tx.query<unknown[]>(
        'SELECT FROM portal.attachment WHERE id = $1 AND person_id = $2 AND agency_id = $3 AND removed_at IS NULL',
        [attachmentId, referral.personId, actor.agencyId],
      );
      if (own.length === 0) throw new NotFound();
      await tx.query(
        `INSERT INTO portal.referral_attachment (referral_id, source_agency_id, person_id, attachment_id, chosen_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [referralId, referral.sourceAgencyId, referral.personId, attachmentId, actor.accountId],
      );
      await this.record(tx, actor, referral, 'referral.choose_file', { attachment: attachmentId });
    });
  }

  /** Leaves a file out of the next package; what was told stays told. @throws {NotFound} @throws {WrongState} */
  async leaveOut(actor: Member, referralId: string, attachmentId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const referral = await openReferral(tx, actor, referralId);
      const [rows] = (await tx.query(
        'DELETE FROM portal.referral_attachment WHERE referral_id = $1 AND attachment_id = $2 RETURNING attachment_id',
        [referralId, attachmentId],
      )) as [unknown[], number];
      if (rows.length === 0) throw new NotFound();
      await this.record(tx, actor, referral, 'referral.leave_out_file', { attachment: attachmentId });
    });
  }

  private async record(
    tx: Tx,
    actor: Member,
    referral: Referral,
    action: string,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details,
    });
  }
}

async function ownReferral(tx: Tx, actor: Member, id: string): Promise<Referral> {
  const referral = await tx.findOneBy(Referral, { id, sourceAgencyId: actor.agencyId });
  if (!referral) throw new NotFound();
  return referral;
}

/** Locked: what is sent at the same moment is sent before or after, and not with half of it. */
async function openReferral(tx: Tx, actor: Member, id: string): Promise<Referral> {
  const referral = await tx.findOne(Referral, {
    where: { id, sourceAgencyId: actor.agencyId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!referral) throw new NotFound();
  if (!['draft', 'active', 'matched'].includes(referral.status)) throw new WrongState('completed');
  return referral;
}
