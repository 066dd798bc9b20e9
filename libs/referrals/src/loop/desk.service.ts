import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';

/** Somebody who is away, and who looks after what they have taken. Days are YYYY-MM-DD in Japan, both included. */
export interface Absence {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly deputyId: string;
  readonly deputyName: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/** The desk of an agency: who has taken what, and who stands in for whom. */
@Injectable()
export class Desk {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a received line from the desk for a colleague, or gives it back with null.
   * @throws {NotFound} for a line that the own agency has not received. @throws {Invalid} for nobody of the own agency.
   */
  async claim(
    actor: Member,
    { referralId, lineId }: { referralId: string; lineId: string },
    accountId: string | null,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      if (accountId !== null) await requireColleague(tx, actor, accountId, 'accountId', '担当');
      const [line] = await tx.query<{ person_id: string; source_agency_id: string }[]>(
        `WITH claimed AS (UPDATE portal.referral_line SET claimed_by = $4
           WHERE id = $1 AND referral_id = $2 AND agency_id = $3 AND status <> 'queued'
           RETURNING person_id, source_agency_id)
         SELECT person_id, source_agency_id FROM claimed`,
        [lineId, referralId, actor.agencyId, accountId],
      );
      if (!line) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: accountId === null ? 'referral.release' : 'referral.claim',
        objectType: 'referral',
        objectId: referralId,
        subjectId: line.person_id,
        ownerAgencyId: line.source_agency_id,
        details: { line: lineId, ...(accountId ? { by: accountId } : {}) },
      });
    });
  }

  /** Who of the own agency is away now or will be. */
  async absences(actor: Member): Promise<Absence[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query<Absence[]>(
        `SELECT b.id, b.account_id AS "accountId", a.name, b.deputy_id AS "deputyId", d.name AS "deputyName",
           b.from_on::text AS "fromOn", b.until_on::text AS "untilOn"
         FROM portal.absence b JOIN portal.account a ON a.id = b.account_id JOIN portal.account d ON d.id = b.deputy_id
         WHERE b.agency_id = $1 AND b.until_on >= sec.today_in_japan() ORDER BY b.from_on, a.name`,
        [actor.agencyId],
      ),
    );
  }

  /** Notes an absence; answers its id. @throws {Invalid} naming every field that cannot be. */
  async away(
    actor: Member,
    input: { accountId: string; deputyId: string; fromOn: string; untilOn: string },
    request: OnceKey,
  ): Promise<string> {
    const say = (field: string, label: string, detail: string) => new Invalid([{ field, label, detail }]);
    if (input.untilOn < input.fromOn) throw say('untilOn', '不在の終わり', '始まりの日以降にしてください。');
    if (input.untilOn < this.clock.today()) throw say('untilOn', '不在の終わり', '今日以降にしてください。');
    if (input.accountId === input.deputyId)
      throw say('deputyId', '代理', '不在の人とは別の人を選んでください。');
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireColleague(tx, actor, input.accountId, 'accountId', '不在の人');
        await requireColleague(tx, actor, input.deputyId, 'deputyId', '代理');
        const id = newId();
        await tx.query(
          `INSERT INTO portal.absence (id, agency_id, account_id, deputy_id, from_on, until_on, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, actor.agencyId, input.accountId, input.deputyId, input.fromOn, input.untilOn, actor.accountId],
        );
        await this.audit.record(tx, actor, { action: 'absence.note', objectType: 'absence', objectId: id });
        return id;
      }),
    );
  }

  /** Takes an absence back. @throws {NotFound} */
  async back(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const gone = await tx.query<unknown[]>(
        'WITH gone AS (DELETE FROM portal.absence WHERE id = $1 AND agency_id = $2 RETURNING id) SELECT FROM gone',
        [id, actor.agencyId],
      );
      if (gone.length === 0) throw new NotFound();
      await this.audit.record(tx, actor, { action: 'absence.end', objectType: 'absence', objectId: id });
    });
  }
}

async function requireColleague(
  tx: Tx,
  actor: Member,
  accountId: string,
  field: string,
  label: string,
): Promise<void> {
  const known = await tx.query<unknown[]>(
    `SELECT FROM portal.membership WHERE account_id = $1 AND agency_id = $2 AND ended_at IS NULL
       AND role IN ('staff', 'acceptor', 'manager')`,
    [accountId, actor.agencyId],
  );
  if (known.length === 0)
    throw new Invalid([{ field, label, detail: '自機関で支援に関わる職員を選んでください。' }]);
}
