import { categories } from '#libs/people';
import { dayInJapan } from '#libs/platform';
import { daysInEra, eraDay } from '#libs/documents';
import type { ClosedStanding, OpenedLink } from '#libs/referrals';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';

type Opened = Extract<OpenedLink, { standing: 'open' }>;

/** Asks for the code that was told by telephone. */
export function codePage(token: string, mistake?: string): string {
  return plainPage({
    title: '封印された連携依頼',
    body: html`${mistake && html`<p class="note wrong" role="alert">${mistake}</p>`}
      <p>この依頼には、個人の情報が含まれています。依頼元から電話で聞いた確認コードを入力してください。</p>
      <form method="post" action="/sealed/${token}" autocomplete="off">
        <label for="code">確認コード（数字8けた）</label>
        <input id="code" name="code" inputmode="numeric" maxlength="12" required />
        <button>開く</button>
        <p class="help">5回まちがえると開けなくなります。開いた日時は記録されます。</p>
      </form>`,
  });
}

/** Why nothing can be read. */
export function closedPage(standing: ClosedStanding): string {
  const words = {
    code: '',
    wrong: '',
    locked:
      '確認コードを5回まちがえたため、開けなくなりました。依頼元に連絡して、新しいリンクを受け取ってください。',
    ended: 'このリンクの期限は過ぎたか、取り消されました。依頼元に連絡してください。',
    over: 'この依頼は、回答をいただいたか取り下げられたため、終わっています。すでにお持ちの写しは、依頼元の案内にしたがって、破棄または返却してください。',
    unknown: 'リンクが途中で切れていないか確認してください。',
    closed:
      'いまは内容を表示できません。本人の同意が撤回されたか、期限が切れています。すでにお持ちの写しは、破棄または返却してください。',
  }[standing];
  return plainPage({ title: 'この依頼は開けません', body: html`<p class="note wrong">${words}</p>` });
}

/** The package as far as consent covers it, and the form for an answer. */
export function openedPage(opened: Opened, token: string, code: string, mistake?: string): string {
  const { number, source, recipient, sections, withheld, expiresAt, state } = opened;
  return plainPage({
    title: `連携依頼 ${number}`,
    body: html`${mistake && html`<p class="note wrong" role="alert">${mistake}</p>`}
      <dl>
        ${line('宛先', `${recipient} 御中`)} ${line('依頼元', source.name)}
        ${source.phone && line('電話', source.phone)} ${line('開ける期限', eraDay(dayInJapan(expiresAt)))}
      </dl>
      <p class="help">依頼の検討と支援のほかには使わないでください。開いた日時は、提供の記録に残ります。</p>
      ${sections.map(
        ({ category, lines }) =>
          html`<h2>${categories[category].name}</h2>
            <dl>${lines.map(({ label, text }) => line(label, text))}</dl>`,
      )}
      ${withheld.length > 0 && html`<p class="note">同意の範囲の外のため、表示していない項目があります。</p>`}
      ${answerForm(state, opened, token, code)}`,
  });
}

/** What comes after an answer. */
export function answeredPage(outcome: 'done' | 'answered'): string {
  return plainPage({
    title: outcome === 'done' ? '回答を受け付けました' : '回答はいただいています',
    body: html`<p class="note done">
      ${outcome === 'done' ? '依頼元にお知らせします。ありがとうございました。' : 'この依頼には、すでに回答をいただいています。'}
    </p>`,
  });
}

function answerForm(state: Opened['state'], { mayReport }: Opened, token: string, code: string): Html {
  if (state === 'open')
    return html`<h2>回答</h2>
      <form method="post" action="/sealed/${token}">
        <input type="hidden" name="code" value="${code}" />
        ${nameField('accept-by')}
        <label for="accept-text">連絡（任意）</label>
        <textarea id="accept-text" name="text" maxlength="4000"></textarea>
        <button name="answer" value="accepted">受け入れる</button>
      </form>
      <details>
        <summary>受け入れられないとき</summary>
        <form method="post" action="/sealed/${token}">
          <input type="hidden" name="code" value="${code}" />
          ${nameField('decline-by')}
          <label for="decline-text">理由</label>
          <textarea id="decline-text" name="text" maxlength="4000" required></textarea>
          <button class="second" name="answer" value="declined">受け入れられない</button>
        </form>
      </details>`;
  if (state === 'accepted' && mayReport)
    return html`<h2>結果の報告</h2>
      <form method="post" action="/sealed/${token}">
        <input type="hidden" name="code" value="${code}" />
        ${nameField('report-by')}
        <label for="report-text">支援の結果</label>
        <textarea id="report-text" name="text" maxlength="4000" required></textarea>
        <button name="answer" value="reported">報告する</button>
      </form>`;
  return html`<p class="note done">回答をいただいています。ありがとうございました。</p>`;
}

function nameField(id: string): Html {
  return html`<label for="${id}">回答する方のお名前</label>
    <input id="${id}" name="by" maxlength="100" required autocomplete="name" />`;
}

function line(label: string, text: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${daysInEra(text)}</dd>
  </div>`;
}
