/** A postal code as it is written: 〒 and a hyphen after the third digit. What has no seven digits stays as it is. */
export function writtenPostalCode(code: string): string {
  return `〒${hyphenedPostalCode(code)}`;
}

/** A postal code with its hyphen, as it is typed. */
export function hyphenedPostalCode(code: string): string {
  return code.replace(/^(\d{3})-?(\d{4})$/, '$1-$2');
}

/** A postal code as it is kept: once all seven digits are there, they alone. */
export function keptPostalCode(typed: string): string {
  return typed.replace(/^(\d{3})-(\d{4})$/, '$1$2');
}
