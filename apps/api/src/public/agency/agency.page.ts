import { html } from '../../http/html.js';
import { typeName } from '../easy-names.js';
import { timesIn } from '../easy-times.js';
import { publicPage } from '../layout/layout.js';
import { addressOf } from '../layout/view.js';
import { sayIn } from '../layout/words.js';
import { dayText } from '../written.js';
import { structuredData } from './agency.data.js';
import { type AgencyFacts, plainOr } from './agency.facts.js';
import {
  aboutSection,
  announcements,
  contactSection,
  placeSection,
  suspension,
  traineeSection,
} from './agency.sections.js';
import { serviceSection } from './service.section.js';

/** Everything that an agency tells the public. */
export function agencyPage(given: AgencyFacts): string {
  const { page, taxonomy, today, view, network, publicUrl } = given;
  const { entry } = page;
  const say = sayIn(view);
  const type = taxonomy.types.find(({ code }) => code === entry.type) ?? { code: entry.type, name: '' };
  const area = entry.area === null ? undefined : taxonomy.areaOf(entry.area);
  const services = entry.services.filter(({ endedOn }) => endedOn === null || endedOn > today);
  const description =
    view.lang === 'easy' ? (entry.plainDescription ?? entry.description) : entry.description;
  return publicPage({
    title: entry.name,
    description: description?.slice(0, 120) ?? `${area ? `${area.name}の` : ''}${type.name}`,
    path: `/find/agencies/${entry.id}`,
    view,
    network,
    publicUrl,
    data: structuredData(page, taxonomy, publicUrl),
    body: html`<article class="agency">
      <p class="kind">${typeName(type, view)}${area ? `・${area.name}` : ''}</p>
      <h1>${entry.name}</h1>
      ${entry.kana ? html`<p class="kana">${entry.kana}</p>` : null} ${suspension(given, say)}
      ${announcements(given, say)} ${plainOr(entry.plainDescription, entry.description, view, say)}
      ${contactSection(given, say)}
      ${
        services.length === 0
          ? null
          : html`<section aria-labelledby="services">
              <h2 id="services">${say('services')}</h2>
              ${services.map((service) => serviceSection(service, given, say))}
            </section>`
      }
      ${placeSection(given, say)} ${traineeSection(given, say)} ${aboutSection(given, say)}
      <p>
        ${
          entry.confirmedOn === null
            ? say('notConfirmed')
            : html`${say('confirmedOn')}:
                <time datetime="${entry.confirmedOn}">${timesIn(dayText(entry.confirmedOn), view)}</time>`
        }
      </p>
      <p class="noprint">
        <a class="second" href="${addressOf(`/report/${entry.id}`, view)}">${say('reportMistake')}</a>
      </p>
      <p class="help noprint">${say('printHint')}</p>
      <p class="noprint"><a href="${addressOf('/find', view)}">${say('backToResults')}</a></p>
    </article>`,
  });
}
