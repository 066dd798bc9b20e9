import { attachmentKinds, categories, categoryCodes, type DataCategory, purposes } from '#libs/people';
import { askedServices, type BundleInspection, isKept, referralTypes, urgencies } from '#libs/referrals';
import { ShowsDay, ShowsFlag, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** The agency that asks, as the file names it. */
export class BundleAgencyView {
  @ShowsText() name!: string;
  @ShowsText() phone!: string;
  @ShowsText() address!: string;
}

/** Whom the file is about; what it does not say is empty. */
export class BundlePersonView {
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsDay({ nullable: true }) birthDate!: string | null;
}

/** One line of what is told. */
export class BundleLineView {
  @ShowsText() label!: string;
  @ShowsText() text!: string;
}

/** What is told of one kind of data, and whether it is kept when the person is registered. */
export class BundleSectionView {
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
  @ShowsText() name!: string;
  @ShowsFlag() kept!: boolean;
  @ShowsView(() => BundleLineView, { list: true }) lines!: BundleLineView[];
}

/** A consent of which the file tells. */
export class BundleConsentView {
  @ShowsText() stateName!: string;
  @ShowsText() decidedOn!: string;
  @ShowsText() validUntil!: string;
  @ShowsText({ list: true }) recipients!: string[];
  @ShowsText({ list: true }) categoryNames!: string[];
}

/** A file that is named in the bundle. */
export class BundleFileView {
  @ShowsText() name!: string;
  @ShowsText() contentType!: string;
  @ShowsNumber({ nullable: true }) octets!: number | null;
  @ShowsText() kindName!: string;
  @ShowsText() categoryName!: string;
  /** Whether it comes with the draft. */
  @ShowsFlag() taken!: boolean;
}

/** Something that was not understood, or is not taken. */
export class BundleUnreadView {
  @ShowsText() what!: string;
  @ShowsText() why!: string;
}

/** What a bundle says, before anything of it is kept. */
export class BundleReadingView {
  @ShowsText() number!: string;
  @ShowsView(() => BundleAgencyView, { nullable: true }) source!: BundleAgencyView | null;
  @ShowsText({ list: true }) recipients!: string[];
  @ShowsView(() => BundlePersonView) person!: BundlePersonView;
  @ShowsText({ nullable: true }) typeName!: string | null;
  @ShowsText({ nullable: true }) purposeName!: string | null;
  @ShowsText() urgencyName!: string;
  @ShowsText({ list: true }) serviceNames!: string[];
  @ShowsView(() => BundleSectionView, { list: true }) sections!: BundleSectionView[];
  @ShowsView(() => BundleConsentView, { list: true }) consents!: BundleConsentView[];
  @ShowsView(() => BundleFileView, { list: true }) files!: BundleFileView[];
  @ShowsView(() => BundleUnreadView, { list: true }) unread!: BundleUnreadView[];
}

export function presentReading(reading: BundleInspection): BundleReadingView {
  const { source, person, type, purpose } = reading;
  return {
    number: reading.number,
    source: source && { name: source.name, phone: source.phone, address: source.address },
    recipients: [...reading.recipients],
    person: { name: person.name, kana: person.kana, birthDate: person.birthDate },
    typeName: type && referralTypes[type],
    purposeName: purpose && purposes[purpose],
    urgencyName: urgencies[reading.urgency],
    serviceNames: reading.services.map((code) => askedServices[code]),
    sections: reading.sections.map(({ category, lines }) => ({
      category,
      name: categories[category].name,
      kept: isKept(category),
      lines: lines.map(({ label, text }) => ({ label, text })),
    })),
    consents: reading.consents.map((consent) => ({
      stateName: consent.stateName,
      decidedOn: consent.decidedOn,
      validUntil: consent.validUntil,
      recipients: [...consent.recipients],
      categoryNames: [...consent.categoryNames],
    })),
    files: reading.files.map((file) => ({
      name: file.name,
      contentType: file.contentType,
      octets: file.octets,
      kindName: attachmentKinds[file.kind].name,
      categoryName: categories[file.category].name,
      taken: reading.keepable.has(file),
    })),
    unread: reading.unread.map(({ what, why }) => ({ what, why })),
  };
}
