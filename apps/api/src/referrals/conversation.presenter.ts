import { categoryCodes, type DataCategory } from '#libs/people';
import {
  type AppointmentRecord,
  type AppointmentState,
  appointmentStateCodes,
  appointmentStates,
  type ConversationRecord,
  type LineConversation,
  type MessageKind,
  messageKindCodes,
  messageKinds,
  type MessageRecord,
  type PhoneRecord,
  type TalkAction,
  talkActions,
} from '#libs/referrals';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';
import { SectionLineView } from './reading.presenter.js';
import { NamedAgencyView } from './referrals.presenter.js';

/** Something that was said. */
export class MessageView {
  @ShowsId() id!: string;
  @ShowsText({ codes: messageKindCodes }) kind!: MessageKind;
  @ShowsText() kindName!: string;
  @ShowsText() byAgency!: string;
  @ShowsText() byName!: string;
  @ShowsMoment() at!: string;
  @ShowsId({ nullable: true }) answers!: string | null;
  @ShowsDay({ nullable: true }) dueOn!: string | null;
  @ShowsText({ nullable: true }) code!: string | null;
  /** The day on which the person was told. */
  @ShowsDay({ nullable: true }) toldOn!: string | null;
  @ShowsNumber({ nullable: true }) packageVersion!: number | null;
  /** Agencies that are named as the right ones. */
  @ShowsView(() => NamedAgencyView, { list: true }) agencies!: NamedAgencyView[];
  @ShowsFlag() unread!: boolean;
  /** Whether the words are closed to the reader now. */
  @ShowsFlag() closed!: boolean;
  @ShowsView(() => SectionLineView, { list: true }) lines!: SectionLineView[];
}

/** A time that is offered. */
export class OfferedTimeView {
  @ShowsMoment() startsAt!: string;
  @ShowsMoment() endsAt!: string;
}

/** An appointment. */
export class AppointmentView {
  @ShowsId() id!: string;
  @ShowsText({ codes: appointmentStateCodes }) state!: AppointmentState;
  @ShowsText() stateName!: string;
  @ShowsView(() => OfferedTimeView, { list: true }) options!: OfferedTimeView[];
  @ShowsMoment({ nullable: true }) startsAt!: string | null;
  @ShowsMoment({ nullable: true }) endsAt!: string | null;
  @ShowsFlag() ownOffer!: boolean;
  @ShowsText() place!: string;
  @ShowsText() link!: string;
  @ShowsText() note!: string;
}

/** An acceptance that the source heard on the telephone. */
export class PhoneAcceptanceView {
  @ShowsText({ codes: ['waiting', 'confirmed', 'denied', 'lapsed'] }) state!: PhoneRecord['state'];
  @ShowsDay() confirmBy!: string;
  @ShowsMoment() recordedAt!: string;
  @ShowsText() agreedBy!: string;
  @ShowsDay({ nullable: true }) agreedOn!: string | null;
  @ShowsText() note!: string;
}

/** Everything that is said on one line. */
export class LineConversationView {
  @ShowsId() lineId!: string;
  @ShowsNumber() version!: number;
  @ShowsView(() => NamedAgencyView) otherAgency!: NamedAgencyView;
  @ShowsText({ list: true, codes: talkActions }) can!: TalkAction[];
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsNumber() unread!: number;
  @ShowsView(() => MessageView, { list: true }) messages!: MessageView[];
  @ShowsText({ nullable: true }) draft!: string | null;
  @ShowsView(() => AppointmentView, { list: true }) appointments!: AppointmentView[];
  @ShowsNumber() noShows!: number;
  @ShowsFlag() noShowLimit!: boolean;
  @ShowsView(() => PhoneAcceptanceView, { nullable: true }) phone!: PhoneAcceptanceView | null;
}

/** One referral of the chain; what is null belongs to others. */
export class ChainLinkView {
  @ShowsNumber() depth!: number;
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsText({ nullable: true }) number!: string | null;
  @ShowsText({ list: true }) names!: string[];
  @ShowsFlag() returns!: boolean;
}

/** What is said about a referral. */
export class ConversationView {
  @ShowsView(() => LineConversationView, { list: true }) lines!: LineConversationView[];
  @ShowsView(() => ChainLinkView, { list: true }) chain!: ChainLinkView[];
}

export function presentConversation({ lines, chain }: ConversationRecord): ConversationView {
  return {
    lines: lines.map(presentLine),
    chain: chain.map(({ depth, referralId, number, names, returns }) => ({
      depth,
      referralId,
      number,
      names: [...names],
      returns,
    })),
  };
}

function presentLine(line: LineConversation): LineConversationView {
  return {
    lineId: line.lineId,
    version: line.version,
    otherAgency: { id: line.otherAgency.id, name: line.otherAgency.name },
    can: [...line.can],
    categories: [...line.categories],
    unread: line.messages.filter(({ isUnread }) => isUnread).length,
    messages: line.messages.map(presentMessage),
    draft: line.draft,
    appointments: line.appointments.map(presentAppointment),
    noShows: line.noShows,
    noShowLimit: line.isNoShowLimit,
    phone: line.phone && presentPhone(line.phone),
  };
}

function presentMessage(message: MessageRecord): MessageView {
  return {
    id: message.id,
    kind: message.kind,
    kindName: messageKinds[message.kind],
    byAgency: message.byAgency,
    byName: message.byName,
    at: message.at.toISOString(),
    answers: message.answers,
    dueOn: message.dueOn,
    code: message.code,
    toldOn: message.toldOn,
    packageVersion: message.packageVersion,
    agencies: message.agencies.map(({ id, name }) => ({ id, name })),
    unread: message.isUnread,
    closed: message.lines === null,
    lines: (message.lines ?? []).map(({ label, text }) => ({ label, text })),
  };
}

function presentAppointment(appointment: AppointmentRecord): AppointmentView {
  return {
    id: appointment.id,
    state: appointment.state,
    stateName: appointmentStates[appointment.state],
    options: appointment.options.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
    startsAt: appointment.startsAt?.toISOString() ?? null,
    endsAt: appointment.endsAt?.toISOString() ?? null,
    ownOffer: appointment.isOwnOffer,
    place: appointment.words?.place ?? '',
    link: appointment.words?.link ?? '',
    note: appointment.words?.note ?? '',
  };
}

function presentPhone({ state, confirmBy, recordedAt, heard }: PhoneRecord): PhoneAcceptanceView {
  return {
    state,
    confirmBy,
    recordedAt: recordedAt.toISOString(),
    agreedBy: heard?.agreedBy ?? '',
    agreedOn: heard?.agreedOn ?? null,
    note: heard?.note ?? '',
  };
}
