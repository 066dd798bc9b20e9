import { Injectable } from '@nestjs/common';
import { Database, prepared, type SessionHolder, type Tx } from '#libs/platform';
import { overBudget } from './audit.budget.js';

/** Who acts: the database takes the account and agency from the live session, the request adds where it came from. */
export interface AuditedActor extends SessionHolder {
  readonly requestId: string;
  readonly ip: string;
}

/** One thing done or refused. `details` holds codes, states and field names, never values about a person. */
export interface AuditedAct {
  /** subject.verb, for example referral.accept. */
  readonly action: string;
  readonly objectType?: string;
  readonly objectId?: string;
  /** The person whom it concerns. */
  readonly subjectId?: string;
  /** The agency that keeps this person's record, and so may see who looked. */
  readonly ownerAgencyId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the audit. An act, sensitive reads included, is recorded in the transaction in which it happens. Where readings and
 * exports are written down they are counted, too: one too many is refused, and does not happen.
 */
@Injectable()
export class Audit {
  constructor(private readonly db: Database) {}

  /**
   * Records an act in its own transaction `tx`: both are kept, or neither.
   * @throws {TooManyRead} @throws {TooManyExported} for a reading beyond the budget.
   */
  async record(tx: Tx, actor: AuditedActor, act: AuditedAct): Promise<void> {
    await append(tx, actor, 'done', act);
  }

  /** Records a refusal. The refused transaction is rolled back, so this one is its own. */
  async refused(actor: AuditedActor, act: AuditedAct): Promise<void> {
    await this.db.transaction(actor, (tx) => append(tx, actor, 'denied', act));
  }
}

const appended = { name: 'audit.append', sql: 'SELECT audit.append($1, $2, $3, $4, $5, $6, $7, $8, $9)' };

async function append(
  tx: Tx,
  actor: AuditedActor,
  outcome: 'done' | 'denied',
  act: AuditedAct,
): Promise<void> {
  const values = [
    act.action,
    outcome,
    act.objectType ?? null,
    act.objectId ?? null,
    act.subjectId ?? null,
    act.ownerAgencyId ?? null,
    act.details ?? {},
    actor.requestId,
    actor.ip,
  ];
  try {
    await prepared(tx, appended, values);
  } catch (failure) {
    throw overBudget(failure) ?? failure;
  }
}
