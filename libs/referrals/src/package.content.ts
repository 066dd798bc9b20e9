import { createHash } from 'node:crypto';
import { categoryCodes, type DataCategory, fieldsOf, type PersonRecord } from '#libs/people';
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

/** What would be told now: one section for each chosen kind of data that has any content, in the order of the forms. */
export function contentOf(
  person: PersonRecord,
  request: RequestText,
  categories: readonly DataCategory[],
): SectionContent[] {
  return categoryCodes
    .filter((code) => categories.includes(code))
    .map((category) => ({
      category,
      lines: linesOf(category, person, request).filter(({ text }) => text !== ''),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function linesOf(category: DataCategory, person: PersonRecord, request: RequestText): SectionLine[] {
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
      const sheet = person.sheets.find((candidate) => candidate.category === category);
      return fieldsOf(category).map(({ code, name }) => ({ label: name, text: sheet?.fields[code] ?? '' }));
    }
  }
}

/**
 * The hash of a frozen package: SHA-256 over a random salt and every section in order. The salt is sealed with the
 * sections: a hash of a name and a birth date alone could be found by trying.
 */
export function hashOf(salt: string, sections: readonly SectionContent[]): Buffer {
  const text = JSON.stringify([
    salt,
    sections.map(({ category, lines }) => [category, lines.map((line) => [line.label, line.text])]),
  ]);
  return createHash('sha256').update(text, 'utf8').digest();
}
