import type { WorkerDatabase } from '#libs/platform';
import { type DispatchTools, remindLines, tellAll } from './dispatching.js';
import type { DispatchKind, InvitationAnswer } from './invitation.codes.js';

/** Hours before the beginning at which those who come are reminded. */
const reminderHours = 24;
/** Days before the beginning at which those who have not answered are asked, if they have had as long to answer. */
const nudgeDays = 7;

/** Tells what has changed, and reminds. Each meeting in a transaction of its own, and by one worker alone. */
export async function keepInvitationsGoing(db: WorkerDatabase, tools: DispatchTools): Promise<void> {
  const changed = await db.query<{ id: string }>(
    'SELECT meeting_id AS id FROM portal.meeting_mailing WHERE due_at <= now() ORDER BY due_at LIMIT 50',
  );
  for (const { id } of changed)
    await db.transaction(async (tx) => {
      const [taken] = await tx.query(
        'UPDATE portal.meeting_mailing SET due_at = NULL WHERE meeting_id = $1 AND due_at <= now() RETURNING meeting_id',
        [id],
      );
      if (taken) await tellAll(tx, tools, id);
    });
  await remindDue(db, tools, 'reminder', `${reminderHours} hours`, [
    'accepted',
    'delegated',
    'tentative',
    'needs_action',
  ]);
  await remindDue(db, tools, 'nudge', `${nudgeDays} days`, ['needs_action']);
}

/** Once for each time at which a meeting begins: another day is worth another reminder. */
async function remindDue(
  db: WorkerDatabase,
  tools: DispatchTools,
  kind: Extract<DispatchKind, 'reminder' | 'nudge'>,
  before: string,
  answers: readonly InvitationAnswer[],
): Promise<void> {
  const due = await db.query<{ id: string }>(
    `SELECT m.id FROM portal.meeting m
     WHERE m.state = 'announced' AND m.starts_at > now() AND m.starts_at <= now() + $1::interval
       AND EXISTS (SELECT FROM portal.invitation i WHERE i.meeting_id = m.id AND i.withdrawn_at IS NULL
         AND i.invited_at < now() - $1::interval / 2 AND i.answer = ANY ($2))
       AND ${notYet}`,
    [before, [...answers], kind],
  );
  for (const { id } of due)
    await db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('meeting ' || $1, 0))`, [id]);
      const [still] = await tx.query(
        `SELECT FROM portal.meeting m WHERE m.id = $1 AND m.starts_at <= now() + $2::interval AND ${notYet}`,
        [id, before, kind],
      );
      if (still) await remindLines(tx, tools, id, kind, answers);
    });
}

const notYet = `NOT EXISTS (SELECT FROM portal.invitation_dispatch d WHERE d.meeting_id = m.id AND d.kind = $3
  AND d.uid = m.ical_uid AND (d.told ->> 'start')::timestamp = m.start_local)`;
