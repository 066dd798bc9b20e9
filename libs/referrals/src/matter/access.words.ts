/** What somebody did with a record, in plain words: the beginnings of what the audit calls it, the longest first. */
const words: readonly (readonly [beginning: string, words: string])[] = [
  ['authz.refused', '見ようとして断られた'],
  ['person.list', '一覧で見た'],
  ['person.read', '記録を開いた'],
  ['person.register', '登録した'],
  ['person.identify', '基本情報を直した'],
  ['person.write', '記録を書いた'],
  ['person.merge', '記録を統合した'],
  ['person.unmerge', '統合を取り消した'],
  ['person.hand_over', '担当を変えた'],
  ['person.contact', '連絡を記録した'],
  ['person.end_', '支援の終了を記録した'],
  ['person.reopen', '支援を再開した'],
  ['person.take_back_ending', '終了の誤入力を取り消した'],
  ['person.dossier', '情報の一式を出力した'],
  ['person.', '記録を扱った'],
  ['consent.list', '同意を見た'],
  ['consent.read', '同意を見た'],
  ['consent.give', '同意を記録した'],
  ['consent.refuse', '不同意を記録した'],
  ['consent.withdraw', '同意の撤回を記録した'],
  ['consent', '同意を扱った'],
  ['asking.', '同意の確認を扱った'],
  ['evidence.', '同意書を扱った'],
  ['attachment.', 'ファイルを扱った'],
  ['own_sheet.', '就労パスポート・MSFASを扱った'],
  ['disclosure.list', '提供記録を見た'],
  ['referral.read', '連携依頼を見た'],
  ['referral.timeline', '連携依頼の経過を見た'],
  ['referral.package', '連携依頼の内容を読んだ'],
  ['referral.', '連携依頼を扱った'],
  ['package.export', '連携依頼をFHIR形式で書き出した'],
  ['package.', '連携依頼の内容を読んだ'],
  ['exchange.take_in', 'FHIRファイルから取り込んだ'],
  ['withdrawal.', '同意の撤回を扱った'],
  ['person_request.', '開示等の請求を扱った'],
];

/** The words for an action of the audit. */
export function accessWords(action: string, outcome: 'done' | 'denied'): string {
  const known = words.find(([beginning]) => action.startsWith(beginning))?.[1] ?? '記録を扱った';
  return outcome === 'denied' && action !== 'authz.refused' ? `${known}（断られた）` : known;
}
