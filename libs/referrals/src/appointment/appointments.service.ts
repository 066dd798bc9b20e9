import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  DataKeys,
  Forbidden,
  Invalid,
  newId,
  type OnceKey,
  type Place,
  type Tx,
} from '#libs/platform';
import { WrongState } from '../referral.errors.js';
import type { LineAddress, LockedLine } from '../referral-steps.js';
import { readableStatuses } from '../referral.status.js';
import { conversationSetting } from '../message/conversation-settings.service.js';
import { Talk } from '../message/talk.service.js';
import { type AppointmentOutcome, type AppointmentState, mostTimes } from './appointment.codes.js';
import { AppointmentOpen, NoSuchAppointment } from './appointment.errors.js';

/** A time that is offered. */
export interface OfferedTime {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** When and where; one time that is agreed on already, or several to choose from. */
export interface AppointmentInput {
  readonly times: readonly OfferedTime[];
  readonly place: string;
  readonly link: string;
  readonly note: string;
  /** The time was agreed on before, on the telephone for example. */
  readonly isAgreed: boolean;
}

/** What is sealed of an appointment. */
export interface AppointmentWords {
  readonly place: string;
  readonly link: string;
  readonly note: string;
}

/** The open appointment of a line. */
interface OpenAppointment {
  id: string;
  state: AppointmentState;
  options: OfferedTime[];
  startsAt: Date | null;
  offeredByAgency: string;
}

/** Where the words of an appointment live. */
export const appointmentPlace = (id: string): Place => ({ table: 'appointment', column: 'body', row: id });

/** 面談: one side offers times, the other chooses; whether the person came is recorded. */
@Injectable()
export class Appointments {
  constructor(
    private readonly talk: Talk,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers times, or writes down one that was agreed on.
   * @throws {AppointmentOpen} @throws {WrongState} @throws {Invalid} @throws {ConsentNotActive} when the words may not be told.
   */
  async offer(actor: Member, at: LineAddress, input: AppointmentInput, request: OnceKey): Promise<string> {
    this.requireTimes(input);
    return this.talk.on(actor, at, 'either', request, async (locked) => {
      const { tx, line, referral } = locked;
      if (!readableStatuses.includes(line.status)) throw new WrongState(line.status);
      if (await openOf(tx, line.id)) throw new AppointmentOpen();
      const id = newId();
      const { times, isAgreed } = input;
      const agreed = isAgreed ? times[0] : undefined;
      await tx.query(
        `INSERT INTO portal.appointment (id, referral_id, line_id, source_agency_id, agency_id, state, options, starts_at, ends_at,
           offered_by_agency, offered_by, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
        [
          id,
          referral.id,
          line.id,
          line.sourceAgencyId,
          line.agencyId,
          agreed ? 'agreed' : 'offered',
          JSON.stringify(times),
          agreed?.startsAt ?? null,
          agreed?.endsAt ?? null,
          actor.agencyId,
          actor.accountId,
        ],
      );
      await this.tell(actor, locked, id, input);
      await this.note(actor, locked, id, agreed ? 'agree' : 'offer');
      await this.talk.announce(actor, locked, agreed ? 'appointment_agreed' : 'appointment_offered');
    });
  }

  /**
   * Place, link and note are words to the other side like a message: asked for and in the ledger. A time alone tells nothing.
   * @throws {ConsentNotActive}
   */
  private async tell(
    actor: Member,
    locked: LockedLine,
    id: string,
    { place, link, note }: AppointmentWords,
  ): Promise<void> {
    if (place === '' && link === '' && note === '') return;
    const { tx, line } = locked;
    const words = JSON.stringify({ place, link, note });
    const tell = actor.agencyId === line.agencyId ? 'tellSource' : 'tellRecipient';
    await this.talk[tell](actor, locked, id, words);
    const key = await this.dataKeys.one(tx, line.id);
    await tx.query('INSERT INTO portal.appointment_words (appointment_id, body) VALUES ($1, $2)', [
      id,
      key.seal(appointmentPlace(id), words),
    ]);
  }

  /** Chooses one of the times that the other side offers. @throws {NoSuchAppointment} @throws {Forbidden} for one's own offer. */
  async choose(actor: Member, at: LineAddress, nth: number, request: OnceKey): Promise<string> {
    return this.change(actor, at, 'either', request, 'agreed', ({ state, options, offeredByAgency }) => {
      const time = options[nth];
      if (state !== 'offered' || !time) throw new NoSuchAppointment();
      if (offeredByAgency === actor.agencyId) throw new Forbidden();
      return time;
    });
  }

  /** Takes the appointment back, so that another can be made. @throws {NoSuchAppointment} */
  async cancel(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.change(actor, at, 'either', request, 'cancelled', () => undefined);
  }

  /** Writes down whether the person came; after too often not, the source is asked what to do. @throws {NoSuchAppointment} */
  async record(
    actor: Member,
    at: LineAddress,
    outcome: AppointmentOutcome,
    request: OnceKey,
  ): Promise<string> {
    return this.change(actor, at, 'recipient', request, outcome, ({ state, startsAt }) => {
      if (state !== 'agreed' || !startsAt || startsAt > this.clock.now()) throw new NoSuchAppointment();
    });
  }

  private async change(
    actor: Member,
    at: LineAddress,
    side: 'recipient' | 'either',
    request: OnceKey,
    to: AppointmentState,
    allow: (open: OpenAppointment) => OfferedTime | void,
  ): Promise<string> {
    return this.talk.on(actor, at, side, request, async (locked) => {
      const { tx, line } = locked;
      const open = await openOf(tx, line.id);
      if (!open) throw new NoSuchAppointment();
      const time = allow(open);
      await tx.query(
        `UPDATE portal.appointment SET state = $2, starts_at = coalesce($3, starts_at), ends_at = coalesce($4, ends_at),
           changed_by = $5, changed_at = now(), sequence = sequence + 1 WHERE id = $1`,
        [open.id, to, time?.startsAt ?? null, time?.endsAt ?? null, actor.accountId],
      );
      await this.note(actor, locked, open.id, to);
      await this.talk.announce(actor, locked, await this.wordFor(tx, line.id, to));
    });
  }

  /** What the other side is told. */
  private async wordFor(tx: Tx, lineId: string, to: AppointmentState): Promise<string> {
    if (to !== 'no_show') return `appointment_${to}`;
    const { noShowLimit } = await conversationSetting(tx);
    return (await noShowsOf(tx, lineId)) >= noShowLimit ? 'no_show_limit' : 'no_show';
  }

  private async note(
    actor: Member,
    { tx, referral, line }: LockedLine,
    id: string,
    what: string,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `appointment.${what}`,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details: { line: line.id, appointment: id },
    });
  }

  /** @throws {Invalid} for times that cannot be. */
  private requireTimes({ times, isAgreed }: AppointmentInput): void {
    const say = (detail: string) => new Invalid([{ field: 'times', label: '日時', detail }]);
    if (times.length === 0 || times.length > mostTimes)
      throw say(`日時は1件から${mostTimes}件までにしてください。`);
    if (isAgreed && times.length > 1) throw say('決まった日時は1件だけ入力してください。');
    const now = this.clock.now();
    for (const { startsAt, endsAt } of times) {
      const [from, until] = [new Date(startsAt), new Date(endsAt)];
      if (Number.isNaN(from.getTime()) || Number.isNaN(until.getTime()))
        throw say('日時を入力してください。');
      if (from >= until) throw say('終わりの時刻は、始まりより後にしてください。');
      if (until.getTime() - from.getTime() > 12 * 3_600_000)
        throw say('1回の面談は12時間までにしてください。');
      if (from <= now) throw say('これからの日時にしてください。');
    }
  }
}

/** How often the person did not come. */
export async function noShowsOf(tx: Tx, lineId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM portal.appointment WHERE line_id = $1 AND state = 'no_show'`,
    [lineId],
  );
  return row?.n ?? 0;
}

async function openOf(tx: Tx, lineId: string): Promise<OpenAppointment | undefined> {
  const [open] = await tx.query<OpenAppointment[]>(
    `SELECT id, state, options, starts_at AS "startsAt", offered_by_agency AS "offeredByAgency"
     FROM portal.appointment WHERE line_id = $1 AND state IN ('offered', 'agreed')`,
    [lineId],
  );
  return open;
}
