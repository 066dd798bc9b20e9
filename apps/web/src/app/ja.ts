/** Texts of the frame around every page. */
export const appJa = {
  skip: '本文へ進む',
  nav: {
    label: '主なメニュー',
    today: '今日やること',
    referrals: '連携依頼',
    people: '本人',
    agencies: '機関をさがす',
    stalls: '滞っている依頼',
    notices: 'お知らせ',
    leaflets: '冊子',
    leafletConsent: '冊子への掲載',
    changes: '変更の承認',
    settings: '設定',
    members: 'メンバー',
    upkeep: '整備の作業',
    imports: '一覧の取り込み',
    unread: '未読{{count}}件',
    menu: 'メニュー',
  },
  textSize: { label: '文字サイズ', '100': '標準', '125': '大', '150': '特大' },
  practice: {
    mark: '練習用',
    text: 'ここは練習用の地域です。実在の人の情報は入れないでください。',
    mailbox: '練習用の郵便受けを開く',
  },
  offline:
    'ネットワークにつながっていません。つながると、自動で読み込みます。入力中の内容は消さずに待っています。',
  publicPages: '市民・企業向けのページ（だれでも見られます）',
  shortcuts: 'キーボードの近道を使う（「/」で検索欄へ移動）',
  signedInAs: '{{name}}（{{role}}）',
  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスが変わったか、入力に誤りがあります。メニューからお探しください。',
  },
  keepersOnly: {
    title: 'このページは事務局の方だけが使えます',
    text: '直したいことがあるときは、ネットワークの事務局に連絡してください。',
    back: '「今日やること」に戻る',
  },
  noAgency: {
    title: '所属している機関がありません',
    text: '機関の情報や依頼を見るには、機関への所属が必要です。機関の管理者か事務局に、招待を頼んでください。',
    others: '操作する機関を選んでください',
    othersText: 'これまでの機関への所属が終わりました。ほかに所属している機関があります。',
    choose: '{{name}}として続ける',
  },
  crashed: {
    title: '画面を表示できませんでした',
    text: '画面の部品を読み込めませんでした。新しい版に変わった可能性があります。読み込み直してください。',
    reload: '読み込み直す',
  },
};
