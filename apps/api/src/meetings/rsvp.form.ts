import { attendanceModeCodes, givenAnswers, type GivenReply } from '#libs/meetings';
import type { FormFields } from '../http/forms.js';

const longestSubstitute = 100;
const longestComment = 1000;

/** Reads the form of an invitation: what somebody answers, or a mistake to be mended. */
export function readReply(form: FormFields): GivenReply | { readonly mistake: string } {
  const answer = givenAnswers.find((code) => code === line(form, 'answer'));
  if (!answer) return { mistake: '出欠を選んでください。' };
  const mode = attendanceModeCodes.find((code) => code === line(form, 'mode')) ?? null;
  const substitute = line(form, 'substitute');
  const comment = line(form, 'comment');
  if (answer === 'delegated' && substitute === '')
    return { mistake: '代理出席のときは、代理の方のお名前を入力してください。' };
  if (substitute.length > longestSubstitute)
    return { mistake: `代理の方のお名前は${longestSubstitute}文字以内で入力してください。` };
  if (comment.length > longestComment)
    return { mistake: `連絡事項は${longestComment}文字以内で入力してください。` };
  return { answer, mode, substitute, comment };
}

function line(form: FormFields, name: string): string {
  return form[name]?.[0]?.trim() ?? '';
}
