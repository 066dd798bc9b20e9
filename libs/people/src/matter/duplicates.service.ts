import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Conflict,
  Database,
  DataKeys,
  newId,
  NotFound,
  offsetOf,
  once,
  type OnceKey,
  type Page,
  type PageRequest,
  type Tx,
} from '#libs/platform';
import { PeopleQueries, type PersonRecord } from '../people.queries.js';
import { formerNamePlace, personPlace, sectionPlace } from '../person-places.js';
import { type Compared, type Likeness, likePairs } from './duplicate.finding.js';

/** The states of a pair: proposed, two people, merged. */
export const pairStates = ['proposed', 'distinct', 'merged'] as const;
export type PairState = (typeof pairStates)[number];

/** One side of a pair in the list. */
export interface PairSide {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
}

/** Two records that may be one person. */
export interface PersonPair {
  readonly id: string;
  readonly state: PairState;
  readonly reasons: readonly Likeness[];
  readonly sides: readonly PairSide[];
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** Both records of a pair, whole. */
export interface ComparedPair {
  readonly id: string;
  readonly state: PairState;
  readonly reasons: readonly Likeness[];
  readonly first: PersonRecord;
  readonly second: PersonRecord;
}

/** The pair was decided already (409). */
export class PairDecided extends Conflict {
  constructor() {
    super('person_pair.decided', 'この組は、すでに判断されています。画面を読み込み直してください。');
  }
}

interface PairRow {
  id: string;
  first_id: string;
  second_id: string;
  state: PairState;
  reasons: Likeness[];
  decided_by: string | null;
  decided_at: Date | null;
}

const select = `SELECT q.id, q.first_id, q.second_id, q.state, q.reasons, a.name AS decided_by, q.decided_at
  FROM portal.person_pair q
  JOIN portal.person f ON f.id = q.first_id JOIN portal.person s ON s.id = q.second_id
  LEFT JOIN portal.account a ON a.id = q.decided_by`;
const bothStand = `f.status NOT IN ('merged', 'erased') AND s.status NOT IN ('merged', 'erased')`;

/** Looks for people of whom the own agency keeps two records. Nothing of any other agency is compared. */
@Injectable()
export class PersonDuplicates {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly people: PeopleQueries,
    private readonly audit: Audit,
  ) {}

  /** Compares all own records; answers how many pairs are new. What was called two people is not proposed again. */
  async search(actor: Member): Promise<number> {
    return this.db.transaction(actor, async (tx) => {
      const pairs = likePairs(await this.compared(tx, actor.agencyId));
      const fresh = await tx.query<unknown[]>(
        `INSERT INTO portal.person_pair (id, agency_id, first_id, second_id, reasons)
         SELECT p.id, $1, p.first, p.second, string_to_array(p.reasons, ',')
         FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) AS p (id, first, second, reasons)
         ON CONFLICT (first_id, second_id) DO NOTHING RETURNING id`,
        [
          actor.agencyId,
          pairs.map(() => newId()),
          pairs.map(({ firstId }) => firstId),
          pairs.map(({ secondId }) => secondId),
          pairs.map(({ reasons }) => reasons.join()),
        ],
      );
      await this.audit.record(tx, actor, { action: 'person_pair.search', ownerAgencyId: actor.agencyId });
      return fresh.length;
    });
  }

  /** Pairs in this state, the newest first. */
  async list(
    actor: Member,
    { state, ...part }: PageRequest & { state: PairState },
  ): Promise<Page<PersonPair>> {
    return this.db.transaction(actor, async (tx) => {
      const where = `q.agency_id = $1 AND q.state = $2 AND (${bothStand} OR q.state <> 'proposed')`;
      const [count] = await tx.query<{ total: number }[]>(
        `SELECT count(*)::int AS total FROM portal.person_pair q JOIN portal.person f ON f.id = q.first_id
         JOIN portal.person s ON s.id = q.second_id WHERE ${where}`,
        [actor.agencyId, state],
      );
      const rows = await tx.query<PairRow[]>(
        `${select} WHERE ${where} ORDER BY coalesce(q.decided_at, q.found_at) DESC, q.id LIMIT $3 OFFSET $4`,
        [actor.agencyId, state, part.perPage, offsetOf(part)],
      );
      const sides = await this.sides(tx, [...new Set(rows.flatMap((row) => [row.first_id, row.second_id]))]);
      await this.audit.record(tx, actor, {
        action: 'person_pair.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: [...sides.keys()] },
      });
      const items = rows.map((row) => ({
        id: row.id,
        state: row.state,
        reasons: row.reasons,
        sides: [row.first_id, row.second_id].flatMap((id) => sides.get(id) ?? []),
        decidedBy: row.decided_by,
        decidedAt: row.decided_at,
      }));
      return { items, ...part, total: count?.total ?? 0 };
    });
  }

