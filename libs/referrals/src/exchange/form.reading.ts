import type { SectionLine } from '../package.content.js';
import { cut, isObject, type Json, type JsonObject, parts, text } from './json.reading.js';
import type { Unread } from './unread.js';

const mostLines = 200;
const longestText = 20_000;

/** The lines of a filled-in form, group by group, in their order. */
export function linesIn(form: JsonObject, formName: string, unread: Unread[]): SectionLine[] {
  const lines: SectionLine[] = [];
  // The next one stands last.
  const waiting = parts(form, 'item').toReversed();
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    waiting.push(...parts(item, 'item').toReversed());
    const answers = parts(item, 'answer');
    if (answers.length === 0) continue;
    const label = cut(text(item, 'text') || text(item, 'linkId'), 200);
    const said = answers.map(answerText);
    if (said.every((one) => one === '')) {
      unread.push({ what: `${formName}「${label}」`, why: 'この形の回答は読み取れません。' });
      continue;
    }
    const words = said.filter(Boolean).join('、');
    if (words.length > longestText || lines.length >= mostLines) {
      unread.push({ what: `${formName}「${label}」`, why: '長すぎるため、読み取れません。' });
      continue;
    }
    lines.push({ label, text: words });
  }
  return lines;
}

/** An answer in words; empty when it is of a kind that has none. */
function answerText(answer: JsonObject): string {
  const [, value] = Object.entries(answer).find(([field]) => field.startsWith('value')) ?? [];
  return wordsOf(value);
}

function wordsOf(value: Json | undefined): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 'はい' : 'いいえ';
    default:
      return isObject(value)
        ? text(value, 'display') || [text(value, 'value'), text(value, 'unit')].join('')
        : '';
  }
}
