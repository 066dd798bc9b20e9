import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  type FieldProblem,
  Invalid,
  newId,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { checkedEntry } from '../entry/entry.check.js';
import { changesBetween, type FieldChange } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { readEntryNames } from '../entry/entry.names.js';
import { WrongAgencyState } from './entry.errors.js';
import { isSecretariat } from './entry.policy.js';
import { applyEntryChange, recordEntryChange } from './entry-change.recording.js';
import { fieldsOf, keptEntry, mustWait } from './entry-submission.js';

/** Closed for a time: from a day, until a day where that is known. */
export interface Suspension {
  readonly from: string;
  readonly until?: string | null;
  readonly note?: string | null;
}

/** Closed for good: from a day, with who carries on where somebody does. */
export interface Closing {
  readonly on: string;
  readonly successorId?: string | null;
  readonly note?: string | null;
}

/** A new place: from a day. */
export interface Moving {
  readonly on: string;
  readonly note?: string | null;
  /** What changes with the place, as in the form: address, area, phone, … */
  readonly place: Readonly<Record<string, unknown>>;
}

/** What changes with a place. */
export const placeFields = [
  'area',
  'postalCode',
  'address',
  'accessNote',
  'latitude',
  'longitude',
  'phone',
  'fax',
] as const;

interface Step {
  readonly on: string;
  readonly changes: FieldChange[];
  readonly note?: string | null;
  readonly batchId: string;
}

type State = Pick<Entry, 'status' | 'statusFrom' | 'statusUntil' | 'statusNote' | 'successorId'>;
const inOperation: State = {
  status: 'active',
  statusFrom: null,
  statusUntil: null,
  statusNote: null,
  successorId: null,
};

/**
 * What becomes of an agency: closed for a time, closed for good, merged, moved, open again. At once, or announced for a
 * day that a worker watches for. It never waits for approval: whoever is closed is closed. A move does, like every address
 * and every telephone number.
 */
@Injectable()
export class AgencyStatus {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid} @throws {WrongAgencyState} */
  async suspend(actor: Member, agencyId: string, seen: number, input: Suspension): Promise<void> {
    const { from, until = null, note = null } = input;
    const today = this.clock.today();
    refuseAny([
      ...dayProblem(
        until !== null && until < from,
        'until',
        '休止の最後の日',
        '最初の日と同じか、そのあとの日',
      ),
      ...dayProblem(until !== null && until < today, 'until', '休止の最後の日', '今日か、これからの日'),
    ]);
    await this.keep(actor, agencyId, seen, 'suspend', async (tx, entry) => {
      if (entry.status === 'closed') throw new WrongAgencyState('この機関は、すでに閉所しています。');
      const suspended: State = {
        ...inOperation,
        status: 'suspended',
        statusFrom: from,
        statusUntil: until,
        statusNote: note,
      };
      const steps = [{ on: from, to: suspended }];
      if (until !== null) steps.push({ on: dayAfter(until), to: inOperation });
      return this.plan(tx, actor, entry, steps);
    });
  }

  /** @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid} @throws {WrongAgencyState} */
  async close(actor: Member, agencyId: string, seen: number, input: Closing): Promise<void> {
    const { on, successorId = null, note = null } = input;
    await this.keep(actor, agencyId, seen, 'close', async (tx, entry) => {
      if (entry.status === 'closed') throw new WrongAgencyState('この機関は、すでに閉所しています。');
      if (successorId !== null) await requireSuccessor(tx, entry, successorId);
      const closed: State = {
        ...inOperation,
        status: 'closed',
        statusFrom: on,
        statusNote: note,
        successorId,
      };
      return this.plan(tx, actor, entry, [{ on, to: closed }]);
    });
  }

  /** @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {WrongAgencyState} */
  async reopen(actor: Member, agencyId: string, seen: number): Promise<void> {
    await this.keep(actor, agencyId, seen, 'reopen', async (tx, entry) => {
      if (entry.status === 'active') throw new WrongAgencyState('この機関は、いま活動しています。');
      return this.plan(tx, actor, entry, [{ on: this.clock.today(), to: inOperation }]);
    });
  }

  /** @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid} @throws {WrongAgencyState} */
  async move(actor: Member, agencyId: string, seen: number, { on, note, place }: Moving): Promise<void> {
    await this.keep(actor, agencyId, seen, 'move', async (tx, entry) => {
      if (entry.status === 'closed') throw new WrongAgencyState('この機関は、すでに閉所しています。');
      const names = await readEntryNames(tx);
      const today = this.clock.today();
      const moved = checkedEntry(entry, place, { isSecretariat: isSecretariat(actor), names, today });
      const changes = changesBetween(entry, moved);
      const other = changes.find(({ path }) => !(placeFields as readonly string[]).includes(path));
      const moves = changes.some(({ path }) => path === 'address' || path === 'area');
      refuseAny([
        ...dayProblem(!moves, 'address', '新しい所在地', 'いまと違う所在地'),
        ...dayProblem(other !== undefined, other?.path ?? '', '移転', '所在地と連絡先の項目だけ'),
      ]);
      await giveUpPlans(tx, actor, agencyId, 'address');
      const move = { on, changes, note, batchId: newId() };
      if (await mustWait(tx, actor)) return this.letWait(tx, actor, entry, move);
      return this.make(tx, actor, entry, move);
    });
  }

  /**
   * Gives up everything that was announced; whoever is closed for a time is so until further notice.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale}
   */
  async callOff(actor: Member, agencyId: string, seen: number): Promise<void> {
    await this.keep(actor, agencyId, seen, 'callOff', async (tx, entry) => {
      await giveUpPlans(tx, actor, agencyId, 'status', 'address');
      const changes = changesBetween(entry, { ...entry, statusUntil: null });
      if (changes.length > 0) await applyEntryChange(tx, { agencyId, kind: 'status', changes, by: actor });
      return changes;
    });
  }

  private async keep(
    actor: Member,
    agencyId: string,
    seen: number,
    verb: string,
    work: (tx: SqlTx, entry: Entry) => Promise<readonly FieldChange[]>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx: Tx) => {
      const entry = await keptEntry(tx, actor, agencyId);
      if (entry.version !== seen) throw new Stale(entry.version);
      const changes = await work(plainSql(tx), entry);
      await this.audit.record(tx, actor, {
        action: `agency.${verb}`,
        objectType: 'agency',
        objectId: agencyId,
        details: { fields: fieldsOf(changes) },
      });
    });
  }

  /** What was planned before about the state gives way. */
  private async plan(
    tx: SqlTx,
    actor: Member,
    entry: Entry,
    steps: readonly { on: string; to: State }[],
  ): Promise<FieldChange[]> {
    await giveUpPlans(tx, actor, entry.id, 'status');
    const batchId = newId();
    let now = entry;
    const all: FieldChange[] = [];
    for (const { on, to } of steps) {
      const next = { ...now, ...to };
      const changes = changesBetween(now, next);
      all.push(...(await this.make(tx, actor, entry, { on, changes, note: null, batchId })));
      now = next;
    }
    return all;
  }

  private async make(tx: SqlTx, actor: Member, { id: agencyId }: Entry, step: Step): Promise<FieldChange[]> {
    const { on, changes, note = null, batchId } = step;
    const change = { agencyId, kind: 'status' as const, changes, by: actor, note, batchId };
    if (changes.length === 0) return [];
    if (on <= this.clock.today()) await applyEntryChange(tx, change);
    else await recordEntryChange(tx, change, 'planned', on);
    return changes;
  }

  /** Once it is approved it is made, or planned for its day. */
  private async letWait(
    tx: SqlTx,
    actor: Member,
    { id: agencyId }: Entry,
    { on, ...step }: Step,
  ): Promise<FieldChange[]> {
    const change = { ...step, agencyId, kind: 'status' as const, by: actor };
    const effectiveOn = on <= this.clock.today() ? null : on;
    const changeId = await recordEntryChange(tx, change, 'waiting', effectiveOn);
    await new Outbox().add({ query: (sql, values) => tx.query(sql, values) }, 'entry.waiting', {
      changeId,
      agencyId,
    });
    return step.changes;
  }
}

