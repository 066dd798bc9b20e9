import type { ProofAnswer } from '#libs/directory';
import type { FormFields } from '../http/forms.js';

/** What somebody sent by the form of a proof: an answer, the wish to take an earlier one back, or a mistake to be mended. */
export type ReadAnswer = ProofAnswer | { readonly answer: 'withdrawn' } | { readonly mistake: string };

const longestName = 100;
const longestWords = 2000;

/** Reads the form of a proof. */
export function readAnswer(form: FormFields): ReadAnswer {
  const name = line(form, 'name');
  if (name.length > longestName) return { mistake: `お名前は${longestName}文字以内で入力してください。` };
  switch (line(form, 'answer')) {
    case 'agreed':
      return {
        answer: 'agreed',
        fields: form['fields'] ?? [],
        name,
      };
    case 'refused':
      return { answer: 'refused', name };
    case 'withdrawn':
      return { answer: 'withdrawn' };
    case 'correction': {
      const words = line(form, 'words');
      if (words === '') return { mistake: '修正してほしいことを入力してください。' };
      if (words.length > longestWords)
        return { mistake: `修正してほしいことは${longestWords}文字以内で入力してください。` };
      return { answer: 'correction', words, name };
    }
    default:
      return { mistake: 'どの回答かを読み取れませんでした。もう一度ボタンを押してください。' };
  }
}

function line(form: FormFields, name: string): string {
  return form[name]?.[0]?.trim() ?? '';
}
