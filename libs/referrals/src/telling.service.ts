import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { ConsentCover, Disclosures } from '#libs/people';
import type { Referral } from './referral.entity.js';
import type { ReferralLine } from './referral-line.entity.js';

/** The line on which something is told, in the transaction that tells it. */
export interface ToldOn {
  readonly tx: Tx;
  readonly referral: Referral;
  readonly line: ReferralLine;
}

/** Words of the source to a recipient, wherever they are written. */
@Injectable()
export class Telling {
  constructor(
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
  ) {}

  /**
   * Words of the source to the recipient are a provision like the package: covered by what is open now, and in the ledger.
   * @throws {ConsentNotActive} when nothing is covered.
   */
  async toRecipient(
    actor: Member,
    { tx, referral, line }: ToldOn,
    salt: string,
    text: string,
  ): Promise<void> {
    const purpose = referral.purpose ?? 'intake';
    const question = { personId: referral.personId, recipientAgencyId: line.agencyId, purpose };
    const open = await this.cover.requireSome(tx, question, referral.categories);
    // What is written freely belongs to the request, where that is covered.
    const categories = open.categories.includes('request') ? (['request'] as const) : open.categories;
    const basis = await this.cover.requireSome(tx, question, categories);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: line.sourceAgencyId,
      toAgencyId: line.agencyId,
      ...basis,
      purpose,
      method: 'sent',
      referralId: referral.id,
      lineId: line.id,
      contentHash: saltedHash(salt, text),
    });
  }
}

/** Salted by an id that nobody can guess: a hash of a short text alone could be found by trying. */
export function saltedHash(salt: string, text: string): Buffer {
  return createHash('sha256').update(`${salt}|${text}`).digest();
}
