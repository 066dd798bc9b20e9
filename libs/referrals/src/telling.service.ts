import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import type { Tx } from '#libs/platform';
import {
  ConsentCover,
  ConsentNotActive,
  type Cover,
  type DataCategory,
  Disclosures,
  type Purpose,
} from '#libs/people';
import type { Referral } from './referral.entity.js';
import type { ReferralLine } from './referral-line.entity.js';

/** The line on which something is told, in the transaction that tells it. */
export interface ToldOn {
  readonly tx: Tx;
  readonly referral: Referral;
  readonly line: ReferralLine;
}

/** What the two sides write to each other, wherever they write it: one row of the ledger for each act. */
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

  /**
   * Words of the recipient to the source are a provision the other way: under the consent to report back. What belongs to the
   * decision for which the package was sent (a question, a proposal, a yes, a no) may also rest on the package's own consent.
   * A code alone says nothing about the person that the source has not written itself, so an answer needs no words.
   * @throws {ConsentNotActive} when neither covers anything.
   */
  async toSource(
    actor: Member,
    { tx, referral, line }: ToldOn,
    salt: string,
    text: string,
    belongsTo: 'decision' | 'support' = 'support',
  ): Promise<void> {
    let purpose: Purpose = 'report_back';
    let cover = await this.coverBack({ tx, referral, line });
    if (cover.size === 0 && belongsTo === 'decision') {
      purpose = referral.purpose ?? 'intake';
      cover = await this.coverBack({ tx, referral, line }, purpose);
    }
    const open = [...cover.keys()];
    if (open.length === 0) throw new ConsentNotActive(reportable(referral.categories), nothingToSay);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: line.agencyId,
      toAgencyId: line.sourceAgencyId,
      categories: open,
      consentIds: [...new Set(open.flatMap((category) => cover.get(category) ?? []))],
      purpose,
      method: 'reported',
      referralId: referral.id,
      lineId: line.id,
      contentHash: saltedHash(salt, text),
    });
  }

  /** Whether the recipient may tell the source anything in words. */
  async mayTellSource(on: ToldOn): Promise<boolean> {
    return (await this.coverBack(on)).size > 0;
  }

  /** Of what could be reported, what may be, each kind with the consents on which that rests. */
  private async coverBack({ tx, referral, line }: ToldOn, purpose: Purpose = 'report_back'): Promise<Cover> {
    const { personId } = referral;
    const question = { personId, recipientAgencyId: line.agencyId, purpose };
    const cover = await this.cover.now(tx, question);
    const wanted = reportable(referral.categories);
    return new Map([...cover].filter(([category]) => wanted.includes(category)));
  }
}

// The recipient cannot record a consent, so it is told what it can do.
const nothingToSay =
  '依頼元へ文章を伝えるための、本人の同意（結果の返送）がありません。文章を書かない操作は、そのままできます。';

/** The kinds of data of which leave to report back any is enough: what is reported is the recipient's own. */
export function reportable(packaged: readonly DataCategory[]): DataCategory[] {
  return [...new Set<DataCategory>([...packaged, 'progress'])];
}

/** Salted by an id that nobody can guess: a hash of a short text alone could be found by trying. */
export function saltedHash(salt: string, text: string): Buffer {
  return createHash('sha256').update(`${salt}|${text}`).digest();
}
