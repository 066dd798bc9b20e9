/**
 * The index of portal.search_doc holds one integer per pair of neighbouring characters, as portal.search_tokens() makes
 * them: a query is found by the pairs it consists of.
 */
export function bigrams(text: string): number[] {
  const codes = Array.from(text, (character) => character.codePointAt(0)! & 0xffff);
  return [...new Set(codes.slice(1).map((code, at) => pair(codes[at]!, code)))];
}

/** True when the pairs alone do not prove that the text is there: it must be compared as well. */
export function needsComparing(text: string): boolean {
  const characters = Array.from(text);
  return characters.length !== 2 || characters.some((character) => character.codePointAt(0)! > 0xffff);
}

// Facet values share the index. Their first half lies in the private use area, which normalised text never contains.
const facetSpace = {
  type: 0xe001,
  area: 0xe002,
  member: 0xe003,
  service: 0xe004,
  disability: 0xe005,
  feature: 0xe006,
} as const;

/** What a document can be narrowed by inside the index. */
export type IndexedFacet = keyof typeof facetSpace;

/** The integer that stands for one value of a facet. */
export function facetToken(facet: IndexedFacet, value: number): number {
  return pair(facetSpace[facet], value);
}

function pair(first: number, second: number): number {
  return (first << 16) | second;
}
