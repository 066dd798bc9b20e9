import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, isUsable, NotFound, type Tx } from '#libs/platform';
import {
  AttachmentContent,
  ConsentCover,
  ConsentNotActive,
  type Cover,
  type DataCategory,
  type DisclosureMedium,
  Disclosures,
  type OpenFile,
  requireScanned,
  type StoredFile,
} from '#libs/people';
import type { FileContent, SectionContent } from './package.content.js';
import { toldFile } from './package/told.file.js';
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
    private readonly content: AttachmentContent,
    private readonly clock: Clock,
  ) {}

  /** What a draft still lacks. @throws {NotFound} for everybody but the source. */
  async completeness(actor: Member, id: string): Promise<CompletenessItem[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      requireSource(actor, referral);
      const { sections, files, leftOut } = await this.packages.drafted(tx, referral);
      return completenessOf({
        referral,
        recipients: lines.length,
        request: await this.packages.requestOf(tx, referral),
        particulars: await this.packages.particularsOf(tx, referral),
        empty: referral.categories.filter((code) => !sections.some(({ category }) => category === code)),
        uncovered: await this.sight.uncovered(tx, referral, lines),
        filesReady: leftOut.length === 0 && files.every(({ state }) => isUsable(state)),
      });
    });
  }

  /** What the recipient would read if the draft were sent now, and what no consent covers. @throws {NotFound} */
  async preview(
    actor: Member,
    id: string,
  ): Promise<{ sections: SectionContent[]; files: FileContent[]; uncovered: DataCategory[] }> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      requireSource(actor, referral);
      await this.sight.recordReading(tx, actor, referral, 'package.preview');
      const { sections, files } = await this.packages.drafted(tx, referral);
      return {
        sections,
        files,
        uncovered: await this.sight.uncovered(tx, referral, lines),
      };
    });
  }

  /**
   * The package as it may be read at this moment. What the recipient reads for the first time goes into the ledger.
   * @throws {NotFound} @throws {WrongState} before receipt and after the end. @throws {ConsentNotActive} when nothing of it is covered.
   */
  async package(actor: Member, id: string): Promise<OpenedPackage> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      const seen = lines.findLast(({ packageVersion }) => packageVersion !== null);
      if (!seen || seen.packageVersion === null) throw new NotFound();
      const isOwn = referral.sourceAgencyId === actor.agencyId;
      // What is read and what the ledger says must rest on the same consents and the same state.
      await this.cover.hold(tx, referral.personId);
      const line = isOwn ? seen : await locked(tx, seen);
      const cover = await this.sight.coverOf(tx, referral, line);
      if (!isOwn) requireReadable(referral, line, cover);
      const frozen = await this.packages.open(
        tx,
        referral,
        seen.packageVersion,
        (category) => isOwn || cover.has(category),
      );
      if (!frozen) throw new NotFound();
      const shown = frozen.sections.map(({ category }) => category);
      if (!isOwn) await this.noteReading(tx, actor, { referral, line, cover, shown, hash: frozen.hash });
      await this.sight.recordReading(tx, actor, referral, 'package.read', {
        categories: shown,
      });
      const isWhole = frozen.sections.length === referral.categories.length;
      return {
        ...frozen,
        withheld: referral.categories.filter((code) => !cover.has(code)),
        intact: isWhole ? await this.packages.isWhole(tx, referral, frozen) : null,
      };
    });
  }

  /**
   * Opens a file of a package. State and consent are asked again before every piece of it.
   * @throws {NotFound} for a file that is not told to the reader. @throws {WrongState} @throws {ConsentNotActive}
   * @throws {FileInQuarantine}
   */
  async file(
    actor: Member,
    id: string,
    attachmentId: string,
    medium: DisclosureMedium = 'screen',
  ): Promise<OpenFile> {
    const file = await this.db.transaction(actor, async (tx) => {
      const { referral, line, cover, isOwn } = await this.readable(tx, actor, id);
      const found = await this.toldTo(tx, id, attachmentId, isOwn ? null : { line, cover });
      requireScanned(found.state);
      if (!isOwn) {
        const shown = [found.category];
        await this.noteReading(tx, actor, { referral, line, cover, shown, hash: found.packageHash, medium });
      }
      await this.sight.recordReading(tx, actor, referral, 'attachment.read', { attachment: attachmentId });
      return { ...found, personId: referral.personId } satisfies StoredFile;
    });
    return this.content.read(actor, file, async (tx) => {
      const { line, cover, isOwn } = await this.readable(tx, actor, id);
      requireScanned((await this.toldTo(tx, id, attachmentId, isOwn ? null : { line, cover })).state);
    });
  }

  /** The referral as its reader may read it at this moment, its consents held. */
  private async readable(tx: Tx, actor: Member, id: string) {
    const { referral, lines } = await this.sight.find(tx, actor, id);
    const seen = lines.findLast(({ packageVersion }) => packageVersion !== null);
    if (!seen) throw new NotFound();
    const isOwn = referral.sourceAgencyId === actor.agencyId;
    await this.cover.hold(tx, referral.personId);
    const line = isOwn ? seen : await locked(tx, seen);
    const cover = await this.sight.coverOf(tx, referral, line);
    if (!isOwn) requireReadable(referral, line, cover);
    return { referral, line, cover, isOwn };
  }

  private async toldTo(
    tx: Tx,
    referralId: string,
    attachmentId: string,
    reader: { line: ReferralLine; cover: Cover } | null,
  ) {
    const found = await toldFile(tx, referralId, attachmentId, reader?.line.packageVersion ?? null);
    if (!found || (reader && !reader.cover.has(found.category))) throw new NotFound();
    return found;
  }

  /** Writes into the ledger what the recipient reads for the first time under the consents of this moment. */
  private async noteReading(
    tx: Tx,
    actor: Member,
    {
      referral,
      line,
      cover,
      shown,
      hash,
      medium,
    }: {
      referral: Referral;
      line: ReferralLine;
      cover: Cover;
      shown: readonly DataCategory[];
      hash: Buffer;
      medium?: DisclosureMedium;
    },
  ): Promise<void> {
    if (line.open(this.clock.now()))
      await tx.update(ReferralLine, { id: line.id }, { firstOpenedAt: line.firstOpenedAt });
    const told = await this.disclosures.openedBefore(tx, line.id);
    const consentsFor = (code: DataCategory) => cover.get(code) ?? [];
    const categories = shown.filter(
      (code) => !consentsFor(code).some((consentId) => told.get(code)?.has(consentId)),
    );
    if (categories.length === 0) return;
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds: [...new Set(categories.flatMap(consentsFor))],
      purpose: referral.purpose ?? 'intake',
      categories,
      method: 'opened',
      medium,
      referralId: referral.id,
      lineId: line.id,
      contentHash: hash,
    });
  }
}

/** The line as it stands now, kept so until the transaction ends. @throws {NotFound} */
async function locked(tx: Tx, { id }: ReferralLine): Promise<ReferralLine> {
  const line = await tx.findOne(ReferralLine, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!line) throw new NotFound();
  return line;
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
