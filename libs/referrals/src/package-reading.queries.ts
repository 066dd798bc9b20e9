import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound, type Tx } from '#libs/platform';
import { ConsentCover, ConsentNotActive, type Cover, type DataCategory, Disclosures } from '#libs/people';
import type { SectionContent } from './package.content.js';
import { type FrozenPackage, Packages } from './packages.service.js';
import { type CompletenessItem, completenessOf } from './referral.completeness.js';
import type { Referral } from './referral.entity.js';
import { WrongState } from './referral.errors.js';
import { ReferralLine } from './referral-line.entity.js';
import { ReferralSight } from './referral-sight.js';
import { readableStatuses } from './referral.status.js';

/** A package as it is read now. */
export interface OpenedPackage extends FrozenPackage {
  /** Kinds of data that were sent and that no consent covers any more. */
  readonly withheld: readonly DataCategory[];
  /** Whether it still hashes to what was sent; null for a reader who does not see all of it. */
  readonly intact: boolean | null;
}

/** Reads what is told with a referral: to the source before it is sent, to both sides after. */
@Injectable()
export class PackageReading {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
    private readonly packages: Packages,
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
    private readonly clock: Clock,
  ) {}

  /** What a draft still lacks. @throws {NotFound} for everybody but the source. */
  async completeness(actor: Member, id: string): Promise<CompletenessItem[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      requireSource(actor, referral);
      const cover = await this.sight.coverOf(tx, referral, lines.at(-1));
      const sections = await this.packages.preview(tx, referral);
      return completenessOf({
        referral,
        hasRecipient: lines.length > 0,
        request: await this.packages.requestOf(tx, referral),
        empty: referral.categories.filter((code) => !sections.some(({ category }) => category === code)),
        uncovered: referral.categories.filter((code) => !cover.has(code)),
      });
    });
  }

  /** What the recipient would read if the draft were sent now, and what no consent covers. @throws {NotFound} */
  async preview(
    actor: Member,
    id: string,
  ): Promise<{ sections: SectionContent[]; uncovered: DataCategory[] }> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      requireSource(actor, referral);
      const cover = await this.sight.coverOf(tx, referral, lines.at(-1));
      await this.sight.recordReading(tx, actor, referral, 'package.preview');
      return {
        sections: await this.packages.preview(tx, referral),
        uncovered: referral.categories.filter((code) => !cover.has(code)),
      };
    });
  }

  /**
   * The package as it may be read at this moment. The recipient's first reading goes into the ledger.
   * @throws {NotFound} @throws {WrongState} before receipt and after the end. @throws {ConsentNotActive} when nothing of it is covered.
   */
  async package(actor: Member, id: string): Promise<OpenedPackage> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      const line = lines.at(-1);
      if (!line || line.packageVersion === null) throw new NotFound();
      // What is read and what the ledger says must rest on the same consents.
      await this.cover.hold(tx, referral.personId);
      const cover = await this.sight.coverOf(tx, referral, line);
      const isOwn = referral.sourceAgencyId === actor.agencyId;
      if (!isOwn) requireReadable(referral, line, cover);
      const frozen = await this.packages.open(
        tx,
        referral,
        line.packageVersion,
        (category) => isOwn || cover.has(category),
      );
      if (!frozen) throw new NotFound();
      if (line.agencyId === actor.agencyId)
        await this.noteFirstReading(tx, actor, referral, line, frozen, cover);
      await this.sight.recordReading(tx, actor, referral, 'package.read', {
        categories: frozen.sections.map(({ category }) => category),
      });
      const isWhole = frozen.sections.length === referral.categories.length;
      return {
        ...frozen,
        withheld: referral.categories.filter((code) => !cover.has(code)),
        intact: isWhole ? await this.packages.isWhole(tx, referral, frozen) : null,
      };
    });
  }

  private async noteFirstReading(
    tx: Tx,
    actor: Member,
    referral: Referral,
    line: ReferralLine,
    frozen: FrozenPackage,
    cover: Cover,
  ): Promise<void> {
    if (!line.open(this.clock.now())) return;
    await tx.update(ReferralLine, { id: line.id }, { firstOpenedAt: line.firstOpenedAt });
    const categories = frozen.sections.map(({ category }) => category);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds: [...new Set(categories.flatMap((code) => cover.get(code) ?? []))],
      purpose: referral.purpose ?? 'intake',
      categories,
      method: 'opened',
      referralId: referral.id,
      lineId: line.id,
      contentHash: frozen.hash,
    });
  }
}

/** @throws {ConsentNotActive} when nothing is covered. @throws {WrongState} before receipt and after the end. */
function requireReadable(referral: Referral, line: ReferralLine, cover: Cover): void {
  if (!referral.categories.some((code) => cover.has(code))) throw new ConsentNotActive(referral.categories);
  if (!readableStatuses.includes(line.status)) throw new WrongState(line.status);
}

/** @throws {NotFound} for the other side: a draft is nobody else's business. */
function requireSource(actor: Member, referral: Referral): void {
  if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
}
