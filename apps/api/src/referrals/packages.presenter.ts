import { categoryCodes, type DataCategory } from '#libs/people';
import {
  type LineStatus,
  lineStatuses,
  lineStatusNames,
  type PackageSight,
  type PackageVersion,
  type RecipientSight,
  type ReferralFile,
} from '#libs/referrals';
import { ShowsFlag, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { AttachmentView, presentAttachment } from '../people/attachments.presenter.js';
import { presentFile, presentSection, SectionView, ToldFileView } from './reading.presenter.js';

/** A file of the person, and whether the referral takes it along. */
export class ReferralFileView extends AttachmentView {
  @ShowsFlag() chosen!: boolean;
}

/** What one recipient sees. */
export class RecipientSightView {
  @ShowsText() agencyName!: string;
  @ShowsText({ codes: lineStatuses }) status!: LineStatus;
  @ShowsText() statusName!: string;
  @ShowsText({ codes: ['later', 'now', 'closed'] }) opens!: RecipientSight['opens'];
  @ShowsView(() => SectionView, { list: true }) sections!: SectionView[];
  @ShowsView(() => ToldFileView, { list: true }) files!: ToldFileView[];
  @ShowsText({ list: true, codes: categoryCodes }) withheld!: DataCategory[];
  @ShowsNumber({ nullable: true }) packageVersion!: number | null;
}

/** A version in the history of a package. */
export class PackageVersionView {
  @ShowsNumber() number!: number;
  @ShowsText() hash!: string;
  @ShowsMoment() frozenAt!: string;
  @ShowsText() frozenBy!: string;
}

/** One version, whole, as it was told. */
export class FrozenPackageView {
  @ShowsNumber() number!: number;
  @ShowsText() hash!: string;
  @ShowsMoment() frozenAt!: string;
  /** Whether it still hashes to what was frozen. */
  @ShowsFlag() intact!: boolean;
  @ShowsView(() => SectionView, { list: true }) sections!: SectionView[];
  @ShowsView(() => ToldFileView, { list: true }) files!: ToldFileView[];
}

export function presentReferralFile(file: ReferralFile): ReferralFileView {
  return { ...presentAttachment(file), chosen: file.chosen };
}

export function presentSight(sight: RecipientSight): RecipientSightView {
  return {
    agencyName: sight.agencyName,
    status: sight.status,
    statusName: lineStatusNames[sight.status],
    opens: sight.opens,
    sections: sight.sections.map(presentSection),
    files: sight.files.map(presentFile),
    withheld: [...sight.withheld],
    packageVersion: sight.packageVersion,
  };
}

export function presentPackageVersion(version: PackageVersion): PackageVersionView {
  return {
    number: version.version,
    hash: version.hash.toString('hex'),
    frozenAt: version.frozenAt.toISOString(),
    frozenBy: version.frozenBy,
  };
}

export function presentFrozen(frozen: Awaited<ReturnType<PackageSight['version']>>): FrozenPackageView {
  return {
    number: frozen.version,
    hash: frozen.hash.toString('hex'),
    frozenAt: frozen.frozenAt.toISOString(),
    intact: frozen.intact,
    sections: frozen.sections.map(presentSection),
    files: frozen.files.map(presentFile),
  };
}
