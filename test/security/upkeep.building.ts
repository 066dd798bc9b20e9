import { newDataKey, newId, seal, sealText } from '#libs/platform';
import type { TestApi } from '../support/api.js';
import { parties, type Party } from './cases.js';

/** What keeps the directory true around one agency: it was asked, something was reported, two other entries look alike. */
export interface UpkeepIds {
  readonly round: string;
  readonly report: string;
  readonly pair: string;
  readonly pairSide: string;
  readonly merge: string;
  /** Somebody has asked for support in the agency's own area. */
  readonly intake: string;
}

/** Builds it for every agency. */
export async function buildUpkeepThings(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
  accountId: string,
): Promise<Readonly<Record<Party, UpkeepIds>>> {
  const built = {} as Record<Party, UpkeepIds>;
  for (const party of parties) built[party] = await buildAround(api, agencies[party], accountId);
  return built;
}

async function buildAround({ db }: TestApi, agency: string, accountId: string): Promise<UpkeepIds> {
  const [round, report, pair, merge] = [newId(), newId(), newId(), newId()];
  const [one, other, kept, gone] = [newId(), newId(), newId(), newId()];
  await db.admin(
    `INSERT INTO portal.agency (id, name, type_code) SELECT id, '試験 ' || id, 'other' FROM unnest($1::uuid[]) AS n (id)`,
    [[one, other, kept, gone]],
  );
  await db.admin(
    `INSERT INTO portal.confirmation_round (id, kind, fiscal_year, started_name) VALUES ($1, 'chosen', 2026, '試験')`,
    [round],
  );
  await db.admin(
    `INSERT INTO portal.confirmation_request (id, round_id, agency_id, token_hash, expires_at)
     VALUES ($1::uuid, $2, $3, decode(replace($1::uuid::text, '-', ''), 'hex'), now() + interval '1 day')`,
    [newId(), round, agency],
  );
  await db.admin(
    `INSERT INTO portal.entry_report (id, agency_id, source, topic, words) VALUES ($1, $2, 'public', 'phone', '試験')`,
    [report, agency],
  );
  await db.admin(
    `INSERT INTO portal.duplicate_pair (id, one_id, other_id, score, reasons) VALUES ($1, $2, $3, 90, '[]')`,
    [pair, one, other],
  );
  await db.admin(
    `INSERT INTO portal.entry_merge (id, kept_id, gone_id, kept_name, gone_name, before, after, merged_by, merged_name)
     VALUES ($1, $2, $3, '試験', '試験', '{"changes": [], "areas": [], "importRows": []}', '{"areas": []}', $4, '試験')`,
    [merge, kept, gone, accountId],
  );
  return { round, report, pair, pairSide: one, merge, intake: await buildIntake({ db }, agency) };
}

/** A confirmed request in an area in which no other agency is. */
async function buildIntake({ db }: Pick<TestApi, 'db'>, agency: string): Promise<string> {
  const id = newId();
  const code = `X${id.slice(-8)}`;
  await db.admin(
    `WITH named AS (INSERT INTO portal.area (code, level, name) VALUES ($1, 'prefecture', $1))
     INSERT INTO portal.agency_area (agency_id, area_code) SELECT $2, $1`,
    [code, agency],
  );
  const key = newDataKey();
  const { kid, key: wrapping } = db.keys.kek;
  const words = {
    name: '試験 三郎',
    kana: 'しけん さぶろう',
    phone: '',
    email: '',
    askerName: '',
    words: '相談',
  };
  await db.admin(
    `INSERT INTO portal.intake_request (id, area_code, asker, state, token_hash, confirmed_at)
     VALUES ($1::uuid, $2, 'person', 'open', decode(replace($1::uuid::text, '-', ''), 'hex'), now())`,
    [id, code],
  );
  await db.admin('INSERT INTO portal.intake_body (request_id, kid, wrapped, body) VALUES ($1, $2, $3, $4)', [
    id,
    kid,
    seal(wrapping, `data_key|wrapped|${id}|${kid}`, key),
    sealText(key, `intake_body|body|${id}`, JSON.stringify(words)),
  ]);
  return id;
}
