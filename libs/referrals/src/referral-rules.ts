import { Outbox, type SqlTx } from '#libs/platform';
import type { Attribution, ReferralMode } from './referral.codes.js';
import type { SuspendedFor } from './referral-line.entity.js';
import { type LineStanding, outcomeOf } from './referral.outcome.js';
import { type LineStatus, type LineVerb, type ReferralStatus, transitionOf } from './referral.status.js';

/** A move that follows from something else: a day has passed, an agency has closed, another agency was taken. */
export interface RuledMove {
  readonly referralId: string;
  readonly lineId: string;
  readonly verb: 'expire' | 'suspend' | 'complete' | 'cancel' | 'not_select' | 'decline' | 'redirect';
  readonly reason?: string;
  readonly attribution?: Attribution;
  readonly suspendedFor?: SuspendedFor;
}

/** A referral under its lock, as the rules see it: states and ids, nothing about anybody. */
interface HeldReferral {
  id: string;
  number: string;
  mode: ReferralMode;
  status: ReferralStatus;
  source_agency_id: string;
}

interface HeldLine extends LineStanding {
  readonly id: string;
  readonly position: number;
}

const pastOf = {
  expire: 'expired',
  suspend: 'suspended',
  complete: 'completed',
  cancel: 'cancelled',
  not_select: 'not_selected',
  decline: 'declined',
  redirect: 'redirected',
} as const;

/**
 * Moves a line without anybody's hand, in the worker's transaction, by the same table as everybody; answers whether it moved.
 * A line that is somewhere else by now stays there.
 */
export async function moveByRule(tx: SqlTx, move: RuledMove): Promise<boolean> {
  const held = await hold(tx, move.referralId);
  const line = held?.lines.find(({ id }) => id === move.lineId);
  if (!held || !line || !mayRule(move.verb, line.status)) return false;
  const target = transitionOf(move.verb).to as LineStatus;
  const after = {
    ...line,
    status: target,
    suspendedFrom: move.verb === 'suspend' ? line.status : null,
    closedAt: move.verb === 'suspend' ? line.closedAt : new Date(),
  };
  const outcome = outcomeOf(held.referral.mode, [
    ...held.lines.map((other) => (other === line ? after : other)),
    ...held.outside,
  ]);
  const moved = await tx.query<{ agency_id: string }>(
    'SELECT agency_id FROM portal.move_line_by_rule($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      line.id,
      move.verb,
      line.status,
      target,
      move.reason ?? null,
      move.attribution ?? null,
      move.suspendedFor ?? null,
      outcome,
    ],
  );
  const recipient = moved[0]?.agency_id;
  if (!recipient) return false;
  for (const tellAgencyId of [held.referral.source_agency_id, recipient])
    await announce(tx, held.referral, line.id, pastOf[move.verb], tellAgencyId);
  return true;
}

/**
 * Asks the next agency of a sequential referral when nobody is being asked; answers whether it did, or why not.
 */
export async function askNext(
  tx: SqlTx,
  referralId: string,
): Promise<'asked' | 'nobody left' | 'no consent'> {
  const held = await hold(tx, referralId);
  if (!held || held.referral.mode !== 'sequential' || held.referral.status !== 'active') return 'nobody left';
  const isAsking = held.lines.some((line) => line.status !== 'queued' && line.closedAt === null);
  const next = held.lines.find(({ status }) => status === 'queued');
  if (isAsking || !next) return 'nobody left';
  const asked = await tx.query<{ agency_id: string }>('SELECT agency_id FROM portal.ask_next($1, $2)', [
    next.id,
    'active',
  ]);
  const recipient = asked[0]?.agency_id;
  if (!recipient) {
    await announce(tx, held.referral, next.id, 'next_without_consent', held.referral.source_agency_id);
    return 'no consent';
  }
  for (const tellAgencyId of [recipient, held.referral.source_agency_id])
    await announce(
      tx,
      held.referral,
      next.id,
      tellAgencyId === recipient ? 'sent' : 'next_asked',
      tellAgencyId,
    );
  return 'asked';
}

/** Somebody outside has answered: the referral stands as all stand together, inside and outside. Answers whether it moved. */
export async function settleByRule(tx: SqlTx, referralId: string): Promise<boolean> {
  const held = await hold(tx, referralId);
  if (!held || !['active', 'matched'].includes(held.referral.status)) return false;
  const outcome = outcomeOf(held.referral.mode, [...held.lines, ...held.outside]);
  const [row] = await tx.query<{ moved: boolean }>('SELECT portal.settle_by_rule($1, $2, $3) AS moved', [
    referralId,
    held.referral.status,
    outcome,
  ]);
  return row?.moved ?? false;
}

/** Stops every open referral of an agency that rests, has closed or was taken over; nobody inherits a consent. */
export async function suspendForAgency(tx: SqlTx, agencyId: string): Promise<number> {
  const open = await tx.query<{ referral_id: string; line_id: string }>(
    'SELECT referral_id, line_id FROM sec.open_line_ids_with($1)',
    [agencyId],
  );
  let suspended = 0;
  for (const { referral_id: referralId, line_id: lineId } of open) {
    const isMoved = await moveByRule(tx, { referralId, lineId, verb: 'suspend', suspendedFor: 'agency' });
    if (isMoved) suspended += 1;
  }
  return suspended;
}

function mayRule(verb: LineVerb, status: LineStatus): boolean {
  const { side, alsoByRule, from } = transitionOf(verb);
  return (side === 'rule' || alsoByRule === true) && from.includes(status);
}

async function hold(
  tx: SqlTx,
  referralId: string,
): Promise<{ referral: HeldReferral; lines: HeldLine[]; outside: LineStanding[] } | undefined> {
  const [referral] = await tx.query<HeldReferral & Record<string, unknown>>(
    'SELECT id, number, mode, status, source_agency_id FROM portal.hold_referral($1)',
    [referralId],
  );
  if (!referral) return undefined;
  const lines = await tx.query<HeldLine & Record<string, unknown>>(
    `SELECT id, status, position, suspended_from AS "suspendedFrom", selected_at AS "selectedAt", closed_at AS "closedAt"
     FROM sec.lines_of($1)`,
    [referralId],
  );
  const outside = await tx.query<LineStanding & Record<string, unknown>>(
    `SELECT status, suspended_from AS "suspendedFrom", selected_at AS "selectedAt", closed_at AS "closedAt"
     FROM sec.outside_of($1)`,
    [referralId],
  );
  return { referral, lines, outside };
}

async function announce(
  tx: SqlTx,
  { id: referralId, number, source_agency_id: byAgencyId }: HeldReferral,
  lineId: string,
  what: string,
  tellAgencyId: string,
): Promise<void> {
  // Said after the move, in its transaction: whoever was told of a later version is not told of this one any more.
  const [line] = await tx.query<{ version: number | null }>('SELECT sec.line_version($1) AS version', [
    lineId,
  ]);
  const lineVersion = line?.version ?? null;
  const payload = {
    ...{ referralId, lineId, number, byAgencyId, tellAgencyId },
    ...(lineVersion === null ? {} : { lineVersion }),
  };
  await new Outbox().add({ query: (sql, values) => tx.query(sql, values) }, `referral.${what}`, payload);
}
