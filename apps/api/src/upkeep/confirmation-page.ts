import type { ConfirmationLink, LinkOutcome } from '#libs/directory';
import { html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';
import { dayText } from './day.text.js';

/** What the holder of a link sees. Two buttons, and only pressing one changes anything. */
export function confirmationPage(link: ConfirmationLink, token: string): string {
  switch (link.state) {
    case 'unknown':
      return plainPage({
        title: 'このリンクは使えません',
        body: html`<p>
            リンクが途中で切れているか、正しくありません。メールのリンクを、もう一度そのまま開いてください。
          </p>
          ${signInLine()}`,
      });
    case 'ended':
      return plainPage({
        title: 'このリンクの期限は過ぎています',
        body: html`<p>この確認は終わりました。掲載内容は、ログインするといつでも確認・修正できます。</p>
          ${signInLine()}`,
      });
    case 'confirmed':
    case 'correcting':
      return plainPage({
        title: 'お返事はいただいています',
        body: html`<div class="note done">
            <p>
              ${link.agencyName}の掲載内容について、${dayText(link.answeredAt)}にお返事をいただきました。ありがとうございました。
            </p>
          </div>
          <p>このリンクから、もう一度送ることはできません。</p>
          ${signInLine()}`,
      });
    case 'waiting':
      return waitingPage(link, token);
  }
}

function waitingPage(link: Extract<ConfirmationLink, { state: 'waiting' }>, token: string): string {
  const { agencyId, agencyName, freshness, lines } = link;
  return plainPage({
    title: '掲載内容の確認',
    body: html`<p>
        <b>${agencyName}</b
        >さまの情報を、連携ポータルに次のとおり掲載しています（${freshness.text}）。いまもこのとおりか、お知らせください。
      </p>
      <dl>
        ${lines.map(
          ({ label, text }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${text}</dd>
            </div> `,
        )}
      </dl>
      <form method="post" action="/confirm/${token}">
        <button name="answer" value="right">このままで正しい</button>
        <p class="help">1回押すと終わります。</p>
      </form>
      <h2>直すところがあるとき</h2>
      <form method="post" action="/confirm/${token}">
        <input type="hidden" name="answer" value="wrong" />
        <label for="words">どこを、どう直すかをお書きください</label>
        <p class="help" id="words-help">
          事務局が直します。利用者の名前など、個人の情報は書かないでください。
        </p>
        <textarea id="words" name="words" required maxlength="2000" aria-describedby="words-help"></textarea>
        <button class="second">直すところがある</button>
      </form>
      <p>
        ご自分で直すときは、<a href="/agencies/${agencyId}/edit">ログインして掲載内容を開いて</a>ください。
      </p>`,
  });
}

/** What comes after a button. */
export function answeredPage(outcome: LinkOutcome, wrong: boolean): string {
  switch (outcome) {
    case 'done':
      return plainPage({
        title: wrong ? '直すところを受け付けました' : '確認しました',
        body: html`<div class="note done">
            <p>
              ${wrong ? '事務局が内容を確かめて、掲載内容を直します。' : '「このままで正しい」と記録しました。'}ありがとうございました。
            </p>
          </div>
          <p>このページは閉じてかまいません。</p>`,
      });
    case 'answered':
      return plainPage({
        title: 'お返事はいただいています',
        body: html`<p>
            このリンクからは、すでにお返事をいただいています。直すところが見つかったときは、ログインして直すか、事務局にご連絡ください。
          </p>
          ${signInLine()}`,
      });
    case 'ended':
    case 'unknown':
      return confirmationPage({ state: outcome }, '');
  }
}

function signInLine() {
  return html`<p><a href="/sign-in">連携ポータルにログインする</a></p>`;
}
