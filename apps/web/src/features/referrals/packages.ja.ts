/** Texts of what goes along with a referral, and of what each recipient sees of it. */
export const packagesJa = {
  files: '添付ファイル',
  filesLead:
    '選んだファイルだけが相手に伝わります。情報の種類が上の「伝える内容」に入っている必要があります。',
  filesNone: '本人の添付ファイルはありません。',
  filesAdd: '添付ファイルを追加する',
  leftOut: '「伝える内容」に入っていません',
  unnamed: '氏名は同意後に表示',
  unnamedNote:
    '「基本情報」の同意がない相手には、氏名・ふりがな・生年月日を伏せて送ります（氏名は同意後に表示）。ほかの項目や添付の中に、氏名などが書かれていないか確かめてください。',
  birthDate: '生年月日',
  withheldName: '氏名・生年月日は、本人が同意すると表示されます。',
  notShared: '本人のシートで「伝えない」',
  sight: '相手に見える内容',
  sightLead: 'いま、この相手の画面に出る内容です。同意と状態が変わると、すぐに変わります。',
  recipient: '宛先',
  opens: {
    later: '受領すると、次の内容が見えます。',
    now: '次の内容が見えています。',
    closed: 'いまは何も見えません（終了したか、有効な同意がありません）。',
  },
  withheld: 'この相手に見えない項目：{{categories}}',
  show: '相手に見える内容を確かめる',
  history: '送った内容の版',
  historyVersion: '第{{number}}版　{{moment}}　{{name}}',
  compare: '版をくらべる',
  versionName: '第{{number}}版',
  altered: '第{{number}}版は、送ったときの内容と一致しません。',
};
