import { categories, type DataCategory, fieldsOf, longestSheetText, sheetCategories } from '#libs/people';
import type { SectionContent, SectionLine } from '../package.content.js';

/** The fields of the sheets that the lines of a bundle fill, by kind of data. */
export type FilledSheets = ReadonlyMap<DataCategory, Readonly<Record<string, string>>>;

/** Whether what is told of this kind of data is kept when somebody is registered from a bundle. */
export function isKept(category: DataCategory): boolean {
  return category === 'identity' || category === 'request' || sheetCategories.includes(category);
}

/**
 * The sheets of a person who is registered from a bundle. A line under the name of a field goes there; what the form has
 * no field for goes to its last one, with its name, as far as there is room.
 */
export function sheetsFrom(sections: readonly SectionContent[]): FilledSheets {
  return new Map(
    sections
      .filter(({ category, lines }) => sheetCategories.includes(category) && lines.length > 0)
      .map(({ category, lines }) => [category, fieldsFrom(category, lines)]),
  );
}

/** What there is no room for in the sheets, in words. */
export function overflowOf(sections: readonly SectionContent[]): string[] {
  const sheets = sheetsFrom(sections);
  return sections.flatMap(({ category, lines }) => {
    const kept = Object.values(sheets.get(category) ?? {}).join('\n');
    const lost = sheets.has(category) ? lines.filter(({ text }) => !kept.includes(text)) : [];
    return lost.map(({ label }) => `${categories[category].name}「${label}」`);
  });
}

function fieldsFrom(category: DataCategory, lines: readonly SectionLine[]): Record<string, string> {
  const fields = fieldsOf(category);
  const last = fields.findLast(({ long }) => long) ?? fields.at(-1);
  const filled: Record<string, string> = {};
  const put = (code: string, words: string) => {
    const joined = [filled[code], words].filter(Boolean).join('\n');
    if (joined.length <= longestSheetText) filled[code] = joined;
  };
  for (const { label, text } of lines) {
    const field = fields.find(({ name }) => name === label);
    if (field) put(field.code, text);
    else if (last) put(last.code, `【${label}】${text}`);
  }
  return filled;
}
