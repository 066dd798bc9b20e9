import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Conflict,
  Database,
  type DataKey,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  offsetOf,
  once,
  type OnceKey,
  type Page,
  type PageRequest,
  type Place,
  Stale,
  type Tx,
} from '#libs/platform';
import { Charge, PeopleQueries, requireOpenPerson, requireOwnPerson } from '#libs/people';
import { PersonNames } from '../person-names.js';
import { addMonths } from '../term/months.js';
import {
  type CheckUpKind,
  monitoringMonths,
  type ReachedWay,
  type Situation,
  usualUnheardMonths,
} from './check-up.codes.js';

/** How somebody was found to be. */
export interface CheckUpInput {
  readonly on: string;
  readonly reached: ReachedWay;
  readonly situation: Situation;
  readonly note: string;
  /** The day of the next check; none when nothing more is planned. */
  readonly nextOn: string | null;
}

/** A check, planned or done. */
export interface CheckUpRecord {
  readonly id: string;
  /** Null for somebody whom another agency has handed over: what is known of them stands in the referral. */
  readonly personId: string | null;
  readonly personName: string | null;
  readonly personNumber: number | null;
  readonly kind: CheckUpKind;
  readonly dueOn: string;
  /** Moved: the agency that is in charge now asks. */
  readonly state: 'open' | 'done' | 'dropped' | 'moved';
  readonly isLate: boolean;
  readonly referral: { readonly id: string; readonly number: string } | null;
  readonly reached: ReachedWay | null;
  readonly situation: Situation | null;
  readonly note: string;
  readonly doneOn: string | null;
  readonly doneBy: string | null;
  readonly inCharge: string | null;
  /** The usual day of a check that follows this one. */
  readonly nextOn: string | null;
  readonly version: number;
}

/** Which of the checks that were done are wanted. */
export interface DoneFilter {
  /** The own people, or those whom other agencies have handed over. */
  readonly whose: 'own' | 'handed' | null;
  readonly situation: Situation | null;
}

/** The check was done or dropped before (409). */
export class CheckUpOver extends Conflict {
  constructor() {
    super('check_up.over', 'この確認は記録済みか、取りやめになっています。画面を読み込み直してください。');
  }
}

interface CheckUpRow extends Omit<CheckUpRecord, 'personName' | 'isLate' | 'referral' | 'note' | 'nextOn'> {
  referralId: string | null;
  number: string | null;
  note: Buffer | null;
  lineId: string | null;
  subjectId: string | null;
  packageVersion: number | null;
}

/** Whom a check is about: one of the own people, or somebody of a line that has been handed over. */
interface About {
  readonly personId: string | null;
  readonly referralId: string | null;
  readonly lineId: string | null;
}

const notePlace = (id: string): Place => ({ table: 'check_up', column: 'note', row: id });

