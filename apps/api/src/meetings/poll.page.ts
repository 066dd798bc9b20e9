import { holidayName } from '#libs/directory';
import { eraDay } from '#libs/documents';
import {
  type LinkedOption,
  type LinkedPoll,
  type PollAnswer,
  pollAnswerCodes,
  pollAnswerNames,
  pollAnswers,
} from '#libs/meetings';
import { dayInJapan } from '#libs/platform';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';

/** The page behind the link of a date poll: the days, and ○△× for each. It needs no script and no account. */
export function pollPage(poll: LinkedPoll, path: string, mistake?: string): string {
  const { council, title, note, venue, name } = poll;
  return plainPage({
    title: '日程調整',
    body: html`<p>${council}</p>
      <h2>${title}</h2>
      ${mistake && html`<p class="note wrong" role="alert">${mistake}</p>`} ${note && html`<p>${note}</p>`}
      <dl>
        ${
          venue &&
          html`<div>
            <dt>会場（予定）</dt>
            <dd>${venue}</dd>
          </div>`
        }
        <div>
          <dt>回答する方</dt>
          <dd>${name}</dd>
        </div>
        <div>
          <dt>問い合わせ</dt>
          <dd>${poll.secretariat}</dd>
        </div>
      </dl>
      ${body(poll, path)}`,
  });
}

/** The page for a link that leads to nothing. */
export function unknownPollPage(): string {
  return plainPage({
    title: 'このリンクは使えません',
    body: html`<p class="note wrong">
      リンクが途中で切れていないか確認してください。新しいメールが届いているときは、そのリンクから回答してください。
    </p>`,
  });
}

function body(poll: LinkedPoll, path: string): Html {
  switch (poll.standing) {
    case 'open':
      return questions(poll, path);
    case 'closed':
      return html`<p class="note">回答の受け付けは終わりました。日程が決まったら、事務局から連絡します。</p>
        ${own(poll)}`;
    case 'cancelled':
      return html`<p class="note">この日程調整は取りやめになりました。回答は必要ありません。</p>`;
    case 'picked':
      return html`<p class="note done" role="status">日程が決まりました。</p>
        <ul>
          ${poll.options.filter(({ isPicked }) => isPicked).map((option) => html`<li>${timeWords(option)}</li>`)}
        </ul>`;
  }
}

function questions(poll: LinkedPoll, path: string): Html {
  const { options, answeredAt, comment, deadlineOn, showsVotes } = poll;
  const missing = options.filter(({ answer }) => answer === null).length;
  return html`${
      answeredAt !== null &&
      (missing === 0
        ? html`<p class="note done" role="status">
            ${eraDay(dayInJapan(answeredAt))}に回答しました。ありがとうございました。期限までは変えられます。
          </p>`
        : html`<p class="note" role="status">
            候補日が加わりました。まだ答えていない候補日が${missing}件あります。
          </p>`)
    }
    <p><strong>${eraDay(deadlineOn)}まで</strong>に、候補日ごとに選んで「回答する」を押してください。</p>
    <form method="post" action="${path}">
      ${options.map((option) => question(option, showsVotes))}
      <label for="comment">ひとこと（任意）</label>
      <textarea id="comment" name="comment" rows="3" maxlength="300">${comment}</textarea>
      <p class="help">支援している方の氏名など、個人のことは書かないでください。</p>
      <button type="submit">回答する</button>
    </form>`;
}

function question(option: LinkedOption, showsVotes: boolean): Html {
  const holiday = holidayName(option.start.slice(0, 10));
  return html`<fieldset class="choices">
    <legend>${timeWords(option)}</legend>
    ${holiday && html`<p class="help">祝日（${holiday}）</p>`}
    ${showsVotes && html`<p class="help">${countsOf(option)}</p>`}
    ${pollAnswerCodes.map(
      (answer) =>
        html`<label>
          <input
            type="radio"
            name="${option.id}"
            value="${answer}"
            required
            ${option.answer === answer && html`checked`}
          />
          <strong>${pollAnswers[answer]}</strong> <span>${pollAnswerNames[answer]}</span>
        </label>`,
    )}
  </fieldset>`;
}

/** What was answered, once it can no longer be changed. */
function own({ options }: LinkedPoll): Html {
  const said = (answer: PollAnswer | null) =>
    answer === null ? '回答なし' : `${pollAnswers[answer]} ${pollAnswerNames[answer]}`;
  return html`<dl>
    ${options.map(
      (option) =>
        html`<div>
          <dt>${timeWords(option)}</dt>
          <dd>${said(option.answer)}</dd>
        </div>`,
    )}
  </dl>`;
}

function countsOf({ yes, ifNeeded, no }: LinkedOption): string {
  return `これまでの回答: ○${yes} △${ifNeeded} ×${no}`;
}

const weekday = new Intl.DateTimeFormat('ja-JP', { weekday: 'short', timeZone: 'UTC' });

function timeWords({ start, end, allDay }: Pick<LinkedOption, 'start' | 'end' | 'allDay'>): string {
  const day = start.slice(0, 10);
  const date = `${eraDay(day)}(${weekday.format(new Date(`${day}T00:00:00Z`))})`;
  return allDay ? `${date} 終日` : `${date} ${start.slice(11)}～${end.slice(11)}`;
}