/** @throws {Invalid} for one that is not there, closed itself, or carried on by the very agency. */
async function requireSuccessor(tx: SqlTx, entry: Entry, successorId: string): Promise<void> {
  const line = await tx.query<{ id: string; status: string }>(
    `WITH RECURSIVE line AS (
       SELECT id, status, successor_id, 0 AS step FROM portal.agency WHERE id = $1
       UNION ALL SELECT a.id, a.status, a.successor_id, l.step + 1 FROM portal.agency a JOIN line l ON a.id = l.successor_id
       WHERE l.step < 20)
     SELECT id, status FROM line ORDER BY step`,
    [successorId],
  );
  const isFit = line[0] && line[0].status !== 'closed' && !line.some(({ id }) => id === entry.id);
  refuseAny(dayProblem(!isFit, 'successorId', '引き継ぐ機関', '活動している、ほかの機関'));
}

/** Of a move also what still waits for approval. */
async function giveUpPlans(tx: SqlTx, actor: Member, agencyId: string, ...paths: string[]): Promise<void> {
  await tx.query(
    `UPDATE portal.entry_change c SET state = 'withdrawn', decided_by = $2, decided_by_name = $3, decided_at = now()
     WHERE agency_id = $1 AND (state = 'planned' OR state = 'waiting' AND kind = 'status') AND EXISTS (
       SELECT FROM jsonb_array_elements(c.changes) e
       WHERE CASE WHEN 'status' = ANY ($4::text[]) AND e ->> 'path' LIKE 'status%' THEN true
                  ELSE 'address' = ANY ($4::text[]) AND e ->> 'path' NOT LIKE 'status%' AND e ->> 'path' <> 'successorId' END)`,
    [agencyId, actor.accountId, actor.accountName, paths],
  );
}

function dayProblem(isWrong: boolean, field: string, label: string, expected: string): FieldProblem[] {
  return isWrong ? [{ field, label, detail: `${label}: ${expected}を指定してください。` }] : [];
}

function refuseAny(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Invalid(problems);
}

/** The next calendar day. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
