import { Injectable } from '@nestjs/common';
import { belongsTo, type Member } from '#libs/identity';
import { type DataKey, Database, DataKeys, type Tx } from '#libs/platform';
import type { DataCategory } from '#libs/people';
import {
  type AppointmentWords,
  appointmentPlace,
  noShowsOf,
  type OfferedTime,
} from '../appointment/appointments.service.js';
import type { AppointmentState } from '../appointment/appointment.codes.js';
import type { SectionLine } from '../package.content.js';
import type { ReferralLine } from '../referral-line.entity.js';
import type { Referral } from '../referral.entity.js';
import { mayMove } from '../referral.policy.js';
import { ReferralSight } from '../referral-sight.js';
import { readableStatuses, supportingStatuses, terminalStatuses } from '../referral.status.js';
import { handsOver } from '../transfer/transfers.service.js';
import { conversationSetting } from './conversation-settings.service.js';
import type { MessageKind } from './message.codes.js';
import { messageDraftPlace, messagePlace } from './message.places.js';
import { type ChainLink, Onward } from './onward.service.js';
import { type HeardAcceptance, phoneAcceptancePlace } from './phone-acceptances.service.js';

/** What somebody may say on a line now. */
export const talkActions = [
  'note',
  'share',
  'ask',
  'answer',
  'propose',
  'answer_proposal',
  'redirect',
  'begin_onward',
  'ask_to_stop',
  'answer_stop',
  'interim_report',
  'offer_time',
  'choose_time',
  'cancel_time',
  'record_outcome',
  'record_phone',
  'answer_phone',
  'ask_transfer',
  'withdraw_transfer',
  'answer_transfer',
] as const;
export type TalkAction = (typeof talkActions)[number];

/** A message, with its words where the reader may know them. */
export interface MessageRecord {
  readonly id: string;
  readonly kind: MessageKind;
  readonly byAgencyId: string;
  readonly byAgency: string;
  readonly byName: string;
  readonly at: Date;
  readonly answers: string | null;
  readonly dueOn: string | null;
  readonly code: string | null;
  /** The day on which the person was told. */
  readonly toldOn: string | null;
  readonly packageVersion: number | null;
  readonly agencies: readonly { id: string; name: string }[];
  readonly isUnread: boolean;
  /** Null when the words are closed to the reader now. */
  readonly lines: readonly SectionLine[] | null;
}

/** An appointment as both sides see it. */
export interface AppointmentRecord {
  readonly id: string;
  readonly state: AppointmentState;
  readonly options: readonly OfferedTime[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly isOwnOffer: boolean;
  /** Null when there are none, or they are closed to the reader now. */
  readonly words: AppointmentWords | null;
  readonly sequence: number;
  readonly changedAt: Date;
}

/** An acceptance that was heard on the telephone. */
export interface PhoneRecord {
  readonly state: 'waiting' | 'confirmed' | 'denied' | 'lapsed';
  readonly confirmBy: string;
  readonly recordedAt: Date;
  readonly heard: HeardAcceptance | null;
}

/** Everything that is said on one line. */
export interface LineConversation {
  readonly lineId: string;
  readonly version: number;
  readonly otherAgency: { readonly id: string; readonly name: string };
  readonly can: readonly TalkAction[];
  /** What the package tells now: what an answer may go beyond. */
  readonly categories: readonly DataCategory[];
  readonly messages: readonly MessageRecord[];
  readonly draft: string | null;
  readonly appointments: readonly AppointmentRecord[];
  readonly noShows: number;
  /** Whether the person has stayed away so often that somebody should decide. */
  readonly isNoShowLimit: boolean;
  readonly phone: PhoneRecord | null;
}

/** What is said about a referral, and the chain in which it stands. */
export interface ConversationRecord {
  readonly lines: readonly LineConversation[];
  readonly chain: readonly (ChainLink & { readonly names: readonly string[] })[];
}

interface MessageRow extends Omit<MessageRecord, 'agencies' | 'lines'> {
  readonly lineId: string;
  readonly agencyIds: string[];
  readonly body: Buffer | null;
}

/** Reads what is said about a referral, as far as the reader may know it at this moment. */
@Injectable()
export class Conversations {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
    private readonly dataKeys: DataKeys,
    private readonly onward: Onward,
  ) {}

