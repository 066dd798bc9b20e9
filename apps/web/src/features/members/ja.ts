/** Texts of the members of the own agency. */
export const membersJa = {
  title: 'メンバー',
  lead: '{{agency}}で連携ポータルを使う方の一覧です。',
  column: { name: '氏名', role: '役割', since: '参加日' },
  you: 'あなた',
  caption: '機関のメンバー',
  invite: 'メンバーを招待する',
  webhooks: '外部システムへの通知を設定する',
  absences: '不在と代理',
  approvalSetting: '決裁の設定',
  form: {
    title: 'メンバーを招待する',
    lead: '入力したアドレスに、参加のためのリンクをメールで送ります。リンクは7日以内に1回だけ使えます。',
    email: 'メールアドレス',
    role: '役割',
    send: '招待を送る',
    sent: '{{email}}に招待を送りました。',
    needEmail: 'メールアドレスを入力してください。',
  },
  roles: { staff: '職員', acceptor: '受入決定者', manager: '管理者', secretariat: '事務局' },
  roleMeans: {
    staff: '依頼を書き、送り、受け取ります。',
    acceptor: '職員の仕事に加えて、受け入れるかを決めます。',
    manager: '受入決定者の仕事に加えて、メンバーを招待します。',
    secretariat: '機関の情報を見ます。本人の記録と依頼は見ません。',
  },
};
