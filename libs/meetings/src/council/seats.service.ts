import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import type { SeatRole } from './council.codes.js';
import { CouncilDissolved, SeatTaken } from './council.errors.js';
import { keptCouncil } from './councils.service.js';

/** Who fills a seat. */
export interface HolderInput {
  readonly name: string;
  /** 役職. */
  readonly post: string;
  readonly email: string | null;
}

/** A seat and its first holder. */
export interface SeatInput {
  readonly agencyId: string;
  readonly role: SeatRole;
  readonly fromOn: string;
  /** The last day, where the term has one. */
  readonly untilOn: string | null;
  readonly holder: HolderInput;
}

/** 委員: seats of a council. A seat is the agency's; the person who fills it may change inside the term. */
@Injectable()
export class Seats {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Gives an agency a seat; answers its id. @throws {NotFound} @throws {Forbidden} @throws {Invalid} @throws {CouncilDissolved} @throws {SeatTaken} */
  async give(actor: Member, councilId: string, input: SeatInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await this.openCouncil(sql, actor, councilId);
        requireTerm(input.fromOn, input.untilOn);
        await requireAgency(sql, input.agencyId);
        if (await sits(sql, councilId, input)) throw new SeatTaken();
        const id = newId();
        await sql.query(
          `INSERT INTO portal.council_seat (id, council_id, agency_id, role, from_on, until_on, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, councilId, input.agencyId, input.role, input.fromOn, input.untilOn, actor.accountId],
        );
        await fill(sql, actor, { id, councilId, agencyId: input.agencyId }, input.fromOn, input.holder);
        await this.note(tx, actor, id, 'give', { council: councilId, role: input.role });
        return id;
      }),
    );
  }

  /** Changes the part and the last day of a seat. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid} @throws {CouncilDissolved} */
  async change(
    actor: Member,
    councilId: string,
    seatId: string,
    seenVersion: number,
    { role, untilOn }: { role: SeatRole; untilOn: string | null },
  ): Promise<void> {
    await this.withSeat(actor, councilId, seatId, seenVersion, async (tx, sql, seat) => {
      requireTerm(seat.fromOn, untilOn);
      await sql.query(
        'UPDATE portal.council_seat SET role = $2, until_on = $3, version = version + 1 WHERE id = $1',
        [seatId, role, untilOn],
      );
      await this.note(tx, actor, seatId, 'change', { role });
    });
  }

  /**
   * Lets somebody else fill the seat from a day on; who filled it before stays on record.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid} @throws {CouncilDissolved}
   */
  async fill(
    actor: Member,
    councilId: string,
    seatId: string,
    seenVersion: number,
    { fromOn, ...holder }: HolderInput & { fromOn: string },
  ): Promise<void> {
    await this.withSeat(actor, councilId, seatId, seenVersion, async (tx, sql, seat) => {
      const [now] = await sql.query<{ id: string; fromOn: string }>(
        `SELECT id, from_on::text AS "fromOn" FROM portal.seat_holder WHERE seat_id = $1 AND until_on IS NULL`,
        [seatId],
      );
      if (fromOn < seat.fromOn || (now && fromOn < now.fromOn)) throw new Invalid([tooEarly]);
      // On the same day it is the same person, written rightly.
      if (now && now.fromOn === fromOn)
        await sql.query(
          'UPDATE portal.seat_holder SET name = $2, post = $3, email = $4, account_id = NULL WHERE id = $1',
          [now.id, holder.name, holder.post, holder.email],
        );
      else {
        if (now)
          await sql.query('UPDATE portal.seat_holder SET until_on = $2::date - 1 WHERE id = $1', [
            now.id,
            fromOn,
          ]);
        await fill(sql, actor, { id: seatId, councilId, agencyId: seat.agencyId }, fromOn, holder);
      }
      await sql.query('UPDATE portal.council_seat SET version = version + 1 WHERE id = $1', [seatId]);
      await this.note(tx, actor, seatId, 'fill');
    });
  }

  private async openCouncil(sql: SqlTx, actor: Member, councilId: string): Promise<void> {
    const council = await keptCouncil(sql, actor, councilId);
    if (council.dissolvedOn) throw new CouncilDissolved();
  }

  private async withSeat(
    actor: Member,
    councilId: string,
    seatId: string,
    seenVersion: number,
    work: (tx: Tx, sql: SqlTx, seat: { agencyId: string; fromOn: string }) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await this.openCouncil(sql, actor, councilId);
      const [seat] = await sql.query<{ agencyId: string; fromOn: string; version: number }>(
        `SELECT agency_id AS "agencyId", from_on::text AS "fromOn", version FROM portal.council_seat
         WHERE id = $1 AND council_id = $2 FOR UPDATE`,
        [seatId, councilId],
      );
      if (!seat) throw new NotFound();
      if (seat.version !== seenVersion) throw new Stale(seat.version);
      await work(tx, sql, seat);
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `council_seat.${verb}`,
      objectType: 'council_seat',
      objectId: id,
      details,
    });
  }
}

const tooEarly = {
  field: 'fromOn',
  label: '交代の日',
  detail: '交代の日: 前の人が委員になった日より後の日付にしてください。',
};

/** Whether this very person has a seat of this agency already. */
async function sits(sql: SqlTx, councilId: string, { agencyId, holder }: SeatInput): Promise<boolean> {
  const found = await sql.query(
    `SELECT FROM portal.council_seat s JOIN portal.seat_holder h ON h.seat_id = s.id AND h.until_on IS NULL
     WHERE s.council_id = $1 AND s.agency_id = $2 AND h.name = $3 AND s.until_on IS NULL`,
    [councilId, agencyId, holder.name],
  );
  return found.length > 0;
}

async function fill(
  sql: SqlTx,
  actor: Member,
  seat: { id: string; councilId: string; agencyId: string },
  fromOn: string,
  { name, post, email }: HolderInput,
): Promise<void> {
  await sql.query(
    `INSERT INTO portal.seat_holder (id, seat_id, council_id, agency_id, name, post, email, from_on, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), seat.id, seat.councilId, seat.agencyId, name, post, email, fromOn, actor.accountId],
  );
}

async function requireAgency(sql: SqlTx, agencyId: string): Promise<void> {
  const found = await sql.query(`SELECT FROM portal.agency WHERE id = $1 AND status <> 'closed'`, [agencyId]);
  if (found.length === 0)
    throw new Invalid([{ field: 'agencyId', label: '機関', detail: '機関: 一覧から選択してください。' }]);
}

function requireTerm(fromOn: string, untilOn: string | null): void {
  if (untilOn === null || untilOn >= fromOn) return;
  throw new Invalid([
    { field: 'untilOn', label: '任期の終わり', detail: '任期の終わり: 始まりの日以後の日付にしてください。' },
  ]);
}
