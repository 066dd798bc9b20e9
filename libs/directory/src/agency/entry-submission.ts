import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Forbidden, NotFound, Outbox, plainSql, type SqlTx, type Tx } from '#libs/platform';
import { type FieldChange } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { readDirectorySettings } from './directory-settings.js';
import { isSecretariat, mayKeepEntry } from './entry.policy.js';
import {
  applyEntryChange,
  type EntryChangeState,
  lockedEntry,
  type NewEntryChange,
  recordEntryChange,
} from './entry-change.recording.js';

/** What became of what was handed in: made at once, or waiting for the secretariat. */
export interface Submitted {
  readonly id: string;
  readonly state: Extract<EntryChangeState, 'applied' | 'waiting'>;
}

/**
 * The entry that the actor keeps, locked until the end of the transaction.
 * @throws {NotFound} @throws {Forbidden}
 */
export async function keptEntry(tx: Tx, actor: Member, agencyId: string): Promise<Entry> {
  await requireKeeper(tx, actor, agencyId);
  const entry = await lockedEntry(plainSql(tx), agencyId);
  if (!entry) throw new NotFound();
  return entry;
}

/** @throws {NotFound} for no agency. @throws {Forbidden} for one that the actor does not keep. */
export async function requireKeeper(tx: Tx, actor: Member, agencyId: string): Promise<void> {
  const [there] = await tx.query<unknown[]>('SELECT id FROM portal.agency WHERE id = $1', [agencyId]);
  if (!there) throw new NotFound();
  if (!mayKeepEntry(actor, agencyId)) throw new Forbidden();
}

/** Whether the secretariat approves what this keeper changes before it is made. */
export async function mustWait(tx: SqlTx, actor: Member): Promise<boolean> {
  return !isSecretariat(actor) && (await readDirectorySettings(tx)).approval;
}

/** Makes what keepers hand in, or lets it wait where the network wants to see what agencies change. */
@Injectable()
export class EntrySubmission {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** The entry is locked and the change is checked. An edit that still waits gives way to a newer one, which holds it. */
  async submit(tx: Tx, actor: Member, change: Omit<NewEntryChange, 'by'>): Promise<Submitted> {
    const sql = plainSql(tx);
    const made = { ...change, by: actor };
    const waits = await mustWait(sql, actor);
    if (change.kind === 'edit' && !isSecretariat(actor)) await giveUpWaiting(sql, change.agencyId, actor);
    const id = waits
      ? await recordEntryChange(sql, made, 'waiting', null)
      : await applyEntryChange(sql, made);
    const { agencyId } = change;
    if (waits) await this.outbox.add(tx, 'entry.waiting', { changeId: id, agencyId });
    const state = waits ? 'waiting' : 'applied';
    await this.audit.record(tx, actor, {
      action: `entry.${change.kind}`,
      objectType: 'agency',
      objectId: agencyId,
      details: { change: id, state, fields: fieldsOf(change.changes) },
    });
    return { id, state };
  }
}

/** Names of fields, each once: the audit holds no values and needs no ids of rows. */
export function fieldsOf(changes: readonly FieldChange[]): string[] {
  const names = changes.map(({ path }) => {
    const [first, id, field] = path.split('/');
    return first === 'visibility' ? [first, id] : [first, field].filter(Boolean);
  });
  return [...new Set(names.map((steps) => steps.join('/')))].slice(0, 100);
}

async function giveUpWaiting(sql: SqlTx, agencyId: string, actor: Member): Promise<void> {
  await sql.query(
    `UPDATE portal.entry_change
     SET state = 'withdrawn', decided_by = $2, decided_by_name = $3, decided_at = now(),
         decision_note = '新しい変更に置き換わりました。'
     WHERE agency_id = $1 AND state = 'waiting' AND kind = 'edit'`,
    [agencyId, actor.accountId, actor.accountName],
  );
}
