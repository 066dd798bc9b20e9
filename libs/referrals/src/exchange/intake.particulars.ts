import { fieldsOf } from '#libs/people';
import type { SectionContent } from '../package.content.js';
import type { ReferralType } from '../referral.codes.js';
import { type Particulars, problemsIn } from '../type/particulars.js';
import { typeRow } from '../type/referral-types.js';
import { type TypeField, typeField, type TypeFieldCode } from '../type/type-fields.js';

/** What of a bundle fills the fields of a referral's type, and what is left for the sheets and the words of the request. */
export interface ReadParticulars {
  readonly particulars: Particulars;
  readonly rest: readonly SectionContent[];
}

/** Finds the fields of the type by their labels; what does not fit into its field stays where it was. */
export function particularsFrom(
  type: ReferralType | null,
  sections: readonly SectionContent[],
): ReadParticulars {
  const values: Partial<Record<TypeFieldCode, string>> = {};
  const taken = new Set<string>();
  for (const code of type ? typeRow(type).fields : []) {
    const field = typeField(code);
    // A sheet may have a field of the same name; then the line is the sheet's.
    if (fieldsOf(field.category).some(({ name }) => name === field.label)) continue;
    const line = sections
      .find(({ category }) => category === field.category)
      ?.lines.find(({ label }) => label === field.label);
    const value = line && valueOf(field, line.text);
    if (!type || !value || problemsIn(type, { [code]: value }).length > 0) continue;
    taken.add(`${field.category} ${field.label}`);
    // It follows from the others, here as there.
    if (!field.derived) values[code] = value;
  }
  return {
    particulars: values,
    rest: sections.map(({ category, lines }) => ({
      category,
      lines: lines.filter(({ label }) => !taken.has(`${category} ${label}`)),
    })),
  };
}

function valueOf({ kind, choices = {} }: TypeField, text: string): string | undefined {
  switch (kind) {
    case 'choice':
      return Object.entries(choices).find(([, name]) => name === text)?.[0];
    case 'flag':
      return text === 'はい' ? 'yes' : undefined;
    default:
      return text;
  }
}
