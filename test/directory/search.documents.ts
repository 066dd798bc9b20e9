import fc from 'fast-check';
import { noRules, type OpeningRules, weekdays } from '#libs/directory';

/** What a search narrows by, as the address names it. */
export const lists = ['type', 'area', 'service', 'disability', 'vacancy', 'feature'] as const;

/** One search, as the address says it. */
export interface Filter {
  words: string[];
  type: string[];
  area: string[];
  service: string[];
  disability: ('mental' | 'intellectual' | 'physical')[];
  vacancy: ('open' | 'few' | 'none' | 'unknown')[];
  feature: ('saturday' | 'visit' | 'transport')[];
  openNow: boolean;
  near: string | null;
  within: number | null;
  inPortal: boolean;
  sort: 'relevance' | 'kana' | 'updated' | 'vacancy' | 'distance';
}

/** An invented agency, as far as a search can see it. */
export interface Doc {
  name: string;
  kana: string;
  type: string;
  area: string | null;
  member: boolean;
  suspended: boolean;
  freshOn: string;
  place: [latitude: number, longitude: number] | null;
  services: {
    kind: string;
    disabilities: string[];
    vacancy: 'open' | 'few' | 'none' | null;
    visit: 'yes' | 'no' | null;
    transport: 'yes' | 'no' | null;
    opening: OpeningRules | null;
  }[];
}

const everyDay = (does: 'open' | 'closed', spans: { from: string; to: string }[]): OpeningRules => ({
  ...noRules,
  weekly: [{ days: [...weekdays], weeks: [], everySecondFrom: null, season: null, does, spans }],
  holidays: { does, spans },
});

/** Rules by which a service never closes, and by which it never opens. */
export const allDay = everyDay('open', [{ from: '00:00', to: '24:00' }]);
export const neverOpen = everyDay('closed', []);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const service = fc.record({
  kind: fc.constantFrom('a_type', 'b_type', 'transition', 'retention'),
  disabilities: fc.subarray(['mental', 'intellectual', 'physical', 'developmental']),
  vacancy: maybe(fc.constantFrom('open' as const, 'few' as const, 'none' as const)),
  visit: maybe(fc.constantFrom('yes' as const, 'no' as const)),
  transport: maybe(fc.constantFrom('yes' as const, 'no' as const)),
  opening: maybe(fc.constantFrom(allDay, neverOpen)),
});

const doc = fc.record({
  name: fc
    .tuple(fc.constantFrom('', 'みどり', 'そら', 'みどりそら'), fc.constantFrom('', '園', '第二園', 'の家'))
    .map((parts) => parts.join('') || 'うみ'),
  // Later than every day on which a row is made, so that it is the day that counts.
  freshOn: fc.constantFrom('2090-01-01', '2090-06-01', '2091-01-01'),
  kana: fc.constantFrom('あい', 'かき', 'さし', 'たち'),
  type: fc.constantFrom('a_type', 'b_type', 'hospital', 'employer'),
  area: maybe(fc.constantFrom('99-a1', '99-a2', '99-b1', '99-b2')),
  member: fc.boolean(),
  suspended: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  place: maybe(
    fc.tuple(
      fc.integer({ min: 0, max: 2000 }).map((far) => 35 + far / 10_000),
      fc.integer({ min: 0, max: 2000 }).map((far) => 139 + far / 10_000),
    ),
  ),
  services: fc.uniqueArray(service, { selector: ({ kind }) => kind, maxLength: 3 }),
});

/** As many documents, the same for the same seed. */
export function docsOf(seed: number, count: number): Doc[] {
  return fc.sample(doc, { seed, numRuns: count });
}
