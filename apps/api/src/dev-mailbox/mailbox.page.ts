import type { MailCopy } from '#libs/platform';
import { escaped } from '../http/html.js';

const moment = new Intl.DateTimeFormat('ja-JP', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Asia/Tokyo',
});

/** The mailbox as a page that needs no script; links into the portal can be followed. */
export function mailboxPage(mails: readonly MailCopy[], publicUrl: string): string {
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>練習用メールボックス | 連携ポータル</title>
<link rel="stylesheet" href="/dev/mailbox.css">
</head>
<body>
<header>
<h1>練習用メールボックス</h1>
<p>メールサーバーを設定していないため、送信したメールをここに表示しています。実際には届いていません。</p>
<nav><a href="/dev/mailbox">最新の状態にする</a> <a href="/">連携ポータルへ</a></nav>
</header>
<main>
${mails.length === 0 ? '<p>メールはまだありません。</p>' : mails.map((mail) => letter(mail, publicUrl)).join('\n')}
</main>
</body>
</html>
`;
}

function letter({ id, recipient, subject, body, created_at }: MailCopy, publicUrl: string): string {
  return `<article aria-labelledby="s-${id}">
<h2 id="s-${id}">${escaped(subject)}</h2>
<p><span>宛先 ${escaped(recipient)}</span> <time datetime="${created_at.toISOString()}">${moment.format(created_at)}</time></p>
<pre>${withLinks(body, publicUrl)}</pre>
</article>`;
}

/** Only addresses of the portal itself become links. */
function withLinks(text: string, publicUrl: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part) => {
      const shown = escaped(part);
      return part.startsWith(`${publicUrl}/`) ? `<a href="${shown}">${shown}</a>` : shown;
    })
    .join('');
}

/** How it looks; inline styles are forbidden here as everywhere. */
export const mailboxStyle = `body { margin: 0 auto; padding: 1rem; max-width: 48rem; font: 1rem/1.7 "Noto Sans JP", sans-serif; color: #1a1a1a; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.125rem; margin: 0; }
nav a { margin-right: 1rem; }
a { color: #0017c1; }
a:focus-visible { outline: 4px solid #000; outline-offset: 2px; background: #ffd43d; }
article { border-top: 1px solid #949494; padding: 1rem 0; }
article p { margin: 0.25rem 0; color: #4d4d4d; }
article span { margin-right: 1rem; overflow-wrap: anywhere; }
pre { margin: 0.5rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
`;
