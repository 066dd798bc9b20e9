import { type AgencyEntry, everyAgency } from '#libs/directory';
import { newId, type SqlTx } from '#libs/platform';
import type { DemoMember } from './members.demo.js';
import { demoTowns } from './region.demo.js';

/** How far the demo agencies of a type are in charge: of their municipality, of its block, or of the prefecture. */
const reach: Readonly<Record<string, 'municipality' | 'block' | 'prefecture'>> = {
  municipality_office: 'municipality',
  municipal_employment_support: 'municipality',
  key_consultation_center: 'municipality',
  social_welfare_council: 'municipality',
  hello_work: 'block',
  employment_life_center: 'block',
  public_health_center: 'block',
  special_needs_school: 'block',
  regional_vocational_center: 'prefecture',
  developmental_disability_center: 'prefecture',
  mental_health_center: 'prefecture',
  higher_brain_center: 'prefecture',
};

/** For which municipalities an office of the demo region is in charge, where it has not said so itself. */
export function inCharge(entry: AgencyEntry): AgencyEntry {
  const far = reach[entry.type];
  if (entry.areasInCharge || !far) return entry;
  const block = demoTowns.find(({ code }) => code === entry.area)?.block;
  const towns = demoTowns.filter(
    (town) => far === 'prefecture' || (far === 'block' ? town.block === block : town.code === entry.area),
  );
  return { ...entry, areasInCharge: towns.map(({ code }) => code) };
}

/** A search that somebody keeps, with something new in it. */
export async function addDemoSearches(
  tx: SqlTx,
  members: readonly DemoMember[],
  accountIds: ReadonlyMap<string, string>,
): Promise<void> {
  const own = members.find(({ key }) => key === 'nakapotsu');
  const accountId = accountIds.get('takahashi');
  if (!own || !accountId) return;
  const searches = [
    {
      name: '青葉市のB型 空きあり',
      query: 'type=b_type&area=99201&vacancy=open',
      types: ['b_type'],
      areas: ['99201'],
    },
    {
      name: '見学できる就労移行支援',
      query: 'type=transition&feature=visit',
      types: ['transition'],
      areas: [],
    },
  ];
  for (const { name, query, types, areas } of searches) {
    const request = {
      ...everyAgency,
      types,
      areas,
      vacancies: query.includes('vacancy') ? ['open'] : [],
      features: query.includes('feature') ? ['visit'] : [],
      sort: 'updated',
    };
    await tx.query(
      `INSERT INTO portal.saved_search (id, account_id, agency_id, name, query, request, notify)
       VALUES ($1, $2, $3, $4, $5, $6, 'none')`,
      [newId(), accountId, own.id, name, query, JSON.stringify(request)],
    );
  }
}
