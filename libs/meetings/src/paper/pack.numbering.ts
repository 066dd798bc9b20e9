/** Something that is put into a pack: the agenda (no paper) or a paper. */
export interface PackPart {
  readonly paperId: string | null;
  /** For the secretariat alone: its pages are counted by themselves. */
  readonly isClosed: boolean;
  readonly pages: number;
}

/** The page numbers that a part has for good. */
export interface PackPlace {
  readonly paperId: string | null;
  readonly isClosed: boolean;
  readonly firstPage: number;
  readonly pages: number;
}

/**
 * Places for parts that have none yet, behind all that were ever given: whoever has written "page 12" in the margin finds it again
 * in the next issue.
 */
export function newPlaces(known: readonly PackPlace[], parts: readonly PackPart[]): PackPlace[] {
  const given: PackPlace[] = [];
  for (const { paperId, isClosed, pages } of parts) {
    if (pages === 0 || placeOf([...known, ...given], { paperId, isClosed })) continue;
    const ends = [...known, ...given]
      .filter((place) => place.isClosed === isClosed)
      .map((place) => place.firstPage + place.pages);
    given.push({ paperId, isClosed, firstPage: Math.max(1, ...ends), pages });
  }
  return given;
}

/** The place of a part. */
export function placeOf(
  places: readonly PackPlace[],
  part: Pick<PackPart, 'paperId' | 'isClosed'>,
): PackPlace | undefined {
  return places.find(({ paperId, isClosed }) => paperId === part.paperId && isClosed === part.isClosed);
}

/** What is printed on its pages: 12, 13, and what does not fit into its place 13-2, 13-3. Those for the secretariat begin with S. */
export function pageLabels({ firstPage, pages, isClosed }: PackPlace, count: number): string[] {
  const last = firstPage + pages - 1;
  return Array.from({ length: count }, (_, nth) => {
    const label = nth < pages ? String(firstPage + nth) : `${last}-${nth - pages + 2}`;
    return isClosed ? `S${label}` : label;
  });
}