  /**
   * Both records side by side.
   * @throws {NotFound} when the pair is not the agency's, or one of the records is no more.
   */
  async compare(actor: Member, pairId: string): Promise<ComparedPair> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<PairRow[]>(
        `${select} WHERE q.id = $1 AND q.agency_id = $2 AND ${bothStand}`,
        [pairId, actor.agencyId],
      );
      if (!row) throw new NotFound();
      const first = await this.people.read(tx, actor.agencyId, row.first_id);
      const second = await this.people.read(tx, actor.agencyId, row.second_id);
      for (const { id } of [first, second])
        await this.audit.record(tx, actor, {
          action: 'person.read',
          objectType: 'person',
          objectId: id,
          subjectId: id,
          ownerAgencyId: actor.agencyId,
        });
      return { id: row.id, state: row.state, reasons: row.reasons, first, second };
    });
  }

  /**
   * They are two people: the pair is never proposed again.
   * @throws {NotFound} @throws {PairDecided}
   */
  async distinguish(actor: Member, pairId: string, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(
        tx,
        actor.accountId,
        request,
        async () => {
          const [row] = await tx.query<{ state: PairState }[]>(
            'SELECT state FROM portal.person_pair WHERE id = $1 AND agency_id = $2 FOR UPDATE',
            [pairId, actor.agencyId],
          );
          if (!row) throw new NotFound();
          if (row.state !== 'proposed') throw new PairDecided();
          await tx.query(
            `UPDATE portal.person_pair SET state = 'distinct', decided_by = $2, decided_at = now() WHERE id = $1`,
            [pairId, actor.accountId],
          );
          await this.audit.record(tx, actor, {
            action: 'person_pair.distinguish',
            objectType: 'person_pair',
            objectId: pairId,
            ownerAgencyId: actor.agencyId,
          });
          return pairId;
        },
        pairId,
      ),
    );
  }

  private async compared(tx: Tx, agencyId: string): Promise<Compared[]> {
    const rows = await tx.query<
      {
        id: string;
        kana: Buffer;
        birth_date: Buffer | null;
        contact: Buffer | null;
        former: { id: string; kana: string }[];
        kid: string;
        wrapped: Buffer;
      }[]
    >(
      `SELECT p.id, p.kana, p.birth_date, s.body AS contact, k.kid, k.wrapped,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kana', encode(n.kana, 'base64'))), '[]')
          FROM portal.person_former_name n WHERE n.person_id = p.id) AS former
       FROM portal.person p JOIN portal.data_key k ON k.subject_id = p.id
       LEFT JOIN portal.person_section s ON s.person_id = p.id AND s.category = 'contact'
       WHERE p.agency_id = $1 AND p.status NOT IN ('merged', 'erased')`,
      [agencyId],
    );
    return rows.map((row) => {
      const key = this.dataKeys.unwrap({ ...row, subject_id: row.id });
      const contact = key.openOptional(sectionPlace(row.id, 'contact'), row.contact);
      return {
        id: row.id,
        kana: key.open(personPlace('kana', row.id), row.kana),
        birthDate: key.openOptional(personPlace('birth_date', row.id), row.birth_date),
        phone: contact ? ((JSON.parse(contact) as Record<string, string>)['phone'] ?? null) : null,
        formerKana: row.former.map(({ id, kana }) =>
          key.open(formerNamePlace('kana', id), Buffer.from(kana, 'base64')),
        ),
      };
    });
  }

  private async sides(tx: Tx, ids: readonly string[]): Promise<Map<string, PairSide>> {
    const rows = await tx.query<
      { id: string; number: number; name: Buffer; kana: Buffer; birth_date: Buffer | null }[]
    >(
      `SELECT id, number, name, kana, birth_date FROM portal.person WHERE id = ANY($1::uuid[]) AND status <> 'erased'`,
      [ids],
    );
    const keys = await this.dataKeys.of(tx, ids);
    return new Map(
      rows.flatMap((row) => {
        const key = keys.get(row.id);
        if (!key) return [];
        const side: PairSide = {
          id: row.id,
          number: row.number,
          name: key.open(personPlace('name', row.id), row.name),
          kana: key.open(personPlace('kana', row.id), row.kana),
          birthDate: key.openOptional(personPlace('birth_date', row.id), row.birth_date),
        };
        return [[row.id, side] as const];
      }),
    );
  }
}
