import {
  addAgencyEntries,
  addAreaEntries,
  type AgencyEntry,
  type AgencySearch,
  type AgencySearchResult,
  everyAgency,
} from '#libs/directory';
import type { Actor } from '#libs/identity';
import { Database, newId, openDataSource, OperatorDatabase } from '#libs/platform';
import { buildWorker } from '../factories/identity.js';
import type { TestApi } from '../support/api.js';
import { Client } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { Bench, Figure, Goal } from './bench.js';
import {
  benchCenter,
  benchDirectory,
  type BenchNarrowing,
  type BenchQuery,
  queryKinds,
} from './search.data.js';
import { Baselines } from './search.engines.js';
import { OneConnection, searchOver } from './search.subject.js';
import { BruteForce, isRight } from './search.truth.js';

const full = process.env['BENCH_FULL'] === '1';
const size = full ? 200_000 : 20_000;

// A bare count of 20,000 rows is over before a transaction has begun: there the goal is that nobody waits. The index of a small
// directory is mostly keys; what it weighs beside its rows shows in a large one.
const goals: Record<'count' | 'trgm', { p50: Goal; p95: Goal }> & { weight: Goal } = {
  count: full
    ? { p50: { of: 'ratio', atMost: 2 }, p95: { of: 'ratio', atMost: 4 } }
    : { p50: { of: 'measured', atMost: 50 }, p95: { of: 'measured', atMost: 50 } },
  trgm: { p50: { of: 'ratio', atMost: 1 / 3 }, p95: { of: 'ratio', atMost: 1 / 8 } },
  weight: { of: 'ratio', atMost: full ? 0.6 : 1 },
};

/** What nobody notices: as quick as a page turns. */
const waiting: Goal = { of: 'measured', atMost: full ? 250 : 50 };

let db: TestDatabase;
let database: Database;
let connection: OneConnection;
/** As the API asks: in a transaction of its own. */
let search: AgencySearch;
/** The statement alone, as its rivals are asked. */
let direct: AgencySearch;
let actor: Actor;
let baselines: Baselines;
let queries: readonly BenchQuery[];
let agencies: readonly (AgencyEntry & { id: string })[];
let quality: Figure[] | undefined;

/**
 * S1 to S4: the search of the directory (page, total, every facet, behind its policies) beside a bare count on the same index, a
 * trigram index over the same rows, and ILIKE over the columns as they were typed.
 */
const directorySearch: Bench = {
  async prepare() {
    db = await createTestDatabase();
    const directory = benchDirectory(size);
    queries = directory.queries;
    agencies = directory.agencies.map((entry) => ({ ...entry, id: newId() }));
    await fill(directory.areas);
    database = new Database(await openDataSource(db.connections.app, []));
    const worker = await buildWorker({ db, client: (token) => new Client('', token) } as TestApi);
    actor = { session: worker.token!, accountId: worker.accountId, agencyId: worker.agencyId } as Actor;
    search = searchOver(database);
    connection = new OneConnection(db.connections.app);
    direct = searchOver(await connection.open(worker.token!));
    baselines = new Baselines(db.adminUrl);
    await baselines.open();
  },

  async measure() {
    const toCount = await race(queries, {
      ours: (query) => ask(direct, query),
      other: (query) => baselines.countByIndex(query),
    });
    // Trigrams take half a second for a common word in a large directory: every fourth query is enough there.
    const some = queries.filter((_, at) => !full || at % 4 === 0);
    const toTrgm = await race(some, {
      ours: (query) => ask(direct, query),
      other: (query) => baselines.pgTrgm(query),
    });
    quality ??= await qualityFigures();
    return [
      ...beside('S1 search to bare count', toCount, goals.count),
      ...byKind(toCount),
      ...(await deepPages()),
      ...(await narrowed()),
      ...beside('S2 search to pg_trgm', toTrgm, goals.trgm),
      ...quality,
      ...(await weightFigures()),
    ];
  },

  async cleanUp() {
    await baselines.close();
    await connection.close();
    await database.onApplicationShutdown();
    await db.drop();
  },
};

export default directorySearch;

async function fill(areas: Parameters<typeof addAreaEntries>[1]): Promise<void> {
  const operator = new OperatorDatabase(db.connections.operator, 'bench');
  try {
    await operator.transaction((tx) => addAreaEntries(tx, areas));
    for (let from = 0; from < agencies.length; from += 5000) {
      await operator.transaction((tx) => addAgencyEntries(tx, agencies.slice(from, from + 5000)));
    }
  } finally {
    await operator.onApplicationShutdown();
  }
}

async function ask(
  engine: AgencySearch,
  { words, type, area, page }: Omit<BenchQuery, 'narrowing'>,
  narrowing: BenchNarrowing = {},
): Promise<AgencySearchResult> {
  const { service, disability, vacancy, feature, openNow = false, within } = narrowing;
  return engine.search(actor, {
    ...everyAgency,
    query: words.join(' '),
    types: type === undefined ? [] : [type],
    areas: area === undefined ? [] : [area],
    services: service === undefined ? [] : [service],
    disabilities: disability === undefined ? [] : [disability],
    vacancies: vacancy === undefined ? [] : [vacancy],
    features: feature === undefined ? [] : [feature],
    openNow,
    near: within === undefined ? null : `${benchCenter.latitude},${benchCenter.longitude}`,
    within: within ?? null,
    page,
  });
}

type Times = { ours: number[]; other: number[] };

