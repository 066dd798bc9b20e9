import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import { PersonNames } from '../person-names.js';
import { ReferralSight } from '../referral-sight.js';
import { BookedBefore, SessionClosed, TooFewSlots } from './intake-session.errors.js';

/** A session as an agency plans it. */
export interface SessionInput {
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly note: string;
  readonly slots: number;
}

/** A session as everybody sees it. */
export interface SessionRecord extends Omit<SessionInput, 'startsAt' | 'endsAt'> {
  readonly id: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: 'planned' | 'cancelled';
  readonly taken: number;
  readonly waiting: number;
  readonly isOwn: boolean;
  readonly version: number;
  readonly changedAt: Date;
}

/** A place, or a place in the queue, as one of the two sides sees it. */
export interface BookingRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly slot: number | null;
  readonly state: 'booked' | 'waiting' | 'cancelled';
  readonly referralId: string;
  readonly number: string;
  readonly sourceAgencyId: string;
  readonly sourceAgency: string;
  /** As far as the reader may know at this moment. */
  readonly personName: string | null;
  readonly bookedAt: Date;
}

interface Promoted {
  source_agency_id: string;
  referral_id: string;
  line_id: string;
  number: string;
}

/** 面談・ガイダンスの回: an agency plans sessions with numbered places, others book one with a referral. */
@Injectable()
export class IntakeSessions {
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: Database,
    private readonly names: PersonNames,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly sight: ReferralSight,
  ) {}

  /** The sessions of a month (YYYY-MM), of one agency or all. */
  async ofMonth(actor: Member, month: string, agencyId?: string): Promise<SessionRecord[]> {
    return this.db.transaction(actor, (tx) =>
      sessionsWhere(
        tx,
        actor,
        `s.starts_at >= ($1::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
           AND s.starts_at < ($1::date + interval '1 month') AT TIME ZONE 'Asia/Tokyo' AND ($2::uuid IS NULL OR s.agency_id = $2)`,
        [`${month}-01`, agencyId ?? null],
      ),
    );
  }

  /** One session with the bookings that the reader may know: the host all, others their own. @throws {NotFound} */
  async open(actor: Member, id: string): Promise<{ session: SessionRecord; bookings: BookingRecord[] }> {
    return this.db.transaction(actor, async (tx) => {
      const { session, bookings } = await this.read(tx, actor, id);
      await this.audit.record(tx, actor, {
        action: 'session.read',
        objectType: 'intake_session',
        objectId: id,
        ownerAgencyId: session.agencyId,
        details: { referrals: bookings.map(({ referralId }) => referralId) },
      });
      return { session, bookings };
    });
  }

  /** The same inside a command that records for itself. @throws {NotFound} */
  async read(
    tx: Tx,
    actor: Member,
    id: string,
  ): Promise<{ session: SessionRecord; bookings: BookingRecord[] }> {
    const session = await sessionOf(tx, actor, id);
    return { session, bookings: await this.bookings(tx, actor, 'b.session_id = $2', [id]) };
  }

  /** The places of one referral. @throws {NotFound} */
  async ofReferral(
    actor: Member,
    referralId: string,
  ): Promise<{ session: SessionRecord; booking: BookingRecord }[]> {
    return this.db.transaction(actor, async (tx) => {
      await this.sight.find(tx, actor, referralId);
      const bookings = await this.bookings(tx, actor, `b.referral_id = $2 AND b.state <> 'cancelled'`, [
        referralId,
      ]);
      const sessions = await sessionsWhere(tx, actor, 's.id = ANY($1::uuid[])', [
        bookings.map(({ sessionId }) => sessionId),
      ]);
      return bookings.flatMap((booking) => {
        const session = sessions.find(({ id }) => id === booking.sessionId);
        return session ? [{ session, booking }] : [];
      });
    });
  }

  /** Plans a session of the own agency; answers its id. @throws {Invalid} */
  async plan(actor: Member, input: SessionInput, request: OnceKey): Promise<string> {
    this.requireTimes(input);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const id = newId();
        await tx.query(
          `INSERT INTO portal.intake_session (id, agency_id, title, starts_at, ends_at, place, note, slots, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            actor.agencyId,
            input.title,
            input.startsAt,
            input.endsAt,
            input.place,
            input.note,
            input.slots,
            actor.accountId,
          ],
        );
        await this.note(tx, actor, 'plan', id);
        return id;
      }),
    );
  }

  /**
   * Changes a session; more places let whoever waits move up, and another time or place is told to everybody who has one.
   * @throws {NotFound} @throws {Stale} @throws {SessionClosed} @throws {TooFewSlots} @throws {Invalid}
   */
  async change(actor: Member, id: string, input: SessionInput, seenVersion: number): Promise<void> {
    this.requireTimes(input);
    await this.db.transaction(actor, async (tx) => {
      const before = await lockOwn(tx, actor, id, seenVersion);
      const [places] = await tx.query<{ highest: number; taken: number }[]>(
        `SELECT coalesce(max(slot), 0)::int AS highest, count(*)::int AS taken FROM portal.intake_booking
         WHERE session_id = $1 AND state = 'booked'`,
        [id],
      );
      // A number that somebody was told stays theirs.
      if (places && input.slots < places.highest) throw new TooFewSlots(places.taken);
      await tx.query(
        `UPDATE portal.intake_session SET title = $2, starts_at = $3, ends_at = $4, place = $5, note = $6, slots = $7,
           version = version + 1, changed_at = now() WHERE id = $1`,
        [id, input.title, input.startsAt, input.endsAt, input.place, input.note, input.slots],
      );
      if (isElsewhere(before, input))
        for (const booking of await bookedIn(tx, id)) await this.tell(tx, actor, 'session_changed', booking);
      await this.fill(tx, id);
      await this.note(tx, actor, 'change', id);
    });
  }

  /** Calls a session off; whoever had a place or waited is told. @throws {NotFound} @throws {Stale} @throws {SessionClosed} */
  async cancel(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await lockOwn(tx, actor, id, seenVersion);
      const booked = await bookedIn(tx, id);
      await tx.query(
        `UPDATE portal.intake_session SET state = 'cancelled', version = version + 1, changed_at = now() WHERE id = $1`,
        [id],
      );
      for (const booking of booked) {
        await tx.query('SELECT portal.leave_slot($1)', [booking.id]);
        await this.tell(tx, actor, 'session_cancelled', booking);
      }
      await this.note(tx, actor, 'cancel', id);
    });
  }

  /**
   * Takes a place for a referral that the own agency has sent to the session's agency, or the end of the queue; answers the
   * booking's id.
   * @throws {NotFound} @throws {SessionClosed} @throws {BookedBefore}
   */
  async book(actor: Member, sessionId: string, referralId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const session = await sessionOf(tx, actor, sessionId);
        const [line] = await tx.query<{ id: string; number: string; personId: string }[]>(
          `SELECT l.id, r.number, l.person_id AS "personId" FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
           WHERE l.referral_id = $1 AND l.source_agency_id = $2 AND l.agency_id = $3 ORDER BY l.id DESC LIMIT 1`,
          [referralId, actor.agencyId, session.agencyId],
        );
        if (!line) throw new NotFound();
        const id = newId();
        const [taken] = await tx.query<{ outcome: string; slot: number | null }[]>(
          'SELECT outcome, slot FROM portal.book_slot($1, $2, $3)',
          [id, sessionId, line.id],
        );
        if (taken?.outcome === 'closed') throw new SessionClosed();
        if (taken?.outcome === 'taken_before') throw new BookedBefore();
        if (taken?.outcome !== 'booked' && taken?.outcome !== 'waiting') throw new NotFound();
        const { number, id: lineId } = line;
        await this.promise(tx, actor, 'slot_booked', session.agencyId, { referralId, lineId, number });
        await this.note(tx, actor, 'book', sessionId, line.personId);
        return id;
      }),
    );
  }

  /** Gives a place back, by either side; whoever waits longest moves up. @throws {NotFound} */
  async leave(actor: Member, bookingId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [booking] = await tx.query<
        (Promoted & { agency_id: string; person_id: string; session_id: string })[]
      >(
        `SELECT b.source_agency_id, b.agency_id, b.referral_id, b.line_id, b.person_id, b.session_id, r.number
         FROM portal.intake_booking b JOIN portal.referral r ON r.id = b.referral_id
         WHERE b.id = $1 AND b.state <> 'cancelled' AND $2 IN (b.agency_id, b.source_agency_id)`,
        [bookingId, actor.agencyId],
      );
      if (!booking) throw new NotFound();
      const left = await tx.query<unknown[]>('SELECT session_id FROM portal.leave_slot($1)', [bookingId]);
      if (left.length === 0) throw new NotFound();
      const { referral_id: referralId, line_id: lineId, number } = booking;
      const other = actor.agencyId === booking.agency_id ? booking.source_agency_id : booking.agency_id;
      await this.promise(tx, actor, 'slot_cancelled', other, { referralId, lineId, number });
      await this.fill(tx, booking.session_id);
      await this.note(tx, actor, 'leave', booking.session_id, booking.person_id);
    });
  }

  /** Free places go to whoever waits longest, and the database tells them: whoever gave one back does not learn who that is. */
  private async fill(tx: Tx, sessionId: string): Promise<void> {
    await tx.query('SELECT FROM portal.fill_slots($1)', [sessionId]);
  }

  private async tell(tx: Tx, actor: Member, what: string, booking: Promoted): Promise<void> {
    const { referral_id: referralId, line_id: lineId, number } = booking;
    await this.promise(tx, actor, what, booking.source_agency_id, { referralId, lineId, number });
  }

  private async promise(
    tx: Tx,
    actor: Member,
    what: string,
    tellAgencyId: string,
    about: { referralId: string; lineId: string; number: string },
  ): Promise<void> {
    await this.outbox.add(tx, `referral.${what}`, { ...about, byAgencyId: actor.agencyId, tellAgencyId });
  }

  private async bookings(tx: Tx, actor: Member, where: string, values: unknown[]): Promise<BookingRecord[]> {
    const rows = await tx.query<
      (Omit<BookingRecord, 'personName'> & { personId: string; packageVersion: number | null })[]
    >(
      `SELECT b.id, b.session_id AS "sessionId", b.slot, b.state, b.referral_id AS "referralId", r.number,
         b.source_agency_id AS "sourceAgencyId", a.name AS "sourceAgency", b.person_id AS "personId",
         l.package_version AS "packageVersion", b.booked_at AS "bookedAt"
       FROM portal.intake_booking b JOIN portal.referral r ON r.id = b.referral_id
       JOIN portal.referral_line l ON l.id = b.line_id JOIN portal.agency a ON a.id = b.source_agency_id
       WHERE $1 IN (b.agency_id, b.source_agency_id) AND ${where} ORDER BY b.slot NULLS LAST, b.booked_at, b.id`,
      [actor.agencyId, ...values],
    );
    const names = await this.names.ofReferrals(
      tx,
      actor,
      rows.map(({ referralId, personId, packageVersion }) => ({ id: referralId, personId, packageVersion })),
    );
    return rows.map(
      ({ id, sessionId, slot, state, referralId, number, sourceAgencyId, sourceAgency, bookedAt }) => ({
        ...{ id, sessionId, slot, state, referralId, number, sourceAgencyId, sourceAgency, bookedAt },
        personName: names.get(referralId) ?? null,
      }),
    );
  }

  /** @throws {Invalid} for times that cannot be. */
  private requireTimes({ startsAt, endsAt }: SessionInput): void {
    const say = (field: string, label: string, detail: string) => new Invalid([{ field, label, detail }]);
    const [from, until] = [new Date(startsAt), new Date(endsAt)];
    if (Number.isNaN(from.getTime())) throw say('startsAt', '開始', '日時を入力してください。');
    if (Number.isNaN(until.getTime())) throw say('endsAt', '終了', '日時を入力してください。');
    if (from <= this.clock.now()) throw say('startsAt', '開始', 'これからの日時にしてください。');
    if (until <= from) throw say('endsAt', '終了', '始まりより後の時刻にしてください。');
    if (until.getTime() - from.getTime() > 12 * 3_600_000)
      throw say('endsAt', '終了', '1回は12時間までにしてください。');
  }

  private async note(tx: Tx, actor: Member, what: string, id: string, subjectId?: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `session.${what}`,
      objectType: 'intake_session',
      objectId: id,
      ownerAgencyId: actor.agencyId,
      ...(subjectId ? { subjectId } : {}),
    });
  }
}

/** Everybody who has a place or waits. */
async function bookedIn(tx: Tx, sessionId: string): Promise<(Promoted & { id: string })[]> {
  return tx.query(
    `SELECT b.id, b.source_agency_id, b.referral_id, b.line_id, r.number FROM portal.intake_booking b
     JOIN portal.referral r ON r.id = b.referral_id WHERE b.session_id = $1 AND b.state <> 'cancelled' ORDER BY b.id`,
    [sessionId],
  );
}

/** Whether whoever comes has to know of a change. */
function isElsewhere(before: SessionRecord, { startsAt, endsAt, place }: SessionInput): boolean {
  return (
    before.startsAt.getTime() !== new Date(startsAt).getTime() ||
    before.endsAt.getTime() !== new Date(endsAt).getTime() ||
    before.place !== place
  );
}

async function sessionsWhere(
  tx: Tx,
  actor: Member,
  where: string,
  values: readonly unknown[],
): Promise<SessionRecord[]> {
  const rows = await tx.query<Omit<SessionRecord, 'taken' | 'waiting' | 'isOwn'>[]>(
    `SELECT s.id, s.agency_id AS "agencyId", a.name AS agency, s.title, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
       s.place, s.note, s.slots, s.state, s.version, s.changed_at AS "changedAt"
     FROM portal.intake_session s JOIN portal.agency a ON a.id = s.agency_id WHERE ${where} ORDER BY s.starts_at, s.id LIMIT 500`,
    [...values],
  );
  const places = await tx.query<{ session_id: string; taken: number; waiting: number }[]>(
    'SELECT session_id, taken, waiting FROM sec.session_places($1::uuid[])',
    [rows.map(({ id }) => id)],
  );
  return rows.map((row) => {
    const { taken = 0, waiting = 0 } = places.find(({ session_id }) => session_id === row.id) ?? {};
    return { ...row, taken, waiting, isOwn: row.agencyId === actor.agencyId };
  });
}

async function sessionOf(tx: Tx, actor: Member, id: string): Promise<SessionRecord> {
  const [session] = await sessionsWhere(tx, actor, 's.id = $1', [id]);
  if (!session) throw new NotFound();
  return session;
}

async function lockOwn(tx: Tx, actor: Member, id: string, seenVersion: number): Promise<SessionRecord> {
  const session = await sessionOf(tx, actor, id);
  if (!session.isOwn) throw new Forbidden();
  const [own] = await tx.query<{ version: number; open: boolean }[]>(
    `SELECT version, state = 'planned' AND starts_at > now() AS open FROM portal.intake_session
     WHERE id = $1 AND agency_id = $2 FOR UPDATE`,
    [id, actor.agencyId],
  );
  if (!own) throw new NotFound();
  if (!own.open) throw new SessionClosed();
  if (own.version !== seenVersion) throw new Stale(own.version);
  return session;
}
