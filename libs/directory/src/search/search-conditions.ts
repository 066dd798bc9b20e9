import { normalise } from './normalise.js';
import type { SearchTerm } from './search-terms.js';
import { bigrams, needsComparing } from './search-tokens.js';

/** Collects values and hands out their places in the statement. */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

/** Written exactly as in the index, or the index is not used. */
export const tokens = 'portal.search_tokens(d.body, d.facets)';

/** What a document must contain: every term, in one of its forms, and the tokens that are demanded. */
export function termConditions(
  values: Values,
  terms: readonly SearchTerm[],
  demanded: readonly number[],
): string[] {
  const plain = terms.filter((forms) => forms.length === 1).map((forms) => forms[0]!);
  const certain = [...new Set([...plain.flatMap(bigrams), ...demanded])];
  return [
    ...(certain.length === 0 ? [] : [`${tokens} @> ${values.add(certain, 'integer[]')}`]),
    ...plain.filter(needsComparing).map((term) => contains(values, 'd.body', term)),
    ...terms.filter((forms) => forms.length > 1).map((forms) => anyForm(values, forms)),
  ];
}

/** One form that the index cannot find makes it useless for all of them; working out tokens row by row is slower still. */
function anyForm(values: Values, forms: SearchTerm): string {
  const indexed = forms.every((form) => bigrams(form).length > 0);
  const alternatives = forms.map((form) => {
    const found = indexed ? [`${tokens} @> ${values.add(bigrams(form), 'integer[]')}`] : [];
    const compared = indexed && !needsComparing(form) ? [] : [contains(values, 'd.body', form)];
    return [...found, ...compared].join(' AND ');
  });
  return `(${alternatives.join(' OR ')})`;
}

/** Normalised text has letters and digits only: nothing in it means anything to LIKE. */
function contains(values: Values, column: string, text: string): string {
  return `${column} LIKE ${values.add(`%${text}%`, 'text')}`;
}

/** 0: somebody typed the name itself; 1: the name contains every word; 2: the words are elsewhere. */
export function nameRank(values: Values, query: string, terms: readonly SearchTerm[]): string {
  if (terms.length === 0) return '2';
  const named = terms.map(
    (forms) => `(${forms.map((form) => contains(values, 'd.names', form)).join(' OR ')})`,
  );
  const exact = contains(values, 'd.names', ` ${normalise(query)} `);
  // Most rows fail the first comparison, and need no second.
  return `CASE WHEN ${named.join(' AND ')} THEN CASE WHEN ${exact} THEN 0 ELSE 1 END ELSE 2 END`;
}
