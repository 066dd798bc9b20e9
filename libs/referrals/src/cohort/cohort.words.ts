/** Why somebody of a group could not be sent, and what to do about it. */
export function whyNotSent(code: string): string {
  return whys[code] ?? '送れませんでした。依頼の下書きを開いて確認してください。';
}

const whys: Readonly<Record<string, string>> = {
  'consent.not_active': '本人の同意がありません。同意を確認し、記録してください。',
  'referral.incomplete': '足りない項目があります。下書きを開いて記入してください。',
  'input.invalid': '記入していない項目があります。本人の記録と下書きを確認してください。',
  'referral.already_open': '同じ機関への依頼がすでにあります。',
  'referral.no_desk': '宛先の機関に、受け取る担当者がいません。',
  'approval.needed': '送るには上司の承認が必要です。依頼の下書きを開いて、承認を求めてください。',
  'referral.person_closed': '本人の支援が終了しています。',
  'person.not_open': '本人の支援が終了しています。',
};
