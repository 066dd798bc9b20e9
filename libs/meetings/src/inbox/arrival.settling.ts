import type { CalendarReply } from '#libs/documents';
import { newId, type SqlTx } from '#libs/platform';
import type { AnswerOutcome, GivenAnswer, InvitationAnswer } from '../invitation/invitation.codes.js';
import type { Arrival } from './arrival.reading.js';

/** What becomes of a mail that came in. */
interface Settled {
  readonly state: 'applied' | 'outdated' | 'late' | 'bounced' | 'automatic' | 'waiting';
  readonly why?: string;
  readonly meetingId?: string | null;
  readonly invitationId?: string | null;
  readonly said?: SaidByMail;
}

/** An answer as it stood in the mail. */
interface SaidByMail {
  readonly answer: GivenAnswer;
  readonly substitute: string | null;
  readonly comment: string;
  readonly sequence: number;
  readonly stamp: Date;
}

interface Candidate extends Record<string, unknown> {
  readonly id: string;
  readonly meetingId: string;
  readonly address: string;
  readonly uid: string;
  readonly sequence: number;
  readonly asked: number;
  readonly replySequence: number | null;
  readonly replyStamp: Date | null;
  readonly answeredAt: Date | null;
  readonly answeredHow: string | null;
  readonly isOver: boolean;
}

/**
 * Does what a mail asks for, as far as it may: anybody can write any sender, so an answer counts by itself only where it came
 * back to the mark of that very mailbox, for that very event. Everything else waits for a person.
 */
export async function settleArrival(sql: SqlTx, mailId: string, arrival: Arrival): Promise<Settled['state']> {
  const settled = await settle(sql, arrival);
  const { state, why, meetingId, invitationId, said } = settled;
  await sql.query(
    `UPDATE portal.inbound_mail SET raw = NULL, state = $2, why = $3, meeting_id = $4,
       council_id = (SELECT council_id FROM portal.meeting WHERE id = $4), invitation_id = $5, sender = $6, sender_name = $7,
       subject = $8, words = $9, answer = $10, substitute = $11, comment = $12, sequence = $13, stamp = $14,
       settled_at = CASE WHEN $2 <> 'waiting' THEN now() END
     WHERE id = $1`,
    [
      ...[mailId, state, why ?? null, meetingId ?? null, invitationId ?? null, arrival.sender],
      ...[arrival.senderName, arrival.subject, arrival.words, said?.answer ?? null, said?.substitute ?? null],
      ...[said?.comment ?? null, said?.sequence ?? null, said?.stamp ?? null],
    ],
  );
  return state;
}

async function settle(sql: SqlTx, arrival: Arrival): Promise<Settled> {
  if (arrival.kind === 'bounce') return noteBounce(sql, arrival);
  if (arrival.kind === 'automatic')
    return { state: 'automatic', meetingId: await meetingOfMarks(sql, arrival) };
  if (arrival.kind === 'reply') return settleReply(sql, arrival, arrival.reply);
  return { state: 'waiting', why: arrival.why, meetingId: await meetingOfMarks(sql, arrival) };
}

async function settleReply(sql: SqlTx, arrival: Arrival, reply: CalendarReply): Promise<Settled> {
  const meetingId = (await meetingOfUid(sql, reply.uid)) ?? (await meetingOfMarks(sql, arrival));
  if (!meetingId)
    return { state: 'waiting', why: 'unknown_meeting', said: saidIn(arrival, reply, reply.answers[0]!) };
  const marked = await sql.query<{ address: string }>(
    'SELECT address FROM portal.meeting_mailbox WHERE meeting_id = $1 AND tag = ANY ($2)',
    [meetingId, [...arrival.marks]],
  );
  const answered = reply.answers.find(({ address }) => marked.some((box) => box.address === address));
  if (!answered) return unknownSender(sql, arrival, reply, meetingId, marked[0]?.address);
  const said = saidIn(arrival, reply, answered);
  const candidates = await candidatesAt(sql, meetingId, answered.address);
  const [only, ...others] = candidates;
  if (!only) return { state: 'waiting', why: 'unknown_sender', meetingId, said };
  if (others.length > 0) return { state: 'waiting', why: 'several_seats', meetingId, said };
  if (!said) return { state: 'outdated', meetingId, invitationId: only.id };
  const found = { meetingId, invitationId: only.id, said };
  if (only.isOver) return note(sql, 'late', found, said);
  if (reply.uid !== only.uid || isOlder(said, only)) return note(sql, 'outdated', found, said);
  if (said.answer === 'delegated') return { state: 'waiting', why: 'substitute', ...found };
  return apply(sql, found, said);
}

/** Who is it? A person has to say; where the mark is right it is somebody of that mailbox. */
async function unknownSender(
  sql: SqlTx,
  arrival: Arrival,
  reply: CalendarReply,
  meetingId: string,
  address: string | undefined,
): Promise<Settled> {
  const candidates = address ? await candidatesAt(sql, meetingId, address) : [];
  return {
    state: 'waiting',
    why: 'unknown_sender',
    meetingId,
    invitationId: candidates.length === 1 ? candidates[0]!.id : null,
    said: saidIn(
      arrival,
      reply,
      reply.answers.find(({ address: from }) => from === arrival.sender) ?? reply.answers[0]!,
    ),
  };
}

