import fc from 'fast-check';
import { disabilities, distances, openAt, rebuildSearchDocs, searchFeatures } from '#libs/directory';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { allDay, type Doc, docsOf, type Filter, lists, neverOpen } from './search.documents.js';

/*
 * Every total, every count of every facet and the order, over documents and filters that nobody thought up, held against
 * what comes out when every document is looked at.
 */
let api: TestApi;
let worker: Worker;
let docs: (Doc & { id: string })[];

beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  worker = await buildWorker(api);
  docs = [];
  for (const doc of docsOf(20261120, 160)) docs.push({ ...doc, id: await build(doc) });
  const past = { query: (sql: string, values?: readonly unknown[]) => api.db.admin(sql, values) };
  await rebuildSearchDocs(
    past as Parameters<typeof rebuildSearchDocs>[0],
    docs.map(({ id }) => id),
  );
});
afterAll(() => api.close());

async function build(doc: Doc): Promise<string> {
  const id = await buildListed(api.db, {
    name: doc.name,
    kana: doc.kana,
    type: doc.type,
    ...(doc.area ? { area: doc.area } : {}),
    status: doc.suspended ? 'suspended' : 'active',
    isMember: doc.member,
    confirmedOn: doc.freshOn,
    ...(doc.place ? { latitude: doc.place[0], longitude: doc.place[1] } : {}),
    services: doc.services.map(({ kind, disabilities: served, vacancy }) => ({
      kind,
      disabilities: served,
      ...(vacancy ? { vacancy: { state: vacancy, asOf: '2020-01-01', saidBy: '担当' } } : {}),
    })),
  });
  for (const { kind, visit, transport, opening } of doc.services) {
    await api.db.admin(
      'UPDATE portal.service SET visit = $3, transport = $4, opening = $5 WHERE agency_id = $1 AND kind_code = $2',
      [id, kind, visit, transport, opening],
    );
  }
  return id;
}

interface Found {
  items: { id: string; openNow: string; distance: number | null }[];
  total: number;
  facets: Record<
    'type' | 'area' | 'service' | 'disability' | 'vacancy' | 'feature',
    { code: string; count: number }[]
  > & { openNow: number; distance: { km: number; count: number }[] };
}

const filters: fc.Arbitrary<Filter> = fc.record({
  words: fc.subarray(['みどり', 'そら', '園', 'ミドリ'], { maxLength: 2 }),
  type: fc.subarray(['a_type', 'b_type', 'hospital', 'no_such'], { maxLength: 2 }),
  area: fc.subarray(['99-a1', '99-a2', '99-b1', '99-b', '99'], { maxLength: 2 }),
  service: fc.subarray(['a_type', 'b_type', 'transition'], { maxLength: 2 }),
  disability: fc.subarray(['mental', 'intellectual', 'physical'] as const, { maxLength: 2 }),
  vacancy: fc.subarray(['open', 'few', 'none', 'unknown'] as const, { maxLength: 2 }),
  feature: fc.subarray(['saturday', 'visit', 'transport'] as const, { maxLength: 2 }),
  openNow: fc.boolean(),
  near: fc.constantFrom(null, '35,139'),
  within: fc.constantFrom(null, 3, 10),
  inPortal: fc.boolean(),
  sort: fc.constantFrom('relevance', 'kana', 'updated', 'vacancy', 'distance'),
});

it('answers what looking at every document answers', async () => {
  await fc.assert(
    fc.asyncProperty(sparse(filters), async (filter) => {
      const found = await ask(filter);
      const right = truth(filter);
      expect({ ...found, items: found.items.map(({ id }) => id) }).toEqual(right);
    }),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 150) },
  );
}, 120_000);

it('never lets what is closed for a time look open, whatever its rules say', async () => {
  const { body } = await worker.get<Found>('agencies?perPage=100&feature=visit');
  const suspended = new Set(docs.filter((doc) => doc.suspended).map(({ id }) => id));
  const shown = body.items.filter(({ id }) => suspended.has(id));
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.map(({ openNow }) => openNow).filter((state) => state !== 'closed')).toEqual([]);
  expect(body.items.slice(0, -shown.length).some(({ id }) => suspended.has(id))).toBe(false);
});

/** Mostly a few conditions at once: with all of them nothing is ever found. */
function sparse(all: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc
    .tuple(all, fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 9 }))
    .map(([filter, kept]) => {
      const keep = <T>(at: number, value: T, none: T) => (kept[at] === 0 ? value : none);
      const near = filter.sort === 'distance' ? '35,139' : filter.near;
      return {
        ...filter,
        type: keep(0, filter.type, []),
        area: keep(1, filter.area, []),
        service: keep(2, filter.service, []),
        disability: keep(3, filter.disability, []),
        vacancy: keep(4, filter.vacancy, []),
        feature: keep(5, filter.feature, []),
        openNow: keep(6, filter.openNow, false),
        near,
        within: near === null ? null : keep(7, filter.within, null),
        inPortal: keep(8, filter.inPortal, false),
      };
    });
}

