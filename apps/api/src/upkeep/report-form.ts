import { reportTopicNames, reportTopics } from '#libs/directory';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';

/**
 * The form by which anybody reports an error of an entry on the public page: a piece for any page that needs no script.
 * It asks for nothing about the sender. What is typed into `website` no person sees: programs that fill in every field do.
 */
export function reportForm(agencyId: string): Html {
  return html`<form method="post" action="/report/${agencyId}">
    <fieldset>
      <legend>どこがちがいますか</legend>
      ${reportTopics.map(
        (topic, at) =>
          html`<label
            ><input type="radio" name="topic" value="${topic}" ${at === 0 ? html` required` : null} />
            ${reportTopicNames[topic]}</label
          > `,
      )}
    </fieldset>
    <label for="words">どうちがうか、わかる範囲でお書きください</label>
    <p class="help" id="words-help">お名前や連絡先は書かないでください。お返事はできません。</p>
    <textarea id="words" name="words" required maxlength="2000" aria-describedby="words-help"></textarea>
    <p class="aside" aria-hidden="true">
      <label for="website">入力しないでください</label
      ><input id="website" name="website" tabindex="-1" autocomplete="off" />
    </p>
    <button>誤りを知らせる</button>
  </form>`;
}

/** A page with nothing but the form. */
export function reportPage(agencyId: string, agencyName: string): string {
  return plainPage({
    title: '掲載内容の誤りを知らせる',
    body: html`<p>
        <b>${agencyName}</b>の掲載内容にまちがいを見つけたら、お知らせください。機関と事務局が確かめます。
      </p>
      ${reportForm(agencyId)}`,
  });
}

/** What comes after sending it; the same for whoever filled in what no person sees. */
export function reportedPage(): string {
  return plainPage({
    title: 'お知らせを受け付けました',
    body: html`<div class="note done"><p>ありがとうございました。機関と事務局が内容を確かめます。</p></div>
      <p>このページは閉じてかまいません。</p>`,
  });
}
