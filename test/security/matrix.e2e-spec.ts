import { Recorder } from './recorder.js';
import { isAdmitted, isEntitled, lastActs, unassigned } from './entitlement.js';
import { type Operation, type Operations, operationsOf } from './operations.js';
import { questionsOf, Requests, type Sent } from './requests.js';
import { footprint } from './footprint.js';
import { type Filling, matching, maySee, mayKnow, mismatched, nothing } from './subjects.js';
import { buildWorld, type Caller, inTurns, type World } from './world.js';

let world: World;
let operations: Operations;
let requests: Requests;
let recorder: Recorder<Caller>;
const began = Date.now();

beforeAll(async () => {
  world = await buildWorld();
  operations = operationsOf(world.api.app);
  requests = new Requests(world, operations);
  recorder = new Recorder<Caller>(world.canaries.all, maySee);
}, 60_000);
afterAll(async () => {
  process.stdout.write(
    `matrix: ${requests.count} requests, ${operations.all.length} operations, ${world.callers.length} callers, ` +
      `${world.canaries.all.length} canaries, ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  );
  await world.api.close();
});

/** Everybody with every operation. */
function everybody(wanted: (operation: Operation) => boolean): { caller: Caller; operation: Operation }[] {
  return operations.all
    .filter(wanted)
    .flatMap((operation) => world.callers.map((caller) => ({ caller, operation })));
}

const isRead = ({ method }: Operation) => method === 'GET';
const comparable = ({ answer: { status, body, text } }: Sent) => {
  const { instance: _, ...rest } = body;
  return JSON.stringify([status, Object.keys(body).length > 0 ? rest : text]);
};

/** Sends, looks for canaries, and notes what no answer may ever be. */
async function ask(problems: string[], caller: Caller, operation: Operation, filling: Filling, query = '') {
  const sent = await requests.send(caller, operation, filling, { query });
  const { answer, label } = sent;
  recorder.look(caller, sent, {
    text: answer.text,
    headers: [...answer.headers].map((header) => header.join(': ')).join('\n'),
  });
  const wrong = (what: string) =>
    problems.push(`${caller.name}: ${label}: ${what}: ${answer.text.slice(0, 300)}`);
  if (answer.status >= 500) wrong(`answered ${answer.status}`);
  const isOutside = caller.accountId === undefined && operation.audience !== 'public';
  if (isOutside && answer.status !== 401) wrong(`answered ${answer.status}, not 401`);
  if (!isOutside && !isAdmitted(caller, operation) && answer.status !== 403)
    wrong(`answered ${answer.status}, not 403`);
  return { ...sent, wrong };
}

/** Asks for everything that is none of the caller's business: it must be answered like ids of nothing. */
async function probe(problems: string[], caller: Caller, operation: Operation, fillings: readonly Filling[]) {
  if (operation.slots.length === 0) return;
  const blank = await ask(problems, caller, operation, nothing(world, caller, operation));
  if (isAdmitted(caller, operation) && blank.answer.status !== 404) blank.wrong(`is not 404`);
  for (const filling of fillings) {
    const { wrong, ...sent } = await ask(problems, caller, operation, filling);
    if (comparable(sent) !== comparable(blank)) wrong(`can be told from an id of nothing`);
  }
}

/** The first of what was found; the rest is rarely news. */
function findings(problems: readonly string[]): string[] {
  return [...recorder.takeLeaks(), ...problems].slice(0, 20);
}

const isKnown =
  (caller: Caller, operation: Operation) =>
  ({ subject }: Filling) =>
    subject === undefined || mayKnow(caller, operation, subject);

describe('every operation with every id, for everybody', () => {
  it('is known to the tables of this test', () => {
    expect([...operations.gaps, ...requests.gaps(), ...unassigned(operations.all)]).toEqual([]);
  });

  it('tells nobody what they may not read, and shows a forbidden id like one of nothing', async () => {
    const problems: string[] = [];
    const answered = new Set<string>();
    await inTurns(6, everybody(isRead), async ({ caller, operation }) => {
      const fillings = matching(world, caller, operation);
      const known = fillings.filter(isKnown(caller, operation));
      for (const filling of known)
        for (const question of questionsOf(operation)) {
          const { answer } = await ask(problems, caller, operation, filling, question);
          if (answer.status < 300) answered.add(operation.id);
        }
      const secret = fillings.filter((filling) => !known.includes(filling));
      await probe(problems, caller, operation, [...secret, ...mismatched(world, caller, operation)]);
    });
    expect(findings(problems)).toEqual([]);
    const silent = operations.all.filter((operation) => isRead(operation) && !answered.has(operation.id));
    expect(silent.map(({ id }) => `${id} never answered: see questionsOf and pathWords`)).toEqual([]);
  }, 60_000);

  it('tells those who may read every word of it', () => {
    const readers = world.callers.filter(({ name }) => name !== 'signed out');
    const unread = world.canaries.all.flatMap((canary) =>
      readers
        .filter((reader) => maySee(reader, canary) && !recorder.hasSeen(reader, canary))
        .map(({ name }) => `${name} never saw ${canary.text}`),
    );
    expect(unread.slice(0, 20)).toEqual([]);
  });

  it('does not tell by a search whether somebody is known elsewhere', async () => {
    const problems: string[] = [];
    const searches = everybody(
      (operation) => isRead(operation) && operation.query.some(({ name }) => name === 'q'),
    );
    await inTurns(6, searches, async ({ caller, operation }) => {
      const search = async (q: string) =>
        ask(problems, caller, operation, { label: '', ids: [] }, `?q=${encodeURIComponent(q)}`);
      const blank = comparable(await search('どこにもいない'));
      for (const canary of world.canaries.all.filter(({ text }) => /-identity-name|かなりあん/.test(text))) {
        const found = await search(canary.text);
        if (comparable(found) !== blank && !maySee(caller, canary)) found.wrong('found somebody');
      }
    });
    expect(findings(problems)).toEqual([]);
  }, 60_000);

  it('lets nobody change what is not their business', async () => {
    const problems: string[] = [];
    const before = await footprint(world.api.db);
    await inTurns(
      6,
      everybody((operation) => !isRead(operation)),
      async ({ caller, operation }) => {
        const fillings = matching(world, caller, operation).filter(
          ({ subject }) => !isEntitled(caller, operation, subject),
        );
        const known = fillings.filter(isKnown(caller, operation));
        for (const filling of known) {
          const { answer, wrong } = await ask(problems, caller, operation, filling);
          if (![401, 403, 404].includes(answer.status)) wrong(`answered ${answer.status}`);
        }
        const secret = fillings.filter((filling) => !known.includes(filling));
        await probe(problems, caller, operation, [...secret, ...mismatched(world, caller, operation)]);
      },
    );
    expect(findings(problems)).toEqual([]);
    expect(await footprint(world.api.db)).toEqual(before);
  }, 60_000);

  // So that the refusals above were refusals of good requests; it changes the world and comes last.
  it('lets everybody do their own business', async () => {
    const problems: string[] = [];
    recorder = new Recorder<Caller>(
      world.canaries.all,
      (caller, canary) =>
        caller.party !== undefined && canary.group !== 'address' && caller.role !== 'secretariat',
    );
    const open = new Set(operations.all.filter((operation) => !isRead(operation)));
    const refusals = new Map<string, string>();
    const attempt = async (operation: Operation) => {
      for (const caller of [...world.callers].reverse())
        for (const filling of matching(world, caller, operation)) {
          if (!isEntitled(caller, operation, filling.subject)) continue;
          requests.forgetVersions();
          const { answer } = await ask(problems, caller, operation, filling);
          if (answer.status < 300) return true;
          refusals.set(operation.id, answer.text);
        }
      return false;
    };
    const pass = async (wanted: (operation: Operation) => boolean) => {
      const before = open.size;
      for (const operation of [...open].filter(wanted)) if (await attempt(operation)) open.delete(operation);
      return open.size < before;
    };
    const early = ({ id }: Operation) => !lastActs.includes(id);
    while (await pass(early));
    await pass((operation) => !early(operation));
    expect(findings(problems)).toEqual([]);
    const failed = [...open].map(
      ({ id }) => `${id} never succeeded, see "values" (requests.ts) and the cases: ${refusals.get(id)}`,
    );
    expect(failed).toEqual([]);
  }, 60_000);
});
