import fc from 'fast-check';
import { blankRow, type Entry } from '#libs/directory';

type Loose = { readonly id: string; readonly [field: string]: unknown };

/** An entry for tests, of which only what matters is given. */
export function buildEntry(
  given: Partial<Omit<Entry, 'services' | 'windows' | 'traineeOffers'>> & {
    services?: readonly Loose[];
    windows?: readonly Loose[];
    traineeOffers?: readonly Loose[];
  } = {},
): Entry {
  const { services = [], windows = [], traineeOffers = [], ...own } = given;
  const filled = (list: 'services' | 'windows' | 'traineeOffers', of: readonly Loose[]) =>
    of.map((row, sort) => ({ ...blankRow(list), sort, ...row }));
  return {
    ...blank,
    ...own,
    services: filled('services', services),
    windows: filled('windows', windows),
    traineeOffers: filled('traineeOffers', traineeOffers),
  } as unknown as Entry;
}

const blank = {
  id: '0190a000-0000-7000-8000-000000000001',
  version: 1,
  status: 'active',
  isMember: true,
  confirmedOn: null,
  updatedOn: '2026-11-20',
  name: 'ひろば',
  kana: 'ひろば',
  type: 'b_type',
  legalRegime: 'private',
  aliases: [],
  formerNames: [],
  links: [],
  barrierFree: [],
  addressHidden: false,
  areasInCharge: [],
  visibility: {},
  ...Object.fromEntries(
    [
      ...['legalName', 'corporationNumber', 'officeNumber', 'area', 'postalCode', 'address', 'accessNote'],
      ...['latitude', 'longitude', 'phone', 'fax', 'email', 'updateEmail', 'url', 'description'],
      ...['plainDescription', 'statusFrom', 'statusUntil', 'statusNote', 'successorId'],
    ].map((name) => [name, null]),
  ),
};

const words = fc.option(fc.string({ maxLength: 8 }), { nil: null });
const seen = fc.constantFrom('public', 'members', 'own');

function rows(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Loose[]> {
  return fc
    .uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), ...fields }), {
      maxLength: 4,
      selector: ({ id }) => id,
    })
    .map((list) => list.map((row, sort) => ({ ...row, sort })));
}

/** Any entry at all. */
export const anEntry: fc.Arbitrary<Entry> = fc
  .record({
    name: fc.string({ minLength: 1 }),
    phone: words,
    fax: words,
    email: words,
    updateEmail: words,
    description: words,
    address: words,
    postalCode: words,
    addressHidden: fc.boolean(),
    aliases: fc.array(fc.string(), { maxLength: 3 }),
    links: fc.array(fc.record({ label: fc.string(), url: fc.webUrl() }), { maxLength: 2 }),
    areasInCharge: fc
      .uniqueArray(fc.constantFrom('99201', '99202', '99203'))
      .map((codes) => codes.toSorted()),
    visibility: fc.dictionary(fc.constantFrom('phone', 'fax', 'email', 'description'), seen),
    services: rows({
      kind: fc.constantFrom('b_type', 'a_type'),
      capacity: fc.option(fc.nat(99), { nil: null }),
    }),
    windows: rows({ name: fc.string({ minLength: 1 }), phone: words, visibility: seen }),
    traineeOffers: rows({ job: fc.string({ minLength: 1 }), visibility: seen }),
  })
  .map((given) => buildEntry(given as Parameters<typeof buildEntry>[0]));

/** An entry, and another state of it. */
export const pairOfEntries = fc.tuple(anEntry, anEntry);