/** Query by query, one after the other, so that a busy moment of the machine meets both. */
async function race(
  asked: readonly BenchQuery[],
  engines: Record<keyof Times, (query: BenchQuery) => Promise<unknown>>,
): Promise<Times> {
  const times: Times = { ours: [], other: [] };
  const names = ['ours', 'other'] as const;
  for (const query of asked.slice(0, 20)) for (const name of names) await engines[name](query);
  for (const query of asked) {
    for (const name of names) {
      const began = performance.now();
      await engines[name](query);
      times[name].push(performance.now() - began);
    }
  }
  return times;
}

/** How long each kind of words takes, beside the bare count of the same. */
function byKind({ ours, other }: Times): Figure[] {
  return queryKinds.map((kind) => {
    const of = (times: readonly number[]) => times.filter((_, at) => queries[at]!.kind === kind);
    return {
      name: `S1 ${kind} p95, ${size / 1000}k rows`,
      unit: 'ms',
      measured: percentile(of(ours), 95),
      baseline: percentile(of(other), 95),
      goal: waiting,
    };
  });
}

/** The last page of what most agencies have, beside its first. */
async function deepPages(): Promise<Figure[]> {
  const times: Times = { ours: [], other: [] };
  for (const query of queries.filter(({ kind }) => kind === 'two letters').slice(0, 20)) {
    const { total, perPage } = await ask(direct, { ...query, page: 1 });
    await timed(times.ours, () => ask(direct, { ...query, page: Math.max(1, Math.ceil(total / perPage)) }));
    await timed(times.other, () => ask(direct, { ...query, page: 1 }));
  }
  return beside('S1 last page to first page', times, { p50: waiting, p95: waiting });
}

/** With one to three conditions more, beside the same words without them. */
async function narrowed(): Promise<Figure[]> {
  const times: Times = { ours: [], other: [] };
  for (const query of queries.filter((_, at) => at % 4 === 0)) {
    await timed(times.ours, () => ask(direct, query, query.narrowing));
    await timed(times.other, () => ask(direct, query));
  }
  return beside('S1 narrowed to not narrowed', times, { p50: waiting, p95: waiting });
}

async function timed(times: number[], work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  times.push(performance.now() - began);
}

/** S3: every answer, plain and narrowed, held against one worked out by looking at every agency. */
async function qualityFigures(): Promise<Figure[]> {
  const names = async (table: string) =>
    new Map(
      (await db.admin<{ code: string; name: string }>(`SELECT code, name FROM portal.${table}`)).map(
        ({ code, name }) => [code, name],
      ),
    );
  const truth = new BruteForce(agencies, {
    types: await names('agency_type'),
    areas: await names('area'),
    kinds: await names('service_kind'),
  });
  let [wrong, wrongByIlike, wrongNarrowed] = [0, 0, 0];
  const recall: { ours: number; ilike: number }[] = [];
  for (const { narrowing, ...query } of queries) {
    const right = truth.answer(query);
    const answer = await ask(search, query);
    const ids = await baselines.ilike(query);
    if (!isRight(right, answer, query)) wrong += 1;
    const narrow = { ...query, narrowing, page: 1 };
    if (!isRight(truth.answer(narrow), await ask(search, narrow, narrowing), narrow)) wrongNarrowed += 1;
    if (ids.size !== right.total) wrongByIlike += 1;
    if (right.total === 0) continue;
    const found = [...ids].filter((id) => right.ids.has(id)).length;
    recall.push({ ours: Math.min(answer.total / right.total, 1), ilike: found / right.total });
  }
  const mean = (engine: 'ours' | 'ilike') =>
    recall.reduce((sum, one) => sum + one[engine], 0) / recall.length;
  const none = { of: 'measured', atMost: 0 } as const;
  return [
    {
      name: 'S3 recall to ILIKE',
      unit: 'share',
      measured: mean('ours'),
      baseline: mean('ilike'),
      goal: { of: 'measured', atLeast: 1 },
    },
    { name: 'S3 wrong of 200 to ILIKE', unit: 'count', measured: wrong, baseline: wrongByIlike, goal: none },
    {
      name: 'S3 wrong of 200 narrowed by every facet, to ILIKE',
      unit: 'count',
      measured: wrongNarrowed,
      baseline: wrongByIlike,
      goal: none,
    },
  ];
}

/** S4: what the index costs. */
async function weightFigures(): Promise<Figure[]> {
  const { heap, index, trgm } = await baselines.sizes();
  const megabytes = (bytes: number) => bytes / 1024 / 1024;
  const weight = { unit: 'MB', measured: megabytes(index) } as const;
  const change = async (table: 'search_doc' | 'trgm_doc') => {
    const times: number[] = [];
    for (const { id } of agencies.slice(0, 200)) {
      const began = performance.now();
      await baselines.changeOne(table, id, '新しい作業室を開きました');
      times.push(performance.now() - began);
    }
    return percentile(times, 50);
  };
  return [
    { name: 'S4 index to rows', ...weight, baseline: megabytes(heap), goal: goals.weight },
    { name: 'S4 index to pg_trgm', ...weight, baseline: megabytes(trgm), goal: { of: 'ratio', atMost: 1 } },
    {
      name: 'S4 change of one row',
      unit: 'ms',
      measured: await change('search_doc'),
      baseline: await change('trgm_doc'),
      goal: { of: 'measured', atMost: 1 },
    },
  ];
}

function beside(name: string, { ours, other }: Times, goal: { p50: Goal; p95: Goal }): Figure[] {
  return ([50, 95] as const).map((percent) => ({
    name: `${name} p${percent}, ${size / 1000}k rows`,
    unit: 'ms',
    measured: percentile(ours, percent),
    baseline: percentile(other, percent),
    goal: goal[`p${percent}`],
  }));
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
}
