import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Tx,
} from '#libs/platform';
import { requireOwnPerson } from '../own-person.js';
import { selfCheckPlace } from './own-sheet.places.js';
import {
  type SelfCheckCompanion,
  selfCheckItemCodes,
  selfCheckItems,
  type SelfCheckItem,
  type SelfCheckLevel,
  selfCheckLevels,
} from './self-check.items.js';

/** How the person saw it on one day. */
export interface SelfCheckInput {
  readonly checkedOn: string;
  readonly with: SelfCheckCompanion;
  readonly levels: Readonly<Partial<Record<SelfCheckItem, SelfCheckLevel>>>;
  readonly note: string;
}

/** One entry of the series. */
export interface SelfCheckRecord extends SelfCheckInput {
  readonly id: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** The series of the self-check: one entry each time, never changed; one that was wrong is struck out. */
@Injectable()
export class SelfChecks {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry; answers its id. @throws {NotFound} @throws {Invalid} for a day to come, or without any answer. */
  async add(actor: Member, personId: string, input: SelfCheckInput, request: OnceKey): Promise<string> {
    this.requireSense(input);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId);
        const id = newId();
        const key = await this.dataKeys.one(tx, personId);
        const { checkedOn, ...said } = input;
        await tx.query(
          `INSERT INTO portal.self_check (id, person_id, agency_id, checked_on, body, created_by)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [
            id,
            personId,
            actor.agencyId,
            checkedOn,
            key.seal(selfCheckPlace(id), JSON.stringify(said)),
            actor.accountId,
          ],
        );
        await this.record(tx, actor, personId, 'self_check.add', { selfCheck: id });
        return id;
      }),
    );
  }

  /** Strikes out an entry that was written by mistake. @throws {NotFound} */
  async strike(actor: Member, personId: string, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const [rows] = (await tx.query(
        `UPDATE portal.self_check SET struck_at = now(), struck_by = $3
         WHERE id = $1 AND person_id = $2 AND struck_at IS NULL RETURNING id`,
        [id, personId, actor.accountId],
      )) as [unknown[], number];
      if (rows.length === 0) throw new NotFound();
      await this.record(tx, actor, personId, 'self_check.strike', { selfCheck: id });
    });
  }

  /** The series, the oldest first. @throws {NotFound} */
  async ofPerson(actor: Member, personId: string): Promise<SelfCheckRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      await this.record(tx, actor, personId, 'self_check.list');
      return this.read(tx, personId);
    });
  }

  /** The same without an audit entry, for a command of the agency that writes its own. */
  async read(tx: Tx, personId: string): Promise<SelfCheckRecord[]> {
    const rows = await tx.query<
      { id: string; checkedOn: string; body: Buffer; createdAt: Date; createdBy: string }[]
    >(
      `SELECT s.id, s.checked_on::text AS "checkedOn", s.body, s.created_at AS "createdAt", a.name AS "createdBy"
       FROM portal.self_check s JOIN portal.account a ON a.id = s.created_by
       WHERE s.person_id = $1 AND s.struck_at IS NULL ORDER BY s.checked_on, s.created_at`,
      [personId],
    );
    if (rows.length === 0) return [];
    const key = await this.dataKeys.one(tx, personId);
    return rows.map(({ body, ...row }) => ({
      ...row,
      ...(JSON.parse(key.open(selfCheckPlace(row.id), body)) as Omit<SelfCheckInput, 'checkedOn'>),
    }));
  }

  private requireSense({ checkedOn, levels }: SelfCheckInput): void {
    if (checkedOn > this.clock.today()) {
      const detail = '今日までの日付にしてください。';
      throw new Invalid([{ field: 'checkedOn', label: '振り返った日', detail }]);
    }
    if (Object.keys(levels).length > 0) return;
    const detail = '1つ以上の項目を選んでください。';
    throw new Invalid([{ field: 'levels', label: '振り返り', detail }]);
  }

  private async record(
    tx: Tx,
    actor: Member,
    personId: string,
    action: string,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

/** An entry as one line of text. */
export function checkText({ levels, note }: Pick<SelfCheckInput, 'levels' | 'note'>): string {
  const said = selfCheckItemCodes.flatMap((code) => {
    const level = levels[code];
    return level ? [`${selfCheckItems[code]}：${selfCheckLevels[level]}`] : [];
  });
  return [said.join('、'), note].filter(Boolean).join('\n');
}
