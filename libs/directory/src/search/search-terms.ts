import { normalise, phoneKey } from './normalise.js';

/** One typed word, as the strings any of which a document must contain. */
export type SearchTerm = readonly string[];

/** What else is looked for when a word is typed: normalised word → normalised words. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

const mostTerms = 8;

/** The words of one search box: all of them must be found (AND), each in any of its forms (OR). */
export function searchTerms(query: string, synonyms: Synonyms): SearchTerm[] {
  return wordsOf(query).map((word) => formsOf(word, synonyms));
}

/** What was typed, word by word, each once. */
export function wordsOf(query: string): string[] {
  const words = [...new Set(query.split(/[\s、，,]+/u).filter((word) => normalise(word) !== ''))];
  return words.slice(0, mostTerms);
}

function formsOf(word: string, synonyms: Synonyms): SearchTerm {
  const typed = normalise(word);
  const forms = new Set([typed, ...(synonyms.get(typed) ?? [])]);
  if (looksLikePhone(typed)) forms.add(phoneKey(word));
  return withoutCovered([...forms]);
}

/** Digits with or without dashes, and enough of them: 1-2-3 is a house number, 011-213 begins a telephone number. */
function looksLikePhone(typed: string): boolean {
  if (!/^[0-9][0-9ー]*$/.test(typed)) return false;
  const digits = phoneKey(typed).length;
  return digits >= 6 || (typed.startsWith('0') && digits >= 3);
}

/** A form that contains another one finds nothing more than that one. */
function withoutCovered(forms: string[]): string[] {
  return forms.filter((form) => !forms.some((other) => other !== form && form.includes(other)));
}
