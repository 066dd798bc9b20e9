import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Config, Database, isUsable, newId, PortalError, type Tx } from '#libs/platform';
import { Disclosures } from '#libs/people';
import { PackageReading } from '../package-reading.queries.js';
import { ReferralLine } from '../referral-line.entity.js';
import { ReferralSight } from '../referral-sight.js';
import { bundleOf, resourcesOf } from './bundle.writing.js';
import { BundleOvertaken } from './exchange.errors.js';
import { ExchangeGathering } from './exchange.gathering.js';
import { mostEmbedded } from './exchange.limits.js';
import type { ExchangeMaterial, FileContents } from './exchange.material.js';
import { OwnCodes } from './fhir.codes.js';

/** A moment changes consents seldom enough for this; whoever meets more tries again. */
const mostTries = 3;

/**
 * Writes referrals as FHIR R4 bundles, made anew each time. Files are read meanwhile, and a consent may end in that time:
 * what was written is compared with what may be told in the very transaction that writes it into the ledger.
 */
@Injectable()
export class ReferralBundles {
  private readonly codes: OwnCodes;

  constructor(
    private readonly db: Database,
    private readonly gathering: ExchangeGathering,
    private readonly packages: PackageReading,
    private readonly sight: ReferralSight,
    private readonly disclosures: Disclosures,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.codes = new OwnCodes(config.publicUrl);
  }

  /**
   * A referral as its reader may read it at this moment, as JSON; with the octets of its files where that is wished.
   * @throws {NotFound} for whom the referral does not exist. @throws {BundleOvertaken}
   */
  async write(actor: Member, id: string, withFiles: boolean): Promise<Buffer> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const material = await this.db.transaction(actor, (tx) => this.gathering.gather(tx, actor, id));
      const contents = withFiles ? await this.contentsOf(actor, material) : new Map<string, Buffer>();
      const resources = resourcesOf(material, this.codes, contents);
      const bundle = bundleOf(resources, { id: newId(), at: this.clock.now(), codes: this.codes });
      const content = Buffer.from(JSON.stringify(bundle), 'utf8');
      if (await this.handOver(actor, id, material, content)) return content;
    }
    throw new BundleOvertaken();
  }

  /** The octets of the files that are clean and open to the reader, as many as a file that can be taken in again may hold. */
  private async contentsOf(actor: Member, { letter }: ExchangeMaterial): Promise<FileContents> {
    const contents = new Map<string, Buffer>();
    let left = mostEmbedded;
    // Of a draft nothing has been frozen yet.
    const files = letter.told.version === null ? [] : letter.told.files;
    for (const file of files) {
      if (!isUsable(file.state) || file.octets > left) continue;
      const content = await this.contentOf(actor, letter.referral.id, file.id);
      if (!content) continue;
      contents.set(file.id, content);
      left -= file.octets;
    }
    return contents;
  }

  private async contentOf(actor: Member, referralId: string, fileId: string): Promise<Buffer | undefined> {
    try {
      const { content } = await this.packages.file(actor, referralId, fileId, 'fhir');
      const pieces: Buffer[] = [];
      for await (const piece of content) pieces.push(piece as Buffer);
      return Buffer.concat(pieces);
    } catch (refusal) {
      // It was closed meanwhile; what is handed over is looked at once more anyhow.
      if (refusal instanceof PortalError) return undefined;
      throw refusal;
    }
  }

  /** Writes the reading down if the bundle still says what may be told, all of it and nothing else; answers whether it does. */
  private async handOver(
    actor: Member,
    id: string,
    written: ExchangeMaterial,
    content: Buffer,
  ): Promise<boolean> {
    const said = (material: ExchangeMaterial) => JSON.stringify(resourcesOf(material, this.codes));
    return this.db.transaction(actor, async (tx) => {
      const now = await this.gathering.gather(tx, actor, id);
      if (said(now) !== said(written)) return false;
      await this.note(tx, actor, now, createHash('sha256').update(content).digest());
      return true;
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    { letter }: ExchangeMaterial,
    contentHash: Buffer,
  ): Promise<void> {
    const { referral, side, lines, told, consents } = letter;
    const shown = told.sections.map(({ category }) => category);
    const line = lines.findLast((one) => one.line.packageVersion !== null)?.line;
    await this.sight.recordReading(tx, actor, referral, 'package.export', { categories: shown });
    if (side === 'source' || shown.length === 0 || !line) return;
    if (line.open(this.clock.now()))
      await tx.update(ReferralLine, { id: line.id }, { firstOpenedAt: line.firstOpenedAt });
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds: [...new Set(shown.flatMap((code) => consents.get(code) ?? []))],
      purpose: referral.purpose ?? 'intake',
      categories: shown,
      method: 'opened',
      medium: 'fhir',
      referralId: referral.id,
      lineId: line.id,
      contentHash,
    });
  }
}
