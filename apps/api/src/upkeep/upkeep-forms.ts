import { reportTopics, type ReportTopic } from '#libs/directory';
import { Invalid } from '#libs/platform';
import type { FormFields } from '../http/forms.js';

const longestWords = 2000;

/**
 * The answer of whoever opened the link of a mail: what is wrong, or null where nothing is.
 * @throws {Invalid}
 */
export function readConfirmation(form: FormFields): { readonly wrong: string | null } {
  const answer = lineOf(form, 'answer');
  if (answer === 'right') return { wrong: null };
  if (answer !== 'wrong') throw invalid('answer', 'お返事', 'ボタンを押してください');
  return { wrong: wordsOf(form, '直すところ') };
}

/**
 * An error seen on the public page; nothing when the field that no person sees was filled in.
 * @throws {Invalid}
 */
export function readReport(form: FormFields): { topic: ReportTopic; words: string } | undefined {
  if (lineOf(form, 'website') !== '') return undefined;
  const topic = reportTopics.find((known) => known === lineOf(form, 'topic'));
  if (!topic) throw invalid('topic', 'どこがちがいますか', '選択してください');
  return { topic, words: wordsOf(form, 'どうちがうか') };
}

function wordsOf(form: FormFields, label: string): string {
  const words = lineOf(form, 'words');
  if (words === '') throw invalid('words', label, '入力してください');
  if (words.length > longestWords) throw invalid('words', label, `${longestWords}文字以内で入力してください`);
  return words;
}

function lineOf(form: FormFields, name: string): string {
  return (form[name]?.[0] ?? '').trim();
}

function invalid(field: string, label: string, expected: string): Invalid {
  return new Invalid([{ field, label, detail: `${label}: ${expected}。` }]);
}
