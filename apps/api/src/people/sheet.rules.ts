import { type DataCategory, fieldsOf, sheetCategories } from '#libs/people';
import { Malformed, NotFound } from '#libs/platform';

/**
 * The category of an address.
 * @throws {NotFound} for one that has no sheet.
 */
export function knownCategory(code: string): DataCategory {
  const known = sheetCategories.find((category) => category === code);
  if (!known) throw new NotFound();
  return known;
}

/**
 * The texts of a sheet, without those that are empty.
 * @throws {Malformed} naming a field that the category does not have.
 */
export function knownFields(category: DataCategory, fields: Record<string, string>): Record<string, string> {
  const codes = new Set(fieldsOf(category).map(({ code }) => code));
  const unknown = Object.keys(fields).filter((code) => !codes.has(code));
  if (unknown.length > 0) {
    const problems = unknown.map((code) => ({
      field: `fields.${code}`,
      label: code,
      detail: 'この項目は受け付けていません。',
    }));
    throw new Malformed(
      'input.unknown_field',
      `知らない項目「${unknown.join('」「')}」があります。`,
      problems,
    );
  }
  return Object.fromEntries(
    Object.entries(fields)
      .map(([code, text]) => [code, text.trim()])
      .filter(([, text]) => text !== ''),
  );
}
