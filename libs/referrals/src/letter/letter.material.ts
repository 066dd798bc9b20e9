import type { DataCategory } from '#libs/people';
import type { FileContent, SectionContent, SectionLine } from '../package.content.js';
import type { Referral } from '../referral.entity.js';
import type { ReportRecord } from '../referral-details.queries.js';
import type { ReferralLine } from '../referral-line.entity.js';
import type { LineStatus, LineVerb } from '../referral.status.js';

/** An agency as it stands at the head of a letter. */
export interface LetterAgency {
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly representative: string | null;
}

/** The last thing that an agency answered, with its words as far as the reader may know them. */
export interface LetterAnswer {
  readonly at: Date;
  readonly verb: LineVerb;
  readonly byName: string | null;
  readonly note: string | null;
}

/** An interim report; null in the place of words that are closed now. */
export interface LetterInterim {
  readonly at: Date;
  readonly byName: string;
  readonly lines: readonly SectionLine[] | null;
}

/** One recipient of the referral, and what it said. */
export interface LetterLine {
  readonly line: ReferralLine;
  readonly agency: LetterAgency;
  readonly claimedBy: string | null;
  readonly answer: LetterAnswer | null;
  readonly appointment: { readonly startsAt: Date; readonly place: string } | null;
  readonly interims: readonly LetterInterim[];
  readonly reports: readonly ReportRecord[];
}

/** What the reader may be told of the package at this moment. */
export interface LetterPackage {
  readonly version: number | null;
  readonly hash: Buffer | null;
  readonly sections: readonly SectionContent[];
  readonly files: readonly FileContent[];
  /** Kinds of data of the package that the reader may not be told now. */
  readonly withheld: readonly DataCategory[];
}

/** Everything that the papers of a referral may say to their reader at one moment. */
export interface LetterMaterial {
  readonly referral: Referral;
  readonly side: 'source' | 'recipient';
  readonly source: LetterAgency;
  readonly writtenBy: string | null;
  readonly personName: string | null;
  readonly lines: readonly LetterLine[];
  readonly told: LetterPackage;
  /** The consents under which a recipient reads each kind of data. */
  readonly consents: ReadonlyMap<DataCategory, readonly string[]>;
}

/** Why a recipient sees nothing of a package in this state. */
export function closedBecause(status: LineStatus): string {
  if (status === 'sent')
    return 'まだ受領していないため、内容は記載していません。受領してから印刷してください。';
  if (status === 'error')
    return '誤って送付されたものです。手元にある写しは破棄し、画面から破棄の回答をしてください。';
  return '現在、この機関にお伝えできる内容がありません（依頼の終了、または同意の終了・撤回のため）。';
}
