// What a statement asks about its reader. The database asks the same again by its policies: each of the two walls stands alone.

/** In SQL, whether the reader's agency keeps the council whose id is in `column`. */
export function isKeptHere(column: string): string {
  return `${column} IN (SELECT sec.kept_councils())`;
}

/** In SQL, whether the reader's agency keeps the council whose id is in `column`, or has a seat there today. */
export function isInsideHere(column: string): string {
  return `(${isKeptHere(column)} OR ${column} IN (SELECT sec.seated_councils()))`;
}
