/** A postal code as it is written: 〒 and a hyphen after the third digit. What has no seven digits stays as it is. */
export function writtenPostalCode(code: string): string {
  return `〒${code.replace(/^(\d{3})-?(\d{4})$/, '$1-$2')}`;
}
