import { resolve } from 'node:path';
import { oneAddress, senderFrom } from '../mail/address.js';

/** Turns the text of an environment variable into a value, or throws an Error whose message says what was expected. */
export type Reader<T> = (text: string) => T;

/** Any text. */
export const text: Reader<string> = (value) => value;

/** A file or folder, relative to the working folder. */
export const path: Reader<string> = (value) => resolve(value);

/** 1 or 0; true, yes, on and their opposites are understood as well. */
export const flag: Reader<boolean> = (value) => {
  const word = value.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  if (['0', 'false', 'no', 'off'].includes(word)) return false;
  throw new Error(`1 か 0 を指定してください (「${value}」が指定されています)。`);
};

/** A TCP port. */
export const port: Reader<number> = (value) => {
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number >= 1 && number <= 65535) return number;
  throw new Error(`1 から 65535 までの数字を指定してください (「${value}」が指定されています)。`);
};

/** A URL of one of the given schemes; the message never repeats the value, which may carry a password. */
export function urlOf(schemes: readonly string[], example: string): Reader<string> {
  return (value) => {
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : undefined;
    if (scheme !== undefined && schemes.includes(scheme)) return value;
    throw new Error(`${example} のような URL を指定してください。`);
  };
}

/** The web address under which people reach the portal, without a slash at the end. */
export const webAddress: Reader<string> = (value) => {
  const address = urlOf(['http', 'https'], 'https://portal.example.jp')(value);
  if (new URL(address).pathname === '/') return new URL(address).origin;
  throw new Error('パスを付けずに https://portal.example.jp のように指定してください。');
};

/** The address of map tiles, with places for zoom, column and row. */
export const tileAddress: Reader<string> = (value) => {
  const address = urlOf(['http', 'https'], 'https://tiles.example.jp/{z}/{x}/{y}.png')(value);
  if (['{z}', '{x}', '{y}'].every((part) => address.includes(part))) return address;
  throw new Error(
    '{z}、{x}、{y} を含む https://tiles.example.jp/{z}/{x}/{y}.png のような URL を指定してください。',
  );
};

/** A mail address, alone or behind a name. */
export const sender: Reader<string> = (value) => {
  try {
    senderFrom(value);
    return value;
  } catch {
    throw new Error('「連携ポータル <no-reply@portal.example.jp>」のように指定してください。');
  }
};

/** A mail address whose part before the @ leaves room for a mark behind a plus sign. */
export const mailbox: Reader<string> = (value) => {
  const fits = /^[A-Za-z0-9._-]{1,20}@/.test(value);
  try {
    if (fits) return oneAddress(value).toLowerCase();
  } catch {
    // Said below.
  }
  throw new Error('kaigi@portal.example.jp のように、@ の前を20文字以内の英数字で指定してください。');
};

/** What a program shows to be let in; the message never repeats it. */
export const secret: Reader<string> = (value) => {
  if (/^[\x21-\x7e]{32,200}$/.test(value)) return value;
  throw new Error('32文字以上の英数字と記号で指定してください。');
};

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Reader<Word> {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw new Error(`${words.join('、')} のどれかを指定してください (「${value}」が指定されています)。`);
  };
}
