/** What was typed where a number belongs: none, a number, or something else. Full-width digits are digits. */
export function readNumber(text: string): number | null | 'wrong' {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : 'wrong';
}
