import { createHash } from 'node:crypto';
import {
  type AttachmentKind,
  categoryCodes,
  type DataCategory,
  fieldsOf,
  type FileType,
  type OwnSheetPartTold,
  partOf,
  type PersonRecord,
} from '#libs/people';
import type { UploadState } from '#libs/platform';
import type { ReferralPurpose } from './referral.codes.js';
import type { RequestText } from './referral.request.js';

/** One line of a section, as the recipient reads it. */
export interface SectionLine {
  readonly label: string;
  readonly text: string;
}

/** What is told of one kind of data. */
export interface SectionContent {
  readonly category: DataCategory;
  readonly lines: readonly SectionLine[];
}

/** A file that is told; its content stays where it is, and its hash says which content it was. */
export interface FileContent {
  readonly id: string;
  readonly category: DataCategory;
  readonly kind: AttachmentKind;
  readonly words: string;
  readonly contentType: FileType;
  readonly octets: number;
  readonly chunks: number;
  readonly hash: Buffer;
  readonly state: UploadState;
}

/** What the agency keeps about the person, as far as a package may take from it. */
export interface ToldSources {
  readonly person: PersonRecord;
  readonly request: RequestText;
  /** The parts of the person's own sheets. */
  readonly parts?: ReadonlyMap<DataCategory, OwnSheetPartTold>;
  readonly files?: readonly Pick<FileContent, 'category'>[];
  /** What the type of the referral asks for beside. */
  readonly particulars?: ReadonlyMap<DataCategory, readonly SectionLine[]>;
}

/** What stands in a list, on a cover and on a paper in place of a name that may not be told yet. */
export const withheldName = '（氏名は同意後に表示）';

/**
 * Whether a package may be sent although no consent covers this kind of data: who the person is may stay unsaid while an
 * agency is only asked whether it could take somebody. The section is frozen, and opens when the person agrees.
 */
export function mayBeWithheld(purpose: ReferralPurpose | null, category: DataCategory): boolean {
  return category === 'identity' && purpose === 'intake';
}

/** What would be told now: one section for each chosen kind of data that has any content, in the order of the forms. */
export function contentOf(
  { files = [], ...sources }: ToldSources,
  categories: readonly DataCategory[],
): SectionContent[] {
  return categoryCodes
    .filter((code) => categories.includes(code))
    .map((category) => ({
      category,
      lines: [...linesOf(category, sources), ...(sources.particulars?.get(category) ?? [])].filter(
        ({ text }) => text !== '',
      ),
    }))
    .filter(({ category, lines }) => lines.length > 0 || files.some((file) => file.category === category));
}

function linesOf(category: DataCategory, { person, request, parts }: ToldSources): SectionLine[] {
  switch (category) {
    case 'identity':
      return [
        { label: '氏名', text: person.name },
        { label: 'ふりがな', text: person.kana },
        { label: '生年月日', text: person.birthDate ?? '' },
      ];
    case 'request':
      return [
        { label: '依頼の内容', text: request.ask },
        { label: '本人の意向', text: request.wish },
        { label: 'これまでの経過', text: request.background },
      ];
    default: {
      if (partOf(category)) {
        const part = parts?.get(category);
        // The person's own switch: a part that it holds back goes into no package.
        return part?.shared ? part.lines.map(({ label, text }) => ({ label, text })) : [];
      }
      const sheet = person.sheets.find((candidate) => candidate.category === category);
      return fieldsOf(category).map(({ code, name }) => ({ label: name, text: sheet?.fields[code] ?? '' }));
    }
  }
}

/**
 * The hash of a frozen package: SHA-256 over a random salt, every section in order, and the files by their own hashes. The
 * salt is sealed with the sections: a hash of a name and a birth date alone could be found by trying.
 */
export function hashOf(
  salt: string,
  sections: readonly SectionContent[],
  files: readonly Pick<FileContent, 'id' | 'category' | 'kind' | 'words' | 'hash'>[] = [],
): Buffer {
  const told = sections.map(({ category, lines }) => [
    category,
    lines.map((line) => [line.label, line.text]),
  ]);
  const attached = [...files]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, category, kind, words, hash }) => [id, category, kind, words, hash.toString('hex')]);
  // Packages from before there were files hash as they always did.
  const text = JSON.stringify(attached.length > 0 ? [salt, told, attached] : [salt, told]);
  return createHash('sha256').update(text, 'utf8').digest();
}
