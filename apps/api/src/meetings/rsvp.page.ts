import { eraDay } from '#libs/documents';
import {
  answerNames,
  attendanceModes,
  givenAnswers,
  type OpenInvitation,
  timeWords,
  titleWords,
} from '#libs/meetings';
import { dayInJapan } from '#libs/platform';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';

/** The page behind the link of an invitation: the meeting, and the answer. It needs no script and no account. */
export function rsvpPage(invitation: OpenInvitation, path: string, mistake?: string): string {
  return plainPage({
    title: '会議の出欠の回答',
    body: html`<p>${invitation.agency} ${invitation.name} 様</p>
      ${about(invitation)} ${mistake && html`<p class="note wrong" role="alert">${mistake}</p>`}
      ${standing(invitation)} ${invitation.standing === 'open' && form(invitation, path)}
      <p class="help">問い合わせ: ${invitation.council} 事務局（${invitation.secretariat}）</p>`,
  });
}

/** The page for a link that leads to nothing. */
export function unknownRsvpPage(): string {
  return plainPage({
    title: 'このリンクは使えません',
    body: html`<p class="note wrong">
      案内が新しくなったか、取り消された可能性があります。新しく届いたメールのリンクを開いてください。リンクが途中で切れていないかも確認してください。
    </p>`,
  });
}

function about(invitation: OpenInvitation): Html {
  const { council, mode, venue, address, note, link, linkNote } = invitation;
  const ways = { venue: '会場', web: 'Web', hybrid: '会場とWeb', on_demand: 'オンデマンド' };
  const lines: readonly (readonly [string, string])[] = [
    ['会議', titleWords(council, invitation)],
    ['日時', timeWords(invitation)],
    ['開催方法', ways[mode]],
    ['会場', [venue, address].filter(Boolean).join('\n')],
    ['案内', note],
  ];
  return html`<dl>
    ${lines
      .filter(([, text]) => text !== '')
      .map(
        ([label, text]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    ${
      link &&
      html`<div>
        <dt>WebのURL</dt>
        <dd><a href="${link}" rel="noreferrer">${link}</a>${linkNote && html`<br />${linkNote}`}</dd>
      </div>`
    }
  </dl>`;
}

function standing(invitation: OpenInvitation): Html {
  switch (invitation.standing) {
    case 'cancelled':
      return html`<p class="note">この会議は中止になりました。回答は必要ありません。</p>`;
    case 'postponed':
      return html`<p class="note">
        この会議は延期になりました。新しい日程が決まりしだい、あらためて案内します。
      </p>`;
    case 'withdrawn':
      return html`<p class="note">この案内は取り消されました。出席は必要ありません。</p>`;
    case 'over':
      return html`<p class="note">回答の受け付けは終わりました。${said(invitation)}</p>`;
    case 'open':
      return invitation.answeredAt === null
        ? html`<p>出欠を選んで、「回答する」を押してください。</p>`
        : html`<p class="note done" role="status">
            ${eraDay(dayInJapan(invitation.answeredAt))}に回答を受け付けました。${said(invitation)}会議の前なら、何度でも変えられます。
          </p>`;
  }
}

function said({ answer, way, substitute, answeredAt }: OpenInvitation): string {
  if (answeredAt === null) return '';
  const how = [answerNames[answer], way && attendanceModes[way], substitute].filter(Boolean).join('・');
  return `回答: ${how}。`;
}

function form(invitation: OpenInvitation, path: string): Html {
  const { answer, mode, way, substitute, comment } = invitation;
  const words = { accepted: '出席', delegated: '代理の人が出席', tentative: '未定', declined: '欠席' };
  return html`<form method="post" action="${path}">
    <fieldset>
      <legend>出欠</legend>
      ${givenAnswers.map(
        (code) =>
          html`<label>
            <input type="radio" name="answer" value="${code}" required ${answer === code && html`checked`} />
            ${words[code]}
          </label>`,
      )}
    </fieldset>
    <label for="substitute">代理の方のお名前（代理の人が出席するとき）</label>
    <input id="substitute" name="substitute" maxlength="100" value="${substitute}" />
    ${
      mode === 'hybrid' &&
      html`<fieldset>
        <legend>参加方法</legend>
        ${wayChoice('venue', invitation.venueLeft, (way ?? 'venue') === 'venue')}
        ${wayChoice('web', invitation.webLeft, way === 'web')}
      </fieldset>`
    }
    <label for="comment">連絡事項（任意）</label>
    <textarea id="comment" name="comment" rows="3" maxlength="1000">${comment}</textarea>
    <button type="submit">回答する</button>
  </form>`;
}

function wayChoice(code: 'venue' | 'web', left: number | null, isChosen: boolean): Html {
  const isFull = left !== null && left <= 0;
  return html`<label>
    <input
      type="radio"
      name="mode"
      value="${code}"
      ${isChosen && !isFull && html`checked`}
      ${isFull && html`disabled`}
    />
    ${attendanceModes[code]}${isFull ? '（満席）' : left !== null ? `（残り${left}席）` : ''}
  </label>`;
}
