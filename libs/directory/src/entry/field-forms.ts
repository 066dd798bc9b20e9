import type { FieldForm } from './entry.fields.js';

/** A text in its tidy form, or in words what is expected. */
type Tidied = { readonly text: string } | { readonly expected: string };

/** Checks a text that has a form of its own, and writes it the usual way: full-width digits and dashes are no mistake. */
export function tidied(form: FieldForm, typed: string): Tidied {
  return forms[form](typed.normalize('NFKC').replaceAll(/[‐‑‒–—―−ーｰ]/g, '-'));
}

const forms: Readonly<Record<FieldForm, (text: string) => Tidied>> = {
  phone(text) {
    const plain = text
      .replaceAll(/\s/g, '')
      .replaceAll(/[()]/g, '-')
      .replace(/^-/, '')
      .replaceAll(/-+/g, '-');
    const digits = plain.replaceAll('-', '');
    const isRight = /^0\d{9,10}$/.test(digits) && /^\d+(-\d+)*$/.test(plain);
    return isRight ? { text: plain } : { expected: '市外局番から、10桁か11桁の数字で入力してください' };
  },
  postalCode(text) {
    const digits = text.replaceAll(/[\s〒-]/g, '');
    return /^\d{7}$/.test(digits) ? { text: digits } : { expected: '7桁の数字で入力してください' };
  },
  email(text) {
    const isRight =
      /^[!-~]+$/.test(text) &&
      /^[^@<>(),;:"[\]\\]+@[^@.<>(),;:"[\]\\_]+(\.[^@.<>(),;:"[\]\\_]+)+$/.test(text);
    return isRight ? { text } : { expected: 'メールアドレスの形（例 name@example.jp）で入力してください' };
  },
  url(text) {
    return isWebAddress(text) ? { text } : { expected: '「https://」から入力してください' };
  },
  corporationNumber(text) {
    const digits = text.replaceAll(/[\sT-]/g, '');
    if (!/^\d{13}$/.test(digits)) return { expected: '13桁の数字で入力してください' };
    if (!hasRightCheckDigit(digits))
      return { expected: '正しい法人番号ではありません。数字を確かめてください' };
    return { text: digits };
  },
  officeNumber(text) {
    const digits = text.replaceAll(/[\s-]/g, '');
    return /^\d{10}$/.test(digits) ? { text: digits } : { expected: '10桁の数字で入力してください' };
  },
};

/** An address that a link may lead to: of the web, without a name and password in it. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && hostname.includes('.');
}

/** The first digit of a corporation number is made of the other twelve, weighted 1 and 2 in turns from the right. */
export function hasRightCheckDigit(number: string): boolean {
  const sum = [...number.slice(1)]
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 2), 0);
  return 9 - (sum % 9) === Number(number[0]);
}
