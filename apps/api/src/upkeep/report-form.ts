import { type ReportTopic, reportTopicNames, reportTopics } from '#libs/directory';
import type { FormFields } from '../http/forms.js';
import { html, type Html } from '../http/html.js';
import { withFurigana } from '../public/layout/furigana.js';
import { publicPage } from '../public/layout/layout.js';
import { addressOf, type View } from '../public/layout/view.js';
import { type PublicWord, type Say, sayIn } from '../public/layout/words.js';

/** About which agency a report is, and how its reader wants to read. */
export interface ReportFacts {
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
  readonly agencyId: string;
  readonly agencyName: string;
}

/** What was sent and could not be taken, so that nobody types it again. */
export interface RefusedReport {
  readonly problems: readonly string[];
  readonly form: FormFields;
}

const easyTopicNames: Readonly<Record<ReportTopic, string>> = {
  phone: '{電話|でんわ}や FAX の {番号|ばんごう}',
  address: '{住所|じゅうしょ}・{行|い}きかた',
  hours: 'あいている {時間|じかん}',
  closed: 'もう ない・ほかへ {行|い}った',
  service: '{手伝|てつだ}いの {内容|ないよう}',
  other: 'ほかの こと',
};

/**
 * The form by which anybody reports an error of an entry on the public page, without a script. It asks for nothing about
 * the sender. What is typed into `website` no person sees: programs that fill in every field do.
 */
export function reportPage(given: ReportFacts, refused?: RefusedReport): string {
  const { agencyName } = given;
  return around(given, 'reportTitle', (say) => [
    html`<p><strong>${agencyName}</strong></p>
      <p>${say('reportLead')}</p>`,
    refused &&
      html`<div class="problem" role="alert">
        ${refused.problems.map((problem) => html`<p>${problem}</p>`)}
      </div>`,
    reportForm(given, say, refused?.form ?? {}),
  ]);
}

/** What comes after sending it; the same for whoever filled in what no person sees. */
export function reportedPage(given: ReportFacts): string {
  return around(given, 'reported', (say) => [
    html`<p class="notice" role="status">${say('reportedNext')}</p>`,
  ]);
}

function reportForm({ agencyId, view }: ReportFacts, say: Say, form: FormFields): Html {
  const chosen = form['topic']?.[0];
  return html`<form class="box" method="post" action="${addressOf(`/report/${agencyId}`, view)}">
    <fieldset class="choices first">
      <legend>${say('reportTopic')}</legend>
      ${reportTopics.map(
        (topic) =>
          html`<label
            ><input
              type="radio"
              name="topic"
              value="${topic}"
              required
              ${topic === chosen ? html` checked` : null}
            />
            <span>${topicName(topic, view)}</span></label
          > `,
      )}
    </fieldset>
    <p>
      <label for="words">${say('reportWords')}</label>
      <span class="help" id="words-help">${say('reportWordsHelp')}</span>
      <textarea id="words" name="words" required maxlength="2000" rows="6" aria-describedby="words-help">
${form['words']?.[0] ?? ''}</textarea>
    </p>
    <p class="aside" aria-hidden="true">
      <label for="website">入力しないでください</label
      ><input id="website" name="website" tabindex="-1" autocomplete="off" />
    </p>
    <p><button>${say('reportSend')}</button></p>
  </form>`;
}

function topicName(topic: ReportTopic, { lang }: View): Html {
  return lang === 'easy' ? withFurigana(easyTopicNames[topic]) : html`${reportTopicNames[topic]}`;
}

function around(
  given: ReportFacts,
  title: PublicWord,
  body: (say: Say) => readonly (Html | null | undefined)[],
): string {
  const { view, network, publicUrl, agencyId } = given;
  const say = sayIn(view);
  return publicPage({
    view,
    network,
    publicUrl,
    title: say.plain(title),
    path: `/report/${agencyId}`,
    noIndex: true,
    body: html`<div class="agency">
      <h1>${say(title)}</h1>
      ${body(say)}
      <p><a href="${addressOf(`/find/agencies/${agencyId}`, view)}">${say('backToAgency')}</a></p>
    </div>`,
  });
}