/** 定着確認: asking after people whom a referral has brought somewhere. */
@Injectable()
export class CheckUps {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly names: PersonNames,
    private readonly charge: Charge,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The open checks of the own agency that are due until a day, or everything about one person. */
  async list(actor: Member, wanted: { dueUntil?: string; personId?: string } = {}): Promise<CheckUpRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { dueUntil = null, personId = null } = wanted;
      if (personId) await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<CheckUpRow[]>(
        `${columns} WHERE c.agency_id = $1
           AND CASE WHEN $3::uuid IS NULL THEN c.state = 'open' AND (c.person_id IS NULL OR p.status = 'open') AND c.due_on <= coalesce($2::date, c.due_on)
             ELSE c.person_id = $3 END
         ORDER BY c.state = 'open' DESC, c.due_on, p.number, c.id LIMIT 500`,
        [actor.agencyId, dueUntil, personId],
      );
      await this.noteList(tx, actor, rows);
      return this.records(tx, actor, rows);
    });
  }

  /** What the own agency has found and written down, the newest first: of its own people, and of those handed over to it. */
  async done(actor: Member, filter: DoneFilter, request: PageRequest): Promise<Page<CheckUpRecord>> {
    const { page, perPage } = request;
    const where = `c.agency_id = $1 AND c.state = 'done' AND p.status IS DISTINCT FROM 'erased'
      AND ($2::text IS NULL OR (c.person_id IS NOT NULL) = ($2 = 'own')) AND ($3::text IS NULL OR c.situation = $3)`;
    const values = [actor.agencyId, filter.whose, filter.situation];
    return this.db.transaction(actor, async (tx) => {
      const [counted] = await tx.query<{ total: number }[]>(
        `SELECT count(*)::int AS total FROM portal.check_up c LEFT JOIN portal.person p ON p.id = c.person_id WHERE ${where}`,
        values,
      );
      const rows = await tx.query<CheckUpRow[]>(
        `${columns} WHERE ${where} ORDER BY c.done_on DESC, c.id DESC LIMIT $4 OFFSET $5`,
        [...values, perPage, offsetOf(request)],
      );
      await this.noteList(tx, actor, rows);
      return { items: await this.records(tx, actor, rows), page, perPage, total: counted?.total ?? 0 };
    });
  }

  /** One check. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<CheckUpRecord> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<CheckUpRow[]>(`${columns} WHERE c.id = $1 AND c.agency_id = $2`, [
        id,
        actor.agencyId,
      ]);
      const [record] = await this.records(tx, actor, rows);
      if (!record) throw new NotFound();
      return record;
    });
  }

  /** Plans a check of one of the own people; answers its id. @throws {NotFound} @throws {PersonNotOpen} @throws {Invalid} */
  async plan(actor: Member, personId: string, dueOn: string, request: OnceKey): Promise<string> {
    this.requireAhead('dueOn', dueOn);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOpenPerson(tx, actor, personId);
        return this.add(tx, actor, { personId, referralId: null, lineId: null }, 'own', dueOn);
      }),
    );
  }

  /**
   * Writes down how the person was found to be; whoever was reached has been heard of on that day, and the next check is
   * planned.
   * @throws {NotFound} @throws {CheckUpOver} @throws {Stale} @throws {Invalid}
   */
  async record(actor: Member, id: string, input: CheckUpInput, seenVersion: number): Promise<void> {
    if (input.on > this.clock.today()) {
      const detail = '今日までの日付にしてください。';
      throw new Invalid([{ field: 'on', label: '確認した日', detail }]);
    }
    if (input.nextOn) this.requireAhead('nextOn', input.nextOn);
    await this.db.transaction(actor, async (tx) => {
      const about = await locked(tx, actor, id, seenVersion);
      const { personId } = about;
      const note =
        input.note === ''
          ? null
          : (await this.keyFor(tx, actor, id, personId)).seal(notePlace(id), input.note);
      await tx.query(
        `UPDATE portal.check_up SET state = 'done', done_on = $2, done_by = $3, reached = $4, situation = $5, note = $6,
           version = version + 1 WHERE id = $1`,
        [id, input.on, actor.accountId, input.reached, input.situation, note],
      );
      if (personId && input.reached !== 'not_reached')
        await this.charge.heardOf(tx, actor, personId, input.on);
      if (input.nextOn) await this.add(tx, actor, about, 'monitoring', input.nextOn);
      await this.note(tx, actor, 'record', id, personId);
    });
  }

  /** Somebody need not be asked any more. @throws {NotFound} @throws {CheckUpOver} @throws {Stale} */
  async drop(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { personId } = await locked(tx, actor, id, seenVersion);
      await tx.query(`UPDATE portal.check_up SET state = 'dropped', version = version + 1 WHERE id = $1`, [
        id,
      ]);
      await this.note(tx, actor, 'drop', id, personId);
    });
  }

  /** After how many months without a word the own agency looks for somebody. */
  async unheardMonths(actor: Member): Promise<{ months: number; version: number }> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ months: number; version: number }[]>(
        'SELECT unheard_months AS months, version FROM portal.check_up_setting WHERE agency_id = $1',
        [actor.agencyId],
      );
      return row ?? { months: usualUnheardMonths, version: 0 };
    });
  }

  /** @throws {Stale} */
  async setUnheardMonths(actor: Member, months: number, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ version: number }[]>(
        'SELECT version FROM portal.check_up_setting WHERE agency_id = $1 FOR UPDATE',
        [actor.agencyId],
      );
      if ((row?.version ?? 0) !== seenVersion) throw new Stale(row?.version ?? 0);
      await tx.query(
        `INSERT INTO portal.check_up_setting (agency_id, unheard_months) VALUES ($1, $2)
         ON CONFLICT (agency_id) DO UPDATE SET unheard_months = $2, version = check_up_setting.version + 1`,
        [actor.agencyId, months],
      );
      await this.audit.record(tx, actor, {
        action: 'check_up.set',
        ownerAgencyId: actor.agencyId,
        details: { months },
      });
    });
  }

  private async add(
    tx: Tx,
    actor: Member,
    { personId, referralId, lineId }: About,
    kind: CheckUpKind,
    dueOn: string,
  ): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO portal.check_up (id, agency_id, person_id, referral_id, line_id, kind, due_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, actor.agencyId, personId, referralId, lineId, kind, dueOn],
    );
    await this.note(tx, actor, 'plan', id, personId);
    return id;
  }

  private async records(tx: Tx, actor: Member, rows: readonly CheckUpRow[]): Promise<CheckUpRecord[]> {
    const own = await this.people.namesOf(
      tx,
      actor.agencyId,
      rows.flatMap(({ personId }) => personId ?? []),
    );
    const handed = await this.names.ofReferrals(
      tx,
      actor,
      rows.flatMap(({ personId, subjectId, referralId, packageVersion }) =>
        personId === null && subjectId && referralId
          ? [{ id: referralId, personId: subjectId, packageVersion }]
          : [],
      ),
    );
    const keys = await this.dataKeys.of(
      tx,
      rows.map(({ id, personId }) => personId ?? id),
    );
    const today = this.clock.today();
    return rows.map(({ referralId, number, note, ...row }) => ({
      ...row,
      personName: (row.personId ? own.get(row.personId) : handed.get(referralId ?? '')) ?? null,
      isLate: row.state === 'open' && row.dueOn < today,
      referral: referralId && number ? { id: referralId, number } : null,
      note: keys.get(row.personId ?? row.id)?.openOptional(notePlace(row.id), note) ?? '',
      nextOn:
        row.kind === 'monitoring' || row.kind === 'month_12' ? addMonths(today, monitoringMonths) : null,
    }));
  }

  /**
   * A note about one of the own people is sealed like their record. One about somebody of another agency has a key of its own:
   * what the source erases takes nothing with it that others wrote.
   */
  private keyFor(tx: Tx, actor: Member, id: string, personId: string | null): Promise<DataKey> {
    return personId ? this.dataKeys.one(tx, personId) : this.dataKeys.create(tx, id, actor.agencyId);
  }

  private requireAhead(field: string, day: string): void {
    if (day >= this.clock.today()) return;
    const detail = '今日からの日付にしてください。';
    throw new Invalid([{ field, label: field === 'nextOn' ? '次の確認日' : '確認日', detail }]);
  }

  private async noteList(tx: Tx, actor: Member, rows: readonly CheckUpRow[]): Promise<void> {
    await this.audit.record(tx, actor, {
      action: 'check_up.list',
      ownerAgencyId: actor.agencyId,
      details: { shown: [...new Set(rows.map((row) => row.personId ?? row.referralId))] },
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    what: string,
    id: string,
    personId: string | null,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `check_up.${what}`,
      objectType: 'check_up',
      objectId: id,
      ...(personId ? { subjectId: personId } : {}),
      ownerAgencyId: actor.agencyId,
    });
  }
}

