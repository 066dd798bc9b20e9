import type { AgencyCard, FacetCount } from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { vacancyName } from '../easy-codes.js';
import { kindName, typeName } from '../easy-names.js';
import { timesIn } from '../easy-times.js';
import { addressOf, type View } from '../layout/view.js';
import type { Say } from '../layout/words.js';
import { dayText, distanceText, telOf } from '../written.js';

// An agency with more has a page that lists them.
const mostServices = 5;

/** One agency in a list of results: what it is, where, how to reach it, and whether there is a place free. */
export function searchCard(item: AgencyCard, kinds: readonly FacetCount[], view: View, say: Say): Html {
  const { id, name, type, area, address, phone, status, services, metres, openNow } = item;
  const open = openNow === 'unknown' || status === 'suspended' ? null : say(openNow);
  return html`<li>
    <article>
      <h2><a href="${addressOf(`/find/agencies/${id}`, view)}">${name}</a></h2>
      <p class="kind">
        ${typeName(type, view)}${area ? `・${area.name}` : ''}${metres === null ? '' : `・${distanceText(metres)}`}
      </p>
      ${status === 'suspended' ? html`<p class="tag">${say('suspended')}</p>` : null}
      ${open ? html`<p class="state ${openNow}">${open}</p>` : null}
      ${address ? html`<p>${address}</p>` : null}
      ${phone ? html`<p>${say('phone')} <a href="${telOf(phone)}">${phone}</a></p>` : null}
      ${
        services.length === 0
          ? null
          : html`<ul class="vacancies">
              ${services.slice(0, mostServices).map((service) => html`<li>${serviceName(service, kinds, view)}${vacancyText(service, view, say)}</li>`)}
            </ul>`
      }
    </article>
  </li>`;
}

/** A service that is called like its kind is called as the reader knows that kind. */
function serviceName(
  { kind, name }: AgencyCard['services'][number],
  kinds: readonly FacetCount[],
  view: View,
): Html {
  const isOwn = kinds.find(({ code }) => code === kind)?.name !== name;
  return isOwn ? html`${name}` : kindName({ code: kind, name }, view);
}

function vacancyText({ vacancy }: AgencyCard['services'][number], view: View, say: Say): Html | null {
  if (!vacancy || vacancy.state === 'unknown') return null;
  return html` <strong>${vacancyName(vacancy.state, view)}</strong
    >（${timesIn(dayText(vacancy.asOf), view)}${say('asOf')}）`;
}
