import {
  disabilities,
  type EntryService,
  openingNow,
  type OpeningRules,
  openingText,
  listFields,
  sourceHours,
  stateOn,
} from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import { degreeName, disabilityName, listed, vacancyName } from '../easy-codes.js';
import { kindName } from '../easy-names.js';
import { timesIn } from '../easy-times.js';
import type { View } from '../layout/view.js';
import type { Say } from '../layout/words.js';
import { dayText } from '../written.js';
import { type AgencyFacts, facts, plainOr } from './agency.facts.js';

/** One service: what it is, for whom, when, and whether there is a place free. */
export function serviceSection(service: EntryService, given: AgencyFacts, say: Say): Html {
  const { taxonomy, view } = given;
  const kind = kindName(taxonomy.kindNamed(service.kind) ?? { code: service.kind, name: service.kind }, view);
  return html`<section class="service" aria-labelledby="s-${service.id}">
    <h3 id="s-${service.id}">${service.name ?? kind}</h3>
    ${service.name === null ? null : html`<p class="kind">${kind}</p>`}
    ${service.endedOn === null ? null : html`<p class="notice">${timesIn(dayText(service.endedOn), view)}${say('ends')}</p>`}
    ${plainOr(service.plainDescription, service.description, view, say)}
    ${facts([
      [say('vacancy'), vacancyText(service, given, say)],
      [say('hours'), hoursText(service, given, say)],
      [
        say('disability'),
        listed(
          disabilities
            .filter(([code]) => service.disabilities.includes(code))
            .map(([code]) => disabilityName(code, view)),
        ),
      ],
      [say('eligibility'), service.eligibility],
      [say('age'), ageText(service) && timesIn(ageText(service), view)],
      [say('capacity'), service.capacity !== null && timesIn(`${service.capacity}人`, view)],
      [say('costs'), service.costs],
      [say('wage'), wageText(service) && timesIn(wageText(service), view)],
      [say('transport'), degreeText('transport', service.transport, view, service.transportNote)],
      [say('meals'), degreeText('meals', service.meals, view, service.mealsNote)],
      [say('visit'), degreeText('visit', service.visit, view)],
      [say('trial'), degreeText('trial', service.trial, view)],
      [say('training'), degreeText('training', service.training, view)],
      [say('apply2'), service.howToApply],
    ])}
  </section>`;
}

function vacancyText({ id }: EntryService, { page, today, view }: AgencyFacts, say: Say): Html | null {
  const told = page.vacancies.find(({ service_id }) => service_id === id);
  if (!told || page.entry.status === 'suspended') return null;
  const state = stateOn(today, { state: told.state, goodUntil: told.good_until });
  if (state === 'unknown') return null;
  const places = told.available !== null && told.available > 0 ? `（${told.available}人）` : '';
  return html`<strong>${vacancyName(state, view)}${timesIn(places, view)}</strong>
    <time datetime="${told.as_of}">${timesIn(dayText(told.as_of), view)}</time>${say('asOf')}<br /><span
      class="help"
      >${say('vacancyNote')}</span
    >`;
}

function hoursText(service: EntryService, { page, now, today, view }: AgencyFacts, say: Say): Html {
  const rules = service.opening as OpeningRules | null;
  if (rules !== null && !rules.unknown) {
    const { state, text } = openingNow(rules, now);
    const live =
      page.entry.status === 'suspended'
        ? null
        : html`<strong class="state ${state}">${say(state)}</strong> ${timesIn(text, view)}<br />`;
    return html`${live}${timesIn(openingText(rules, today), view)}${rules.note ? html`<br />${rules.note}` : null}${service.openingConfirmed ? null : html`<br /><span class="help">${say('hoursFromSource')}</span>`}`;
  }
  const source = sourceHours(service);
  if (source === null) return say('hoursUnknown');
  return html`${timesIn(source, view)}<br /><span class="help">${say('hoursFromSource')}</span>`;
}

function ageText({ ageMin, ageMax }: EntryService): string {
  if (ageMin === null && ageMax === null) return '';
  return `${ageMin === null ? '' : `${ageMin}歳`}〜${ageMax === null ? '' : `${ageMax}歳`}`;
}

function wageText({ wageMonthly, wageYear }: EntryService): string {
  if (wageMonthly === null) return '';
  return `${wageMonthly.toLocaleString('ja-JP')}円${wageYear === null ? '' : `（${wageYear}年度）`}`;
}

function degreeText(
  field: 'transport' | 'meals' | 'visit' | 'trial' | 'training',
  code: string | null,
  view: View,
  note: string | null = null,
): Html | string {
  const name = listFields.services.fields[field]?.codes?.find(([known]) => known === code)?.[1];
  if (!name) return note ?? '';
  return html`${degreeName(name, view)}${note ? `（${note}）` : ''}`;
}
