import type { Entry, EntryService } from '../entry/entry.js';
import { partId } from './hsds.ids.js';
import type { HsdsTerms, TermKey } from './hsds.terms.js';
import { type HsdsAttribute, said } from './hsds.types.js';

const degrees: Readonly<Record<string, string>> = {
  yes: 'あり',
  ask: '相談のうえ',
  partly: '一部あり',
};

/** What the profile knows of an organization beyond the standard's fields. */
export function organizationAttributes(entry: Entry, terms: HsdsTerms): HsdsAttribute[] {
  const of = attributesOf(terms, 'organization', entry.id);
  return [
    ...of(`type:${entry.type}`),
    ...of('field:kana', entry.kana),
    ...of('field:legal_name', entry.legalName),
    ...entry.aliases.flatMap((alias) => of('field:alias', alias)),
    ...entry.formerNames.flatMap((name) => of('field:former_name', name)),
    ...of('field:plain_description', entry.plainDescription),
  ];
}

/** What the profile knows of a service beyond the standard's fields. What is not offered has no attribute. */
export function serviceAttributes(service: EntryService, terms: HsdsTerms): HsdsAttribute[] {
  const of = attributesOf(terms, 'service', service.id);
  const offered = (field: 'visit' | 'trial' | 'training' | 'transport' | 'meals', note = '') => {
    const degree = service[field];
    if (degree === null || degree === 'no') return [];
    return of(`feature:${field}`, degree, [degrees[degree], note].filter(Boolean).join('。'));
  };
  return [
    ...of(`kind:${service.kind}`),
    ...service.disabilities.flatMap((code) => of(`disability:${code}`)),
    ...offered('visit'),
    ...offered('trial'),
    ...offered('training'),
    ...offered('transport', service.transportNote ?? ''),
    ...offered('meals', service.mealsNote ?? ''),
    ...of('field:capacity', service.capacity?.toString()),
    ...of(
      'field:wage_monthly',
      service.wageMonthly?.toString(),
      service.wageYear === null ? '' : `${service.wageYear}年度`,
    ),
    ...of('field:plain_description', service.plainDescription),
  ];
}

/** Where a location lies, and what makes it usable. */
export function locationAttributes(entry: Entry, locationId: string, terms: HsdsTerms): HsdsAttribute[] {
  const of = attributesOf(terms, 'location', locationId);
  return [
    ...(entry.area === null ? [] : of(`area:${entry.area}`)),
    ...entry.barrierFree.flatMap((code) => of(`access:${code}`)),
  ];
}

/** Makes the attribute, or none where a value was asked for and there is none. */
function attributesOf(terms: HsdsTerms, entity: HsdsAttribute['link_entity'], id: string) {
  return (key: TermKey, value?: string | null, label = ''): HsdsAttribute[] => {
    const term = terms.get(key);
    if (!term || (key.startsWith('field:') && !value)) return [];
    return [
      said<HsdsAttribute>({
        id: partId(id, `attribute:${key}:${value ?? ''}`),
        link_id: id,
        link_entity: entity,
        value,
        label,
        taxonomy_term: term,
      }),
    ];
  };
}