  /** @throws {NotFound} for whom the referral does not exist. */
  async of(actor: Member, referralId: string): Promise<ConversationRecord> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, referralId);
      const spoken = lines.filter(({ status }) => status !== 'queued');
      const keys = await this.dataKeys.of(
        tx,
        spoken.map(({ id }) => id),
      );
      const messages = await this.messages(tx, actor, referralId);
      const chain = await this.onward.chain(tx, referralId);
      const names = await namesOf(tx, [
        ...spoken.flatMap(({ agencyId, sourceAgencyId }) => [agencyId, sourceAgencyId]),
        ...messages.flatMap(({ agencyIds }) => agencyIds),
        ...chain.flatMap(({ agencyIds, sourceAgencyId }) => [
          ...(agencyIds ?? []),
          ...(sourceAgencyId ? [sourceAgencyId] : []),
        ]),
      ]);
      const conversations: LineConversation[] = [];
      for (const line of spoken)
        conversations.push(await this.line(tx, actor, referral, line, messages, keys.get(line.id), names));
      await this.sight.recordReading(tx, actor, referral, 'referral.conversation');
      return {
        lines: conversations,
        chain: chain.map((link) => ({
          ...link,
          names: [...(link.sourceAgencyId ? [link.sourceAgencyId] : []), ...(link.agencyIds ?? [])].map(
            (id) => names.get(id) ?? '',
          ),
        })),
      };
    });
  }

  /** The appointment of a line whose time is fixed. */
  async agreedAppointment(
    actor: Member,
    referralId: string,
    lineId: string,
  ): Promise<{ number: string; appointment: AppointmentRecord } | undefined> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, referralId);
      const line = lines.find(({ id, status }) => id === lineId && status !== 'queued');
      if (!line) return undefined;
      const key = (await this.dataKeys.of(tx, [lineId])).get(lineId);
      const appointment = (await this.appointments(tx, actor, lineId, key)).find(
        ({ state }) => state === 'agreed',
      );
      await this.sight.recordReading(tx, actor, referral, 'referral.calendar');
      return appointment && { number: referral.number, appointment };
    });
  }

  private async line(
    tx: Tx,
    actor: Member,
    referral: Referral,
    line: ReferralLine,
    all: readonly MessageRow[],
    key: DataKey | undefined,
    names: ReadonlyMap<string, string>,
  ): Promise<LineConversation> {
    const other = actor.agencyId === line.sourceAgencyId ? line.agencyId : line.sourceAgencyId;
    const messages = all
      .filter(({ lineId }) => lineId === line.id)
      .map(({ agencyIds, body, ...row }): MessageRecord => ({
        ...row,
        agencies: agencyIds.map((id) => ({ id, name: names.get(id) ?? '' })),
        lines: key && body ? (JSON.parse(key.open(messagePlace(row.id), body)) as SectionLine[]) : null,
      }));
    const appointments = await this.appointments(tx, actor, line.id, key);
    const phone = await this.phone(tx, line.id, key);
    const noShows = await noShowsOf(tx, line.id);
    const { noShowLimit } = await conversationSetting(tx);
    return {
      lineId: line.id,
      version: line.version,
      otherAgency: { id: other, name: names.get(other) ?? '' },
      can: canOf(actor, { referral, line }, messages, appointments, phone),
      categories: referral.categories,
      messages,
      draft: await this.draft(tx, actor, line.id, key),
      appointments,
      noShows,
      isNoShowLimit: noShows >= noShowLimit && !terminalStatuses.includes(line.status),
      phone,
    };
  }

  private async messages(tx: Tx, actor: Member, referralId: string): Promise<MessageRow[]> {
    return tx.query<MessageRow[]>(
      `SELECT m.id, m.line_id AS "lineId", m.kind, m.by_agency_id AS "byAgencyId", g.name AS "byAgency", a.name AS "byName",
         m.at, m.answers, m.due_on::text AS "dueOn", m.told_on::text AS "toldOn", m.code, m.package_version AS "packageVersion", m.agency_ids AS "agencyIds",
         m.by_agency_id <> $2 AND m.at > coalesce(k.read_until, '-infinity') AS "isUnread", b.body
       FROM portal.referral_message m
       JOIN portal.agency g ON g.id = m.by_agency_id JOIN portal.account a ON a.id = m.by_account
       LEFT JOIN portal.message_body b ON b.message_id = m.id
       LEFT JOIN portal.conversation_mark k ON k.line_id = m.line_id AND k.account_id = $3
       WHERE m.referral_id = $1 AND (m.kind <> 'internal' OR m.by_agency_id = $2) ORDER BY m.at, m.id`,
      [referralId, actor.agencyId, actor.accountId],
    );
  }

  private async draft(
    tx: Tx,
    actor: Member,
    lineId: string,
    key: DataKey | undefined,
  ): Promise<string | null> {
    const [row] = await tx.query<{ body: Buffer }[]>(
      'SELECT body FROM portal.message_draft WHERE line_id = $1 AND account_id = $2',
      [lineId, actor.accountId],
    );
    return row && key ? key.open(messageDraftPlace(actor.accountId, lineId), row.body) : null;
  }

  private async appointments(
    tx: Tx,
    actor: Member,
    lineId: string,
    key: DataKey | undefined,
  ): Promise<AppointmentRecord[]> {
    const rows = await tx.query<(Omit<AppointmentRecord, 'words'> & { body: Buffer | null })[]>(
      `SELECT a.id, a.state, a.options, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
         a.offered_by_agency = $2 AS "isOwnOffer", w.body, a.sequence, a.changed_at AS "changedAt"
       FROM portal.appointment a LEFT JOIN portal.appointment_words w ON w.appointment_id = a.id
       WHERE a.line_id = $1 ORDER BY a.offered_at, a.id`,
      [lineId, actor.agencyId],
    );
    return rows.map(({ body, ...row }) => ({
      ...row,
      words: key && body ? (JSON.parse(key.open(appointmentPlace(row.id), body)) as AppointmentWords) : null,
    }));
  }

  private async phone(tx: Tx, lineId: string, key: DataKey | undefined): Promise<PhoneRecord | null> {
    const [row] = await tx.query<(Omit<PhoneRecord, 'heard'> & { id: string; body: Buffer })[]>(
      `SELECT id, state, confirm_by::text AS "confirmBy", recorded_at AS "recordedAt", body
       FROM portal.phone_acceptance WHERE line_id = $1 ORDER BY recorded_at DESC LIMIT 1`,
      [lineId],
    );
    if (!row) return null;
    const { state, confirmBy, recordedAt } = row;
    const heard = key
      ? (JSON.parse(key.open(phoneAcceptancePlace(row.id), row.body)) as HeardAcceptance)
      : null;
    return { state, confirmBy, recordedAt, heard };
  }
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    'SELECT id, name FROM portal.agency WHERE id = ANY($1::uuid[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What the state, the side and the role leave to the actor; whether a consent covers it is asked when it is said. */
function canOf(
  actor: Member,
  { referral, line }: { referral: Referral; line: ReferralLine },
  messages: readonly MessageRecord[],
  appointments: readonly AppointmentRecord[],
  phone: PhoneRecord | null,
): TalkAction[] {
  const isSource = actor.agencyId === line.sourceAgencyId;
  const decides = belongsTo('acceptor', actor.role);
  const moves = (verb: Parameters<typeof mayMove>[1]) => line.may(verb) && mayMove(actor, verb, line);
  const isOver = terminalStatuses.includes(line.status) || line.status === 'suspended';
  const waits = (kind: MessageKind) =>
    messages.some((one) => one.kind === kind && !messages.some(({ answers }) => answers === one.id));
  const open = appointments.find(({ state }) => state === 'offered' || state === 'agreed');
  const isPast = open?.state === 'agreed' && (open.startsAt?.getTime() ?? Infinity) < Date.now();
  const supports = supportingStatuses.includes(line.status);
  const may: Record<TalkAction, boolean> = {
    note: true,
    share: !isOver,
    ask: moves('ask'),
    answer: moves('answer'),
    propose: moves('propose'),
    answer_proposal: moves('agree'),
    redirect: moves('redirect'),
    begin_onward: isSource && line.status === 'redirected' && waits('onward'),
    ask_to_stop: isSource && line.may('stop') && !waits('stop_request'),
    answer_stop: !isSource && decides && line.may('stop') && waits('stop_request'),
    interim_report: !isSource && ['accepted', 'in_progress'].includes(line.status),
    offer_time: readableStatuses.includes(line.status) && !open,
    choose_time: open?.state === 'offered' && !open.isOwnOffer,
    cancel_time: open !== undefined && !isPast,
    record_outcome: !isSource && isPast,
    record_phone: isSource && line.status === 'sent' && phone?.state !== 'waiting',
    answer_phone: !isSource && decides && phone?.state === 'waiting',
    ask_transfer: !isSource && supports && !handsOver(referral) && !waits('transfer_request'),
    withdraw_transfer: !isSource && supports && waits('transfer_request'),
    answer_transfer: isSource && supports && waits('transfer_request'),
  };
  return talkActions.filter((action) => may[action]);
}
