/** Texts of papers: printing one, printing several, taking a tray along. */
export const papersJa = {
  title: '書面（PDF）',
  lead: '印刷のたびに、その時点でお伝えできる内容だけで作ります。',
  leadRecipient:
    '印刷のたびに、その時点でお伝えできる内容だけで作ります。印刷は提供記録に残り、各ページに機関名と氏名が入ります。',
  kinds: {
    request: '連携依頼書',
    answer: '回答書',
    interim: '経過報告書',
    outcome: '結果報告書',
  },
  working: '作成しています',
  select: '{{number}}を印刷に選ぶ',
  column: '印刷',
  none: '印刷する依頼を選んでください（一度に{{most}}件まで）。',
  chosen: '{{count}}件を選択中',
  print: '選んだ依頼書を1つのPDFにする',
  all: 'この一覧をすべて選ぶ',
  clear: '選択をやめる',
  tooMany: '一度に印刷できるのは{{most}}件までです。',
  take: 'この一覧を保存',
  formats: { xlsx: 'Excel', csv: 'CSV', csv_cp932: 'CSV（Shift_JIS）' },
};
