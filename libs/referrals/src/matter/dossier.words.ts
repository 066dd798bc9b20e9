import type { EventVerb } from '../referral.status.js';

const verbs: Readonly<Partial<Record<EventVerb, string>>> = {
  send: '送付',
  receive: '受領',
  review: '検討開始',
  ask: '追加情報の依頼',
  answer: '追加情報の回答',
  propose: '代替の提案',
  agree: '提案に合意',
  turn_down: '提案を断る',
  waitlist: '待機',
  accept: '受入決定',
  decline: '受入不可',
  redirect: '他機関へ再紹介',
  select: '受入先の選定',
  not_select: '選定外',
  start: '支援開始',
  report: '結果報告',
  complete: '完了',
  fail: '受入後中止',
  cancel: '取下げ',
  stop: '支援の中止',
  person_decline: '本人辞退',
  expire: '期限切れ',
  suspend: '提供停止',
  resume: '再開',
  reopen: '再依頼',
  mark_error: '誤送付の記録',
  consent_withdrawn: '同意の撤回',
  propose_decline: '受け入れない回答（事務局の確認待ち）',
  withdraw_decline: '受け入れない回答の取り消し',
  approve: '上司の承認',
};

/** What happened to a referral, in a word. */
export function eventWords(verb: EventVerb): string {
  return verbs[verb] ?? verb;
}

/** What was taken back. */
export const withdrawalScopes: Readonly<Record<string, string>> = {
  whole: 'すべて',
  recipient: '一つの相手',
  category: '一つの項目',
  cell: '一つの相手・目的・項目',
  decision: 'あとの不同意・更新などで外れた項目',
};
