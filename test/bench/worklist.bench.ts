import { DataSource, EntitySchema } from 'typeorm';
import { ReferralsQueries } from '#libs/referrals';
import type { Bench, Figure } from './bench.js';
import { buildRegion, closeRegion, type Region } from './referral.region.js';

// With --full an agency has its ten thousand among a million, as in a prefecture after ten years.
const shape = { referrals: process.env['BENCH_FULL'] === '1' ? 1_000_000 : 100_000, received: 10_000 };
const rounds = 60;

let region: Region;
let queries: ReferralsQueries;
let mapped: DataSource;

/**
 * R2: the first page of the received tray (policies, names as consent allows, audit) beside the indexed query alone. A3: the
 * same page as one query beside objects that are loaded with their relations.
 */
const worklist: Bench = {
  async prepare() {
    region = await buildRegion(shape);
    queries = region.api.get(ReferralsQueries, { strict: false });
    mapped = new DataSource({
      type: 'postgres',
      url: region.db.adminUrl,
      entities: [lineSchema, referralSchema, agencySchema],
    });
    await mapped.initialize();
  },

  async measure() {
    const { actor, bare } = region;
    const page = { page: 1, perPage: 20 };
    const ours = await mean(() => queries.list(actor, { box: 'received', ...page }));
    const naked = await mean(() =>
      bare.query({ name: 'bare tray', text: bareTray, values: [actor.agencyId] }),
    );
    const flat = await mean(() =>
      bare.query({ name: 'bare page', text: flatPage, values: [actor.agencyId] }),
    );
    const related = await mean(() =>
      mapped.getRepository(lineSchema).find({
        where: { agencyId: actor.agencyId },
        relations: { referral: true, source: true },
        order: { changedAt: 'DESC' },
        take: 20,
      }),
    );
    const figure = (name: string, measured: number, baseline: number, goal: Figure['goal']): Figure => ({
      ...{ name, unit: 'ms', measured, baseline, goal },
    });
    return [
      figure(`R2 first page of a tray, 10,000 of ${shape.referrals}, to the bare query`, ours, naked, {
        of: 'ratio',
        atMost: 3,
      }),
      figure('A3 a page in one query to objects with their relations', flat, related, {
        of: 'ratio',
        atMost: 1 / 3,
      }),
    ];
  },

  async cleanUp() {
    await mapped.destroy();
    await closeRegion(region);
  },
};

export default worklist;

async function mean(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 10; n += 1) await work();
  const began = performance.now();
  for (let n = 0; n < rounds; n += 1) await work();
  return (performance.now() - began) / rounds;
}

const flatPage = `SELECT r.id, r.number, r.status, r.type, r.urgency, r.reply_by, l.id AS line_id, l.status AS line_status,
    o.id AS agency_id, o.name, l.changed_at
  FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id JOIN portal.agency o ON o.id = l.source_agency_id
  WHERE l.agency_id = $1 ORDER BY l.changed_at DESC LIMIT 20`;

/** What a tray asks of the database: the page, and how many there are. */
const bareTray = `SELECT r.id, r.number, r.status, r.type, r.urgency, r.reply_by, l.status AS line_status, o.id AS agency_id,
    o.name, l.changed_at, count(*) OVER () AS total
  FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id JOIN portal.agency o ON o.id = l.source_agency_id
  WHERE l.agency_id = $1 AND l.status <> 'queued' ORDER BY l.changed_at DESC, r.id DESC LIMIT 20`;

// As somebody would map them who has not measured it.
const agencySchema = new EntitySchema<{ id: string; name: string }>({
  name: 'BenchAgency',
  schema: 'portal',
  tableName: 'agency',
  columns: { id: { type: 'uuid', primary: true }, name: { type: 'text' } },
});
const referralSchema = new EntitySchema<{ id: string; number: string; status: string; urgency: string }>({
  name: 'BenchReferral',
  schema: 'portal',
  tableName: 'referral',
  columns: {
    id: { type: 'uuid', primary: true },
    number: { type: 'text' },
    status: { type: 'text' },
    urgency: { type: 'text' },
  },
});
const lineSchema = new EntitySchema<{
  id: string;
  agencyId: string;
  status: string;
  changedAt: Date;
  referral: unknown;
  source: unknown;
}>({
  name: 'BenchLine',
  schema: 'portal',
  tableName: 'referral_line',
  columns: {
    id: { type: 'uuid', primary: true },
    agencyId: { type: 'uuid', name: 'agency_id' },
    status: { type: 'text' },
    changedAt: { type: 'timestamptz', name: 'changed_at' },
  },
  relations: {
    referral: { type: 'many-to-one', target: 'BenchReferral', joinColumn: { name: 'referral_id' } },
    source: { type: 'many-to-one', target: 'BenchAgency', joinColumn: { name: 'source_agency_id' } },
  },
});
