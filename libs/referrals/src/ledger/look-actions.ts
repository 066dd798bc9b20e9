/**
 * Which acts of the audit are somebody looking at the person's data, in the words of the history that the person may ask
 * for. Whoever adds a way of reading gives it its words here; the test finds what is missing.
 */
export const lookActions = {
  'package.read': '送られた内容を見た',
  'package.preview': '相手に見える内容を確かめた',
  'package.print': '書面を印刷した',
  'package.export': 'FHIR 形式で書き出した',
  'emergency.read': '緊急閲覧で見た',
  'person.read': '本人の記録を見た',
  'person.dossier': '情報の一式を出力した',
  'referral.read': '連携依頼の画面を見た',
  'referral.timeline': '経過を見た',
  'referral.conversation': '連絡のやり取りを見た',
  'referral.calendar': '面談の予定を出力した',
  'consent.read': '同意の記録を見た',
  'consent.list': '同意の一覧を見た',
  'consent_asking.read': '同意の確認を見た',
  'consent_asking.list': '同意の確認の一覧を見た',
  'evidence.read': '同意書の控えを見た',
  'own_sheet.read': '本人のシートを見た',
  'own_sheet.print': '本人のシートを印刷した',
  'self_check.list': 'セルフチェックを見た',
  'attachment.read': '添付ファイルを開いた',
  'attachment.list': '添付ファイルの一覧を見た',
  'disclosure.list': '提供の記録を見た',
  'withdrawal.read': '撤回の記録を見た',
  'withdrawal.list': '撤回の一覧を見た',
  'ground.read': '同意のない提供の根拠を見た',
  'ground.list': '同意のない提供の根拠の一覧を見た',
  'misdirection.read': '誤送付の記録を見た',
  'transition.read': '移行ケースを見た',
  'transition.print': '移行ケースを印刷した',
  'person_request.read': '開示等の請求を見た',
  'authz.refused': '見ようとして断られた',
} as const;
/** An act of looking. */
export type LookAction = keyof typeof lookActions;
/** The codes of the acts of looking. */
export const lookActionCodes = Object.keys(lookActions) as LookAction[];
