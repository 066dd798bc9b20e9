import { barrierFreeFacts, mailAddress, webAddress } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { factName, listed } from '../easy-codes.js';
import { timesIn } from '../easy-times.js';
import { addressOf } from '../layout/view.js';
import type { Say } from '../layout/words.js';
import { dayText, telOf } from '../written.js';
import { type AgencyFacts, facts } from './agency.facts.js';

/** That an agency is closed for the time being, and why. */
export function suspension({ page: { entry }, view }: AgencyFacts, say: Say): Html | null {
  if (entry.status !== 'suspended') return null;
  const until =
    entry.statusUntil === null ? null : html`（${timesIn(dayText(entry.statusUntil), view)}まで）`;
  return html`<div class="notice">
    <p><strong>${say('suspended')}</strong>${until}</p>
    ${entry.statusNote ? html`<p>${entry.statusNote}</p>` : null}
  </div>`;
}

/** What is going to be: whoever comes next month has to know it today. */
export function announcements({ page: { announced }, view }: AgencyFacts, say: Say): Html | null {
  if (announced.length === 0) return null;
  const day = (on: string) => html`<time datetime="${on}">${timesIn(dayText(on), view)}</time>`;
  return html`<div class="notice">
    <p><strong>${say('announced')}</strong></p>
    <ul>
      ${announced.map(
        ({ on, status, until, address, successor }) =>
          html`<li>
            ${day(on)}${say(status === 'closed' ? 'willClose' : status === 'suspended' ? 'willPause' : 'willMove')}${
              until === null ? null : html`（${timesIn(dayText(until), view)}まで）`
            }${address === null ? null : html`<br />${say('newAddress')}: ${address}`}${
              successor === null
                ? null
                : html`<br />${say('carriedOnBy')}:
                    <a href="${addressOf(`/find/agencies/${successor.id}`, view)}">${successor.name}</a>`
            }
          </li>`,
      )}
    </ul>
  </div>`;
}

/** How to reach an agency, and whom to ask there for what. */
export function contactSection({ page: { entry } }: AgencyFacts, say: Say): Html | null {
  const website = webAddress(entry.url);
  const email = mailAddress(entry.email);
  const list = facts([
    [say('phone'), entry.phone && html`<a href="${telOf(entry.phone)}">${entry.phone}</a>`],
    [say('fax'), entry.fax],
    [say('email'), email && html`<a href="mailto:${email}">${email}</a>`],
    [say('website'), website && html`<a href="${website}" rel="noopener">${website}</a>`],
  ]);
  if (!list && entry.windows.length === 0) return null;
  return html`<section aria-labelledby="contact">
    <h2 id="contact">${say('contact')}</h2>
    ${list}
    ${entry.windows.map(
      (window) =>
        html`<h3>${window.name}</h3>
          ${facts([
            ['', window.forWhat],
            [
              say('phone'),
              window.phone &&
                html`<a href="${telOf(window.phone)}">${window.phone}</a
                  >${window.extension ? html`（${say('extension')} ${window.extension}）` : null}`,
            ],
            [say('fax'), window.fax],
            [say('email'), mailAddress(window.email)],
            [say('reception'), window.hours],
          ])}`,
    )}
  </section>`;
}

/** Where it is, how to get there, what makes it usable. */
export function placeSection({ page: { entry }, view }: AgencyFacts, say: Say): Html | null {
  const postal = entry.postalCode?.replace(/^(\d{3})-?(\d{4})$/, '〒$1-$2 ') ?? '';
  const address = entry.addressHidden
    ? say('addressHidden')
    : entry.address && html`${postal}${entry.address}`;
  const ways = barrierFreeFacts
    .filter(([code]) => entry.barrierFree.includes(code))
    .map(([code]) => factName(code, view));
  const list = facts([
    [say('address'), address],
    [say('access'), entry.accessNote],
    [say('barrierFree'), listed(ways)],
  ]);
  return (
    list &&
    html`<section aria-labelledby="place">
      <h2 id="place">${say('place')}</h2>
      ${list}
    </section>`
  );
}

/** The jobs in which it takes trainees. */
export function traineeSection({ page: { entry } }: AgencyFacts, say: Say): Html | null {
  const offers = entry.traineeOffers.filter(({ reception }) => reception !== 'no');
  if (offers.length === 0) return null;
  return html`<section aria-labelledby="trainees">
    <h2 id="trainees">${say('trainees')}</h2>
    <ul>
      ${offers.map(
        ({ job, period, places, conditions }) =>
          html` <li>
            ${[job, period, places === null ? '' : `${places}人まで`, conditions].filter(Boolean).join('。')}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What else there is to know, with its pictures and papers. */
export function aboutSection({ page: { entry, files }, taxonomy }: AgencyFacts, say: Say): Html | null {
  const links = entry.links.flatMap(({ label, url }) => {
    const address = webAddress(url);
    return address ? [html`<li><a href="${address}" rel="noopener">${label || address}</a></li>`] : [];
  });
  const areas = entry.areasInCharge.map((code) => taxonomy.areaOf(code)?.name ?? code);
  const list = facts([
    [say('corporation'), entry.legalName],
    [say('officeNumber'), entry.officeNumber],
    [say('aliases'), entry.aliases.join('、')],
    [say('formerNames'), entry.formerNames.join('、')],
    [say('areasInCharge'), areas.join('、')],
    [
      say('links'),
      links.length > 0 &&
        html`<ul>
          ${links}
        </ul>`,
    ],
  ]);
  const pictures = files.map(({ id, contentType, words, width, height }) =>
    contentType === 'application/pdf'
      ? html`<li><a href="/find/files/${id}">${words}（PDF）</a></li>`
      : html`<li>
          <img
            src="/find/files/${id}"
            alt="${words}"
            loading="lazy"
            width="${width ?? ''}"
            height="${height ?? ''}"
          />
        </li>`,
  );
  if (!list && pictures.length === 0) return null;
  return html`<section aria-labelledby="about">
    <h2 id="about">${say('about')}</h2>
    ${list}
    ${
      pictures.length > 0
        ? html`<h3>${say('files')}</h3>
            <ul class="files">
              ${pictures}
            </ul>`
        : null
    }
  </section>`;
}
