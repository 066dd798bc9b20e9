/** Texts of when support ends, and of asking after a person. */
export const personTransitionsJa = {
  title: '満了・卒業と定着確認',
  none: '満了・卒業の予定と定着確認は、まだありません。',
  ends: '{{kind}}：{{day}}（あと{{days}}日）',
  past: '{{kind}}：{{day}}（過ぎています）',
  begun: '就職日 {{day}}',
  adult: '成年到達日 {{day}}',
  list: '満了・卒業が近い方の一覧',
  check: '{{day}} {{kind}}',
  done: '{{day}} {{kind}}：{{situation}}（{{reached}}）',
  checks: '定着確認の一覧',
  add: '日付を登録する',
  kind: '種類',
  kinds: {
    retention: '就職した（就労定着支援の満了を計算）',
    graduation: '卒業・修了する',
    check: '状況を確かめる',
  },
  day: '日付',
  save: '登録する',
  saved: '登録しました。',
  need: '日付を入力してください。',
};
