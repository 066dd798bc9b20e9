import type { BookingRecord, SessionRecord } from '#libs/referrals';
import { NamedAgencyView } from '../referrals/referrals.presenter.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** A session with how many places are left. */
export class IntakeSessionView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsText() title!: string;
  @ShowsMoment() startsAt!: string;
  @ShowsMoment() endsAt!: string;
  @ShowsText() place!: string;
  @ShowsText() note!: string;
  @ShowsNumber() slots!: number;
  @ShowsNumber() taken!: number;
  @ShowsNumber() waiting!: number;
  @ShowsText({ codes: ['planned', 'cancelled'] }) state!: 'planned' | 'cancelled';
  @ShowsFlag() isOwn!: boolean;
  @ShowsNumber() version!: number;
}

/** A place, or a place in the queue. */
export class IntakeBookingView {
  @ShowsId() id!: string;
  @ShowsId() sessionId!: string;
  @ShowsNumber({ nullable: true }) slot!: number | null;
  @ShowsText({ codes: ['booked', 'waiting', 'cancelled'] }) state!: BookingRecord['state'];
  @ShowsId() referralId!: string;
  @ShowsText() number!: string;
  @ShowsView(() => NamedAgencyView) source!: NamedAgencyView;
  @ShowsText({ nullable: true }) personName!: string | null;
  @ShowsMoment() bookedAt!: string;
}

/** A session with the places that the reader may know. */
export class OpenSessionView {
  @ShowsView(() => IntakeSessionView) session!: IntakeSessionView;
  @ShowsView(() => IntakeBookingView, { list: true }) bookings!: IntakeBookingView[];
}

/** A place of a referral, with its session. */
export class ReferralSlotView {
  @ShowsView(() => IntakeSessionView) session!: IntakeSessionView;
  @ShowsView(() => IntakeBookingView) booking!: IntakeBookingView;
}

export function presentSession(session: SessionRecord): IntakeSessionView {
  const { id, title, place, note, slots, taken, waiting, state, isOwn, version } = session;
  return {
    id,
    agency: { id: session.agencyId, name: session.agency },
    title,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    ...{ place, note, slots, taken, waiting, state, isOwn, version },
  };
}

export function presentBooking(booking: BookingRecord): IntakeBookingView {
  const { id, sessionId, slot, state, referralId, number, personName } = booking;
  return {
    ...{ id, sessionId, slot, state, referralId, number, personName },
    source: { id: booking.sourceAgencyId, name: booking.sourceAgency },
    bookedAt: booking.bookedAt.toISOString(),
  };
}
