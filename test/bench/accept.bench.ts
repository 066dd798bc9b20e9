import { randomBytes, randomUUID } from 'node:crypto';
import { Receiving } from '#libs/referrals';
import { acceptBare } from './accept.bare.js';
import type { Bench, Figure } from './bench.js';
import { buildRegion, closeRegion, type Region } from './referral.region.js';

// With --full the larger region has a million referrals, as a prefecture would after ten years.
const sizes = { small: 10_000, large: process.env['BENCH_FULL'] === '1' ? 1_000_000 : 100_000 };
const acceptances = 150;

/** A region and the referrals in it that wait for an answer of the measured agency. */
interface Waiting extends Region {
  readonly receiving: Receiving;
  readonly waiting: { referralId: string; lineId: string }[];
}

let small: Waiting;
let large: Waiting;

/**
 * R1: an acceptance (locks, consent, version, state, timeline, audit, promise, commit) beside the same statements bare and
 * prepared; and how much slower the slow ones get when the network has grown.
 */
const accept: Bench = {
  async prepare() {
    small = await waitingIn(sizes.small);
    large = await waitingIn(sizes.large);
  },

  async measure() {
    const inSmall = await timesOf(small);
    const inLarge = await timesOf(large);
    const rate = (times: number[]) => 1000 / (times.reduce((sum, time) => sum + time, 0) / times.length);
    const row = (
      name: string,
      unit: Figure['unit'],
      measured: number,
      baseline: number,
      goal: Figure['goal'],
    ): Figure => ({
      name,
      unit,
      measured,
      baseline,
      goal,
    });
    return [
      row('R1 accept to bare statements', 'rps', rate(inSmall.ours), rate(inSmall.bare), {
        of: 'ratio',
        atLeast: 0.5,
      }),
      row(
        `R1 accept p95, ${sizes.large} to ${sizes.small} referrals`,
        'ms',
        p95(inLarge.ours),
        p95(inSmall.ours),
        {
          of: 'ratio',
          atMost: 1.5,
        },
      ),
    ];
  },

  async cleanUp() {
    for (const region of [small, large]) await closeRegion(region);
  },
};

export default accept;

/** Ours and bare by turns, so that both meet the same weather. */
async function timesOf({
  receiving,
  actor,
  bare,
  waiting,
}: Waiting): Promise<{ ours: number[]; bare: number[] }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < acceptances; n += 1) {
    times.ours.push(
      await milliseconds(() => {
        const at = { ...next(waiting), seenVersion: 1 };
        return receiving.accept(actor, at, null, { key: randomUUID(), fingerprint: randomBytes(32) });
      }),
    );
    times.bare.push(await milliseconds(() => acceptBare(bare, actor, next(waiting))));
  }
  return times;
}

function next(waiting: Waiting['waiting']) {
  const line = waiting.pop();
  if (!line) throw new Error('no referral is waiting any more');
  return line;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function p95(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

async function waitingIn(referrals: number): Promise<Waiting> {
  const region = await buildRegion({ referrals, received: 2000 });
  const waiting = await region.db.admin<{ referralId: string; lineId: string }>(
    `SELECT referral_id AS "referralId", id AS "lineId" FROM portal.referral_line WHERE agency_id = $1 AND status = 'reviewing'`,
    [region.actor.agencyId],
  );
  return { ...region, receiving: region.api.get(Receiving, { strict: false }), waiting };
}