async function apply(
  sql: SqlTx,
  found: { meetingId: string; invitationId: string; said: SaidByMail },
  said: SaidByMail,
): Promise<Settled> {
  const [result] = await sql.query<{ outcome: AnswerOutcome }>(
    `SELECT portal.put_answer($1, $2, $3, NULL, NULL, $4, 'mail', NULL, $5, $6) AS outcome`,
    [found.invitationId, newId(), said.answer, said.comment, said.sequence, said.stamp],
  );
  switch (result!.outcome) {
    case 'done':
      return { state: 'applied', ...found };
    case 'over':
      return note(sql, 'late', found, said);
    case 'full':
      return { state: 'waiting', why: 'full', ...found };
    default:
      return { state: 'waiting', why: 'closed', ...found };
  }
}

/** What did not count is on record all the same. */
async function note(
  sql: SqlTx,
  outcome: 'outdated' | 'late',
  found: { meetingId: string; invitationId: string; said: SaidByMail },
  { answer, substitute, comment, sequence, stamp }: SaidByMail,
): Promise<Settled> {
  await sql.query(
    `INSERT INTO portal.invitation_answer (id, invitation_id, meeting_id, council_id, agency_id, answer, substitute, comment, how,
       outcome, sequence, stamp)
     SELECT $1, i.id, i.meeting_id, i.council_id, i.agency_id, $3, $4, $5, 'mail', $6, $7, $8 FROM portal.invitation i WHERE i.id = $2`,
    [newId(), found.invitationId, answer, substitute ?? '', comment, outcome, sequence, stamp],
  );
  return { state: outcome, ...found };
}

/** An answer counts only where it is newer than what is known, and says something about what was asked last. */
function isOlder({ sequence, stamp }: SaidByMail, known: Candidate): boolean {
  if (sequence < Math.max(known.sequence, known.asked)) return true;
  // What was said on the page or by telephone after the reply had been written is the last word.
  if (known.answeredAt && known.answeredHow !== 'mail' && stamp <= known.answeredAt) return true;
  if (known.replySequence === null || known.replyStamp === null) return false;
  return sequence === known.replySequence ? stamp <= known.replyStamp : sequence < known.replySequence;
}

function saidIn(
  arrival: Arrival,
  { sequence, stamp, comment }: CalendarReply,
  { answer, delegatedTo }: { answer: InvitationAnswer; delegatedTo?: string },
): SaidByMail | undefined {
  if (answer === 'needs_action') return undefined;
  return {
    answer,
    substitute: delegatedTo ?? null,
    comment: [...(comment ?? '')].slice(0, 1000).join('').replaceAll('\0', ''),
    sequence,
    stamp: stamp ?? arrival.date ?? new Date(0),
  };
}

async function candidatesAt(sql: SqlTx, meetingId: string, address: string): Promise<Candidate[]> {
  return sql.query<Candidate>(
    `SELECT i.id, i.meeting_id AS "meetingId", lower(i.email) AS address, m.ical_uid AS uid, m.ical_sequence AS sequence,
       i.asked_sequence AS asked, i.reply_sequence AS "replySequence", i.reply_stamp AS "replyStamp", i.answered_at AS "answeredAt",
       i.answered_how AS "answeredHow", m.ends_at <= now() OR m.state IN ('in_session', 'held', 'closed') AS "isOver"
     FROM portal.invitation i JOIN portal.meeting m ON m.id = i.meeting_id
     WHERE i.meeting_id = $1 AND lower(i.email) = $2 AND i.withdrawn_at IS NULL AND i.invited_at IS NOT NULL ORDER BY i.id`,
    [meetingId, address],
  );
}

async function meetingOfUid(sql: SqlTx, uid: string): Promise<string | undefined> {
  const [found] = await sql.query<{ id: string }>(
    `SELECT meeting_id AS id FROM portal.invitation_dispatch WHERE uid = $1
     UNION SELECT id FROM portal.meeting WHERE ical_uid = $1 LIMIT 1`,
    [uid],
  );
  return found?.id;
}

async function meetingOfMarks(sql: SqlTx, { marks }: Arrival): Promise<string | undefined> {
  const [found] = await sql.query<{ id: string }>(
    `SELECT meeting_id AS id FROM portal.meeting_mailbox WHERE tag = ANY ($1)
     UNION SELECT meeting_id FROM portal.invitation_dispatch WHERE return_tag = ANY ($1) LIMIT 1`,
    [[...marks]],
  );
  return found?.id;
}

/** Which mail came back is known by its mark, else by its number; a report about any other mail is for a person. */
async function noteBounce(sql: SqlTx, arrival: Extract<Arrival, { kind: 'bounce' }>): Promise<Settled> {
  const { kind, status, of } = arrival.bounce;
  const [dispatch] = await sql.query<{ id: string; meetingId: string; address: string }>(
    `UPDATE portal.invitation_dispatch SET bounce = $3, bounce_status = $4, bounced_at = now()
     WHERE return_tag = ANY ($1) OR id::text = $2 RETURNING id, meeting_id AS "meetingId", address`,
    [[...arrival.marks], of?.split('.', 1)[0] ?? '', kind, status ?? null],
  );
  if (!dispatch) return { state: 'waiting', why: 'no_calendar' };
  await sql.query(
    `INSERT INTO portal.bounced_address AS b (address, kind, status) VALUES ($1, $2, $3)
     ON CONFLICT (address) DO UPDATE SET kind = excluded.kind, status = excluded.status, since = now()
     WHERE excluded.kind = 'hard' OR b.kind = 'soft'`,
    [dispatch.address, kind, status ?? null],
  );
  const [line] = await sql.query<{ id: string }>(
    'SELECT invitation_id AS id FROM portal.dispatch_line WHERE dispatch_id = $1 LIMIT 1',
    [dispatch.id],
  );
  return { state: 'bounced', meetingId: dispatch.meetingId, invitationId: line?.id };
}
