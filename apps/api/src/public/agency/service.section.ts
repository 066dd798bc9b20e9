import {
  disabilities,
  type EntryService,
  openingNow,
  type OpeningRules,
  openingText,
  listFields,
  sourceHours,
  stateOn,
  vacancyNames,
} from '#libs/directory';
import { html, type Html } from '../../http/html.js';
import type { Say } from '../layout/words.js';
import { dayText } from '../written.js';
import { type AgencyFacts, facts, plainOr } from './agency.facts.js';

/** One service: what it is, for whom, when, and whether there is a place free. */
export function serviceSection(service: EntryService, given: AgencyFacts, say: Say): Html {
  const { taxonomy, view } = given;
  const kind = taxonomy.kindNamed(service.kind)?.name ?? service.kind;
  return html`<section class="service" aria-labelledby="s-${service.id}">
    <h3 id="s-${service.id}">${service.name ?? kind}</h3>
    ${service.name === null ? null : html`<p class="kind">${kind}</p>`}
    ${service.endedOn === null ? null : html`<p class="notice">${dayText(service.endedOn)}で終わります。</p>`}
    ${plainOr(service.plainDescription, service.description, view, say)}
    ${facts([
      [say('vacancy'), vacancyText(service, given, say)],
      [say('hours'), hoursText(service, given, say)],
      [say('disability'), namesOf(disabilities, service.disabilities)],
      [say('eligibility'), service.eligibility],
      [say('age'), ageText(service)],
      [say('capacity'), service.capacity === null ? '' : `${service.capacity}人`],
      [say('costs'), service.costs],
      [say('wage'), wageText(service)],
      [say('transport'), degreeText('transport', service.transport, service.transportNote)],
      [say('meals'), degreeText('meals', service.meals, service.mealsNote)],
      [say('visit'), degreeText('visit', service.visit)],
      [say('trial'), degreeText('trial', service.trial)],
      [say('training'), degreeText('training', service.training)],
      [say('apply2'), service.howToApply],
    ])}
  </section>`;
}

function vacancyText({ id }: EntryService, { page, today }: AgencyFacts, say: Say): Html | null {
  const told = page.vacancies.find(({ service_id }) => service_id === id);
  if (!told || page.entry.status === 'suspended') return null;
  const state = stateOn(today, { state: told.state, goodUntil: told.good_until });
  if (state === 'unknown') return null;
  const places = told.available !== null && told.available > 0 ? `（${told.available}人）` : '';
  return html`<strong>${vacancyNames[state]}${places}</strong>
    <time datetime="${told.as_of}">${dayText(told.as_of)}</time>${say('asOf')}<br /><span class="help"
      >${say('vacancyNote')}</span
    >`;
}

function hoursText(service: EntryService, { page, now, today }: AgencyFacts, say: Say): Html {
  const rules = service.opening as OpeningRules | null;
  if (rules !== null && !rules.unknown) {
    const { state, text } = openingNow(rules, now);
    const live =
      page.entry.status === 'suspended'
        ? null
        : html`<strong class="state ${state}">${say(state)}</strong> ${text}<br />`;
    return html`${live}${openingText(rules, today)}${rules.note ? html`<br />${rules.note}` : null}${service.openingConfirmed ? null : html`<br /><span class="help">${say('hoursFromSource')}</span>`}`;
  }
  const source = sourceHours(service);
  if (source === null) return say('hoursUnknown');
  return html`${source}<br /><span class="help">${say('hoursFromSource')}</span>`;
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
  note: string | null = null,
): string {
  const name = listFields.services.fields[field]?.codes?.find(([known]) => known === code)?.[1];
  return [name, note].filter(Boolean).join('（') + (name && note ? '）' : '');
}

function namesOf(list: readonly (readonly [string, string])[], codes: readonly string[]): string {
  return list
    .filter(([code]) => codes.includes(code))
    .map(([, name]) => name)
    .join('、');
}