const columns = `SELECT c.id, c.person_id AS "personId", p.number AS "personNumber", c.kind, c.due_on::text AS "dueOn", c.state,
    c.referral_id AS "referralId", r.number, c.reached, c.situation, c.note, c.done_on::text AS "doneOn", d.name AS "doneBy",
    a.name AS "inCharge", c.version, c.line_id AS "lineId", l.person_id AS "subjectId", l.package_version AS "packageVersion"
  FROM portal.check_up c LEFT JOIN portal.person p ON p.id = c.person_id
  LEFT JOIN portal.referral r ON r.id = c.referral_id LEFT JOIN portal.referral_line l ON l.id = c.line_id
  LEFT JOIN portal.account d ON d.id = c.done_by LEFT JOIN portal.account a ON a.id = p.in_charge`;

async function locked(tx: Tx, actor: Member, id: string, seenVersion: number): Promise<About> {
  const [row] = await tx.query<(About & { state: string; version: number })[]>(
    `SELECT person_id AS "personId", referral_id AS "referralId", line_id AS "lineId", state, version FROM portal.check_up WHERE id = $1 AND agency_id = $2 FOR UPDATE`,
    [id, actor.agencyId],
  );
  if (!row) throw new NotFound();
  if (row.state !== 'open') throw new CheckUpOver();
  if (row.version !== seenVersion) throw new Stale(row.version);
  return row;
}
