import type { Entry, EntryService } from '../entry/entry.js';
import { type OpenFeatures, openFeatures } from '../hours/open-features.js';
import type { OpeningRules } from '../hours/opening-rules.js';

/** What one can narrow a search by, beside type, area, service, disability and free places; bit by bit in this order. */
export const searchFeatures = [
  ['saturday', '土曜もあいている'],
  ['sunday', '日曜もあいている'],
  ['evening', '18時以降もあいている'],
  ['visit', '見学できる'],
  ['trial', '体験できる'],
  ['training', '実習できる'],
  ['transport', '送迎あり'],
  ['meals', '食事あり'],
  ['step_free', '入口に段差がない'],
] as const;
export type SearchFeature = (typeof searchFeatures)[number][0];

/** The features that hold for an entry. */
export function featuresOf(entry: Entry): SearchFeature[] {
  const services = entry.services.filter(({ endedOn }) => endedOn === null);
  const holds: Record<SearchFeature, boolean> = {
    saturday: services.some((service) => timesOf(service).saturday),
    sunday: services.some((service) => timesOf(service).sunday),
    evening: services.some((service) => timesOf(service).evening),
    visit: services.some(({ visit }) => visit === 'yes'),
    trial: services.some(({ trial }) => trial === 'yes'),
    training:
      services.some(({ training }) => training === 'yes') ||
      entry.traineeOffers.some(({ reception }) => reception === 'yes'),
    transport: services.some(({ transport }) => transport === 'yes' || transport === 'partly'),
    meals: services.some(({ meals }) => meals === 'yes' || meals === 'partly'),
    step_free: entry.barrierFree.includes('step_free'),
  };
  return searchFeatures.map(([code]) => code).filter((code) => holds[code]);
}

/** By the rules; where there are none yet, by what a source said. */
function timesOf({ opening, hours }: EntryService): { saturday: boolean; sunday: boolean; evening: boolean } {
  if (opening !== null && !(opening as OpeningRules).unknown) return knownTimes(opening as OpeningRules);
  return {
    saturday: hours['saturday'] !== undefined,
    sunday: hours['sunday'] !== undefined,
    evening: Object.values(hours).some(({ to }) => to > '18:00'),
  };
}

const times = new Map<string, OpenFeatures>();
const mostTimes = 5000;

/** Many services share their rules, and going through a year of days for each would take most of an import. */
function knownTimes(rules: OpeningRules): OpenFeatures {
  const key = JSON.stringify(rules);
  let known = times.get(key);
  if (known) return known;
  known = openFeatures(rules);
  if (times.size >= mostTimes) times.clear();
  times.set(key, known);
  return known;
}
