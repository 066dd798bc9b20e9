import { isEmail } from 'class-validator';
import { Invalid } from '#libs/platform';
import { askedServiceCodes, intakeAskerCodes, type IntakeForm } from '#libs/referrals';
import type { FormFields } from '../http/forms.js';

/**
 * Reads the form of somebody who asks for support; nothing when the field that no person sees was filled in.
 * @throws {Invalid} naming every field that is wrong.
 */
export function readIntake(form: FormFields): IntakeForm | undefined {
  const line = (name: string) => (form[name]?.[0] ?? '').trim();
  if (line('website') !== '') return undefined;
  const asker = intakeAskerCodes.find((code) => code === line('asker'));
  const services = askedServiceCodes.filter((code) => form['services']?.includes(code));
  const problems = [
    ...(asker ? [] : [problem('asker', '申し込む人', '選択してください')]),
    ...short(line('areaCode'), 'areaCode', 'お住まいの市区町村', 20),
    ...short(line('name'), 'name', '支援を受ける方のお名前', 100),
    ...short(line('kana'), 'kana', 'ふりがな', 100),
    ...(asker === 'family' ? short(line('askerName'), 'askerName', '申し込む方のお名前と間柄', 100) : []),
    ...(isEmail(line('email')) && line('email').length <= 254
      ? []
      : [problem('email', 'メールアドレス', '正しい形で入力してください')]),
    ...(line('phone').length <= 40 ? [] : [problem('phone', '電話番号', '40文字以内で入力してください')]),
    ...short(line('words'), 'words', '困っていること・希望', 2000),
    ...(line('agree') === 'yes' ? [] : [problem('agree', '確認', 'チェックを入れてください')]),
  ];
  if (!asker || problems.length > 0) throw new Invalid(problems);
  return {
    asker,
    services,
    areaCode: line('areaCode'),
    name: line('name'),
    kana: line('kana'),
    askerName: line('askerName').slice(0, 100),
    email: line('email'),
    phone: line('phone'),
    words: line('words'),
  };
}

function short(value: string, field: string, label: string, max: number) {
  if (value === '') return [problem(field, label, '入力してください')];
  return value.length <= max ? [] : [problem(field, label, `${max}文字以内で入力してください`)];
}

function problem(field: string, label: string, expected: string) {
  return { field, label, detail: `${label}: ${expected}。` };
}
