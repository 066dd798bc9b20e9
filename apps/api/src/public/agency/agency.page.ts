import { barrierFreeFacts, mailAddress, type PublicEntry, type Taxonomy, webAddress } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { publicPage } from '../layout/layout.js';
import { addressOf, type View } from '../layout/view.js';
import { type Say, sayIn } from '../layout/words.js';
import { dayText, telOf } from '../search/search.page.js';
import { structuredData } from './agency.data.js';
import { facts, plainOr } from './agency.facts.js';
import { serviceSection } from './service.section.js';

/** What the page of an agency shows. */
export interface AgencyFacts {
  readonly page: PublicEntry;
  readonly taxonomy: Taxonomy;
  readonly now: Date;
  readonly today: string;
  readonly view: View;
  readonly network: string;
  readonly publicUrl: string;
}

/** Everything that an agency tells the public. */
export function agencyPage(given: AgencyFacts): string {
  const { page, taxonomy, today, view, network, publicUrl } = given;
  const { entry } = page;
  const say = sayIn(view);
  const type = taxonomy.types.find(({ code }) => code === entry.type)?.name ?? '';
  const area = entry.area === null ? undefined : taxonomy.areaOf(entry.area);
  const services = entry.services.filter(({ endedOn }) => endedOn === null || endedOn > today);
  return publicPage({
    title: entry.name,
    description:
      (view.lang === 'easy' && entry.plainDescription ? entry.plainDescription : entry.description)?.slice(
        0,
        120,
      ) ?? `${area ? `${area.name}の` : ''}${type}`,
    path: `/find/agencies/${entry.id}`,
    view,
    network,
    publicUrl,
    data: structuredData(page, taxonomy, publicUrl),
    body: html`<article class="agency">
      <p class="kind">${type}${area ? `・${area.name}` : ''}</p>
      <h1>
        ${entry.kana && view.lang === 'easy' ? html`<ruby>${entry.name}<rp>（</rp><rt>${entry.kana}</rt><rp>）</rp></ruby>` : entry.name}
      </h1>
      ${entry.kana && view.lang !== 'easy' ? html`<p class="kana">${entry.kana}</p>` : null}
      ${suspension(given, say)} ${plainOr(entry.plainDescription, entry.description, view, say)}
      ${contactSection(given, say)} ${placeSection(given, say)}
      ${
        services.length > 0
          ? html`<section aria-labelledby="services">
              <h2 id="services">${say('services')}</h2>
              ${services.map((service) => serviceSection(service, given, say))}
            </section>`
          : null
      }
      ${traineeSection(given, say)} ${aboutSection(given, say)}
      <p class="fresh">
        ${
          entry.confirmedOn === null
            ? say('notConfirmed')
            : html`${say('confirmedOn')}:
                <time datetime="${entry.confirmedOn}">${dayText(entry.confirmedOn)}</time>`
        }
      </p>
      <p class="noprint"><a class="second" href="/report/${entry.id}">${say('reportMistake')}</a></p>
      <p class="help noprint">${say('printHint')}</p>
      <p class="noprint"><a href="${addressOf('/find', view)}">${say('backToResults')}</a></p>
    </article>`,
  });
}

function suspension({ page: { entry } }: AgencyFacts, say: Say): Html | null {
  if (entry.status !== 'suspended') return null;
  const until = entry.statusUntil === null ? null : html`（${dayText(entry.statusUntil)}まで）`;
  return html`<div class="notice">
    <p><strong>${say('suspended')}</strong>${until}</p>
    ${entry.statusNote ? html`<p>${entry.statusNote}</p>` : null}
  </div>`;
}

function contactSection({ page: { entry } }: AgencyFacts, say: Say): Html | null {
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

function placeSection({ page: { entry } }: AgencyFacts, say: Say): Html | null {
  const postal = entry.postalCode?.replace(/^(\d{3})-?(\d{4})$/, '〒$1-$2 ') ?? '';
  const address = entry.addressHidden
    ? say('addressHidden')
    : entry.address && html`${postal}${entry.address}`;
  const ways = barrierFreeFacts.filter(([code]) => entry.barrierFree.includes(code)).map(([, name]) => name);
  const list = facts([
    [say('address'), address],
    [say('access'), entry.accessNote],
    [say('barrierFree'), ways.join('、')],
  ]);
  return (
    list &&
    html`<section aria-labelledby="place">
      <h2 id="place">${say('place')}</h2>
      ${list}
    </section>`
  );
}

function traineeSection({ page: { entry } }: AgencyFacts, say: Say): Html | null {
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

function aboutSection({ page: { entry, files }, taxonomy }: AgencyFacts, say: Say): Html | null {
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
