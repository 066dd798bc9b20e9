import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound } from '#libs/platform';
import type { DataCategory } from '#libs/people';
import type { FileContent, SectionContent } from '../package.content.js';
import { type FrozenPackage, Packages } from '../packages.service.js';
import { ReferralSight } from '../referral-sight.js';
import { type LineStatus, readableStatuses } from '../referral.status.js';

/** What one recipient can read at this moment, as its source is shown it. */
export interface RecipientSight {
  readonly agencyName: string;
  readonly status: LineStatus;
  /** `later` before it is sent and received, `now` while it can be read, `closed` when it has ended or nothing is covered. */
  readonly opens: 'later' | 'now' | 'closed';
  readonly sections: readonly SectionContent[];
  readonly files: readonly FileContent[];
  /** Kinds of data of the package that this recipient does not read: no consent covers them for this agency. */
  readonly withheld: readonly DataCategory[];
  readonly packageVersion: number | null;
}

/** A version in the history of a package. */
export interface PackageVersion {
  readonly version: number;
  readonly hash: Buffer;
  readonly frozenAt: Date;
  readonly frozenBy: string;
}

/** Shows the source what its recipients see, and what it told when. */
@Injectable()
export class PackageSight {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
    private readonly packages: Packages,
  ) {}

  /** What the recipient of a line sees: now, or if it were sent now. @throws {NotFound} for everybody but the source. */
  async ofRecipient(actor: Member, referralId: string, lineId: string): Promise<RecipientSight> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, referralId);
      const line = lines.find(({ id }) => id === lineId);
      if (!line || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
      const cover = await this.sight.coverOf(tx, referral, line);
      const sees = (category: DataCategory) => cover.has(category);
      const told =
        line.packageVersion === null
          ? await this.packages.drafted(tx, referral)
          : await this.packages.open(tx, referral, line.packageVersion, () => true);
      if (!told) throw new NotFound();
      const [agency] = await tx.query<{ name: string }[]>('SELECT name FROM portal.agency WHERE id = $1', [
        line.agencyId,
      ]);
      await this.sight.recordReading(tx, actor, referral, 'package.preview', { line: lineId });
      const sections = told.sections.filter(({ category }) => sees(category));
      return {
        agencyName: agency?.name ?? '',
        status: line.status,
        opens: opensIn(line.status, sections.length > 0),
        sections,
        files: told.files.filter(({ category }) => sees(category)),
        withheld: told.sections.map(({ category }) => category).filter((category) => !sees(category)),
        packageVersion: line.packageVersion,
      };
    });
  }

  /** Every version that was frozen, the newest first. @throws {NotFound} for everybody but the source. */
  async versions(actor: Member, referralId: string): Promise<PackageVersion[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral } = await this.sight.find(tx, actor, referralId);
      if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
      return tx.query<PackageVersion[]>(
        `SELECT p.version, p.hash, p.frozen_at AS "frozenAt", a.name AS "frozenBy"
         FROM portal.referral_package p JOIN portal.account a ON a.id = p.frozen_by
         WHERE p.referral_id = $1 ORDER BY p.version DESC`,
        [referralId],
      );
    });
  }

  /** One version, whole. @throws {NotFound} for everybody but the source. */
  async version(
    actor: Member,
    referralId: string,
    version: number,
  ): Promise<FrozenPackage & { intact: boolean }> {
    return this.db.transaction(actor, async (tx) => {
      const { referral } = await this.sight.find(tx, actor, referralId);
      if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
      const frozen = await this.packages.open(tx, referral, version, () => true);
      if (!frozen) throw new NotFound();
      await this.sight.recordReading(tx, actor, referral, 'package.read', { version });
      return { ...frozen, intact: await this.packages.isWhole(tx, referral, frozen) };
    });
  }
}

function opensIn(status: LineStatus, anything: boolean): RecipientSight['opens'] {
  if (status === 'queued' || status === 'sent') return 'later';
  return readableStatuses.includes(status) && anything ? 'now' : 'closed';
}
