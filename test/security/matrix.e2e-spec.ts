import type { Canary } from './canaries.js';
import { spareNames } from './cases.js';
import { lastActs, unassigned } from './entitlement.js';
import { footprint } from './footprint.js';
import { isRead, Matrix } from './matrix.js';
import type { Operation } from './operations.js';
import { Recorder } from './recorder.js';
import { maySee } from './subjects.js';
import { buildWorld, type Caller } from './world.js';

let matrix: Matrix;
const began = Date.now();

beforeAll(async () => {
  matrix = new Matrix(await buildWorld());
}, 600_000);
afterAll(async () => {
  const { world, operations, requests } = matrix;
  process.stdout.write(
    `matrix: ${requests.count} requests, ${operations.all.length} operations, ${world.callers.length} callers, ` +
      `${world.canaries.all.length} canaries, ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  );
  await world.api.close();
});

describe('every operation with every id, for everybody', () => {
  it('is known to the tables of this test', () => {
    const { operations, requests } = matrix;
    expect([...operations.gaps, ...requests.gaps(), ...unassigned(operations.all)]).toEqual([]);
  });

  it('tells nobody what they may not read, and shows a forbidden id like one of nothing', async () => {
    const silent = await matrix.readAll();
    expect(matrix.findings()).toEqual([]);
    expect(silent.map((id) => `${id} never answered: see questionsOf and pathWords`)).toEqual([]);
  }, 600_000);

  it('tells those who may read every word of it', () => {
    const { world, recorder } = matrix;
    // Colleagues take turns: what one of them was told, all of them may read.
    const wasTold = (party: Caller['party'], canary: Canary) =>
      world.callers.some((one) => one.party === party && recorder.hasSeen(one, canary));
    const unread = world.canaries.all.flatMap((canary) =>
      world.callers
        .filter((reader) => maySee(reader, canary) && !wasTold(reader.party, canary))
        .map(({ name }) => `${name} never saw ${canary.text}`),
    );
    expect(unread.slice(0, 20)).toEqual([]);
  });

  it('does not tell by a search whether somebody is known elsewhere', async () => {
    await matrix.searchAll();
    expect(matrix.findings()).toEqual([]);
  }, 600_000);

  it('lets nobody change what is not their business', async () => {
    const before = await footprint(matrix.world.api.db);
    await matrix.trespassEverywhere();
    expect(matrix.findings()).toEqual([]);
    expect(await footprint(matrix.world.api.db)).toEqual(before);
  }, 600_000);

  // So that the refusals above were refusals of good requests; it changes the world and comes last.
  it('lets everybody do their own business', async () => {
    await matrix.world.add(spareNames);
    matrix.recorder = new Recorder<Caller>(matrix.world.canaries.all, ({ party, role }, { group }) => {
      return party !== undefined && role !== 'secretariat' && group !== 'address';
    });
    const refusals = new Map<Operation, string>();
    // What one act leaves behind another may need, so whatever was refused gets another turn while that helps.
    const attempt = async (operations: readonly Operation[]) => {
      for (let left = [...operations], before = Infinity; left.length > 0 && left.length < before;) {
        before = left.length;
        const again: Operation[] = [];
        for (const operation of left) {
          const refusal = await matrix.doOwn(operation);
          if (refusal === undefined) refusals.delete(operation);
          else {
            refusals.set(operation, refusal);
            again.push(operation);
          }
        }
        left = again;
      }
    };
    const writes = matrix.operations.all.filter((operation) => !isRead(operation));
    await attempt(writes.filter(({ id }) => !lastActs.includes(id)));
    for (const id of lastActs) await attempt(writes.filter((operation) => operation.id === id));
    expect(matrix.findings()).toEqual([]);
    const failed = [...refusals].map(
      ([{ id }, refusal]) => `${id} never succeeded, see "values" (requests.ts) and the cases: ${refusal}`,
    );
    expect(failed).toEqual([]);
  }, 600_000);
});
