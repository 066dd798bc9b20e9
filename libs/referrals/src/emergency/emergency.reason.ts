import { shortestReason } from './emergency.codes.js';

const empty = /[\s\p{P}\p{S}ー〜]/gu;
// What people type to get past a field.
const fillers =
  /(てすと|テスト|test(ing)?|dummy|ダミー|asdf|qwerty|hoge|foo|bar|abc|xxx|あああ|いいい|ほげ|1234+)/giu;

/**
 * Whether a reason says something: long enough without spaces and signs, of enough different characters, not one piece
 * over and over, and not made of words that are typed to fill a field. Nobody can tell a lie from the truth here; a person
 * reviews it afterwards.
 */
export function saysSomething(reason: string): boolean {
  const text = reason.normalize('NFKC').replaceAll(empty, '');
  const letters = [...text];
  if (letters.length < shortestReason) return false;
  if (new Set(letters).size < 8) return false;
  if (isRepeated(letters)) return false;
  return [...text.replaceAll(fillers, '')].length >= shortestReason / 2;
}

/** Whether the text is one piece of up to ten characters, over and over. */
function isRepeated(letters: readonly string[]): boolean {
  return Array.from({ length: 10 }, (_, at) => at + 1).some((length) =>
    letters.every((letter, at) => letter === letters[at % length]),
  );
}