async function ask(filter: Filter) {
  const query = new URLSearchParams({ q: filter.words.join(' '), sort: filter.sort, perPage: '100' });
  for (const name of lists) if (filter[name].length > 0) query.set(name, filter[name].join(','));
  if (filter.openNow) query.set('openNow', 'true');
  if (filter.inPortal) query.set('inPortal', 'true');
  if (filter.near) query.set('near', filter.near);
  if (filter.within) query.set('within', String(filter.within));
  const { status, body } = await worker.get<Found>(`agencies?${query}`);
  expect(status).toBe(200);
  const nonzero = (values: { code: string; count: number }[]) =>
    Object.fromEntries(values.filter(({ count }) => count > 0).map(({ code, count }) => [code, count]));
  const { facets } = body;
  return {
    total: body.total,
    items: body.items,
    type: nonzero(facets.type),
    area: nonzero(facets.area),
    service: nonzero(facets.service),
    disability: nonzero(facets.disability),
    vacancy: nonzero(facets.vacancy),
    feature: nonzero(facets.feature),
    openNow: facets.openNow,
    distance: facets.distance.map(({ count }) => count),
  };
}

type Doubt = (typeof lists)[number] | 'openNow' | 'distance';

function truth(filter: Filter) {
  const named = docs.filter((doc) =>
    filter.words.every((word) => doc.name.includes(word.replace('ミドリ', 'みどり'))),
  );
  const members = named.filter((doc) => !filter.inPortal || doc.member);
  const fitting = (except?: Doubt) =>
    members.filter((doc) =>
      [...lists, 'openNow' as const, 'distance' as const].every(
        (facet) => facet === except || fits(doc, filter, facet),
      ),
    );
  const counted = (facet: (typeof lists)[number]) => {
    const counts: Record<string, number> = {};
    for (const doc of fitting(facet === 'feature' ? undefined : facet))
      for (const value of valuesOf(doc, facet)) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };
  const chosen = fitting();
  return {
    total: chosen.length,
    items: ordered(chosen, filter)
      .slice(0, 100)
      .map(({ id }) => id),
    type: counted('type'),
    area: counted('area'),
    service: counted('service'),
    disability: counted('disability'),
    vacancy: counted('vacancy'),
    feature: counted('feature'),
    openNow: fitting('openNow').filter(isOpen).length,
    distance: filter.near
      ? distances.map(
          (km) => fitting('distance').filter((doc) => (metres(doc) ?? Infinity) <= km * 1000).length,
        )
      : [],
  };
}

function fits(doc: Doc, filter: Filter, facet: Doubt): boolean {
  if (facet === 'openNow') return !filter.openNow || isOpen(doc);
  if (facet === 'distance')
    return filter.within === null || (metres(doc) ?? Infinity) <= filter.within * 1000;
  const wanted: readonly string[] = filter[facet];
  const values = valuesOf(doc, facet);
  if (facet === 'feature') return wanted.every((value) => values.includes(value));
  return wanted.length === 0 || wanted.some((value) => values.includes(value));
}

function valuesOf(doc: Doc, facet: (typeof lists)[number]): string[] {
  switch (facet) {
    case 'type':
      return [doc.type];
    case 'area':
      return doc.area ? [doc.area, doc.area.slice(0, 4), '99'] : [];
    case 'service':
      return doc.services.map(({ kind }) => kind);
    case 'disability':
      return disabilities
        .map(([code]) => code)
        .filter((code) => doc.services.some((one) => one.disabilities.includes(code)));
    case 'vacancy':
      return [vacancyOf(doc)];
    case 'feature':
      return searchFeatures
        .map(([code]) => code)
        .filter((code) =>
          doc.services.some(({ visit, transport, opening }) => {
            if (code === 'visit') return visit === 'yes';
            if (code === 'transport') return transport === 'yes';
            return opening === allDay && ['saturday', 'sunday', 'evening'].includes(code);
          }),
        );
  }
}

const states = ['open', 'few', 'none', 'unknown'] as const;

function vacancyOf(doc: Doc): (typeof states)[number] {
  if (doc.suspended) return 'unknown';
  return states.find((state) => doc.services.some(({ vacancy }) => vacancy === state)) ?? 'unknown';
}

function isOpen(doc: Doc): boolean {
  return (
    !doc.suspended &&
    doc.services.some(({ opening }) => opening !== null && openAt(opening, new Date()) === 'open')
  );
}

function metres({ place }: Doc): number | null {
  if (!place) return null;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [latitude, longitude] = place;
  const a =
    Math.sin(radians(latitude - 35) / 2) ** 2 +
    Math.cos(radians(35)) * Math.cos(radians(latitude)) * Math.sin(radians(longitude - 139) / 2) ** 2;
  return Math.round(12_742_000 * Math.asin(Math.sqrt(Math.min(1, a))));
}

function ordered(chosen: (Doc & { id: string })[], filter: Filter) {
  const rank = (doc: Doc) => {
    const exact = doc.name === filter.words.join('').replace('ミドリ', 'みどり');
    return (filter.words.length === 0 ? 2 : exact ? 0 : 1) + (doc.suspended ? 4 : 0);
  };
  const by: Record<Filter['sort'], (doc: Doc & { id: string }) => (string | number)[]> = {
    relevance: (doc) => [rank(doc), -Date.parse(doc.freshOn), doc.id],
    kana: (doc) => [doc.kana, doc.id],
    updated: (doc) => [-Date.parse(doc.freshOn), doc.id],
    vacancy: (doc) => [states.indexOf(vacancyOf(doc)), rank(doc), doc.id],
    distance: (doc) => [metres(doc) ?? Infinity, rank(doc), doc.id],
  };
  return chosen.toSorted((a, b) => {
    const [left, right] = [by[filter.sort](a), by[filter.sort](b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
  });
}

it('has documents of every sort to look at', () => {
  expect(docs.filter(isOpen).length).toBeGreaterThan(5);
  expect(docs.some((doc) => doc.services.some(({ opening }) => opening === neverOpen))).toBe(true);
});
