import { consentStatusOf, priorityOf, requestStatusOf, taskStateOf, urgencyOf } from './fhir.codes.js';
import { urgencyCodes } from '../referral.codes.js';
import { type LineStatus, lineStatuses } from '../referral.status.js';

describe('the state of a line', () => {
  it.each<{ status: LineStatus; task: string; business?: string }>([
    { status: 'queued', task: 'draft' },
    { status: 'sent', task: 'requested' },
    { status: 'received', task: 'received' },
    { status: 'reviewing', task: 'received', business: 'in-review' },
    { status: 'info_requested', task: 'received', business: 'awaiting-information' },
    { status: 'proposed', task: 'received', business: 'alternative-proposed' },
    { status: 'waitlisted', task: 'on-hold', business: 'waitlist' },
    { status: 'accepted', task: 'accepted' },
    { status: 'in_progress', task: 'in-progress' },
    { status: 'reported', task: 'in-progress', business: 'outcome-submitted' },
    { status: 'completed', task: 'completed' },
    { status: 'declined', task: 'rejected' },
    { status: 'redirected', task: 'rejected', business: 'referred-onward' },
    { status: 'cancelled', task: 'cancelled' },
    { status: 'person_declined', task: 'cancelled', business: 'person-declined' },
    { status: 'not_selected', task: 'cancelled', business: 'not-selected' },
    { status: 'expired', task: 'cancelled', business: 'expired' },
    { status: 'failed', task: 'failed' },
    { status: 'suspended', task: 'on-hold', business: 'consent-withdrawn' },
    { status: 'error', task: 'entered-in-error' },
  ])('$status is $task', ({ status, task, business }) => {
    expect(taskStateOf({ status })).toEqual({ status: task, ...(business ? { business } : {}) });
  });

  it('says more where more is known', () => {
    expect(taskStateOf({ status: 'accepted', hasAppointment: true }).business).toBe('appointment-booked');
    expect(taskStateOf({ status: 'in_progress', hasInterimReport: true }).business).toBe('interim-report');
    expect(taskStateOf({ status: 'suspended', suspendedFor: 'agency' }).business).toBe('agency-closed');
    expect(lineStatuses.map((status) => taskStateOf({ status }).status)).not.toContain(undefined);
  });
});

describe('the state of a referral', () => {
  it('is on hold only when nothing of it goes on', () => {
    expect(requestStatusOf('active', ['suspended'])).toBe('on-hold');
    expect(requestStatusOf('active', ['suspended', 'declined'])).toBe('on-hold');
    expect(requestStatusOf('active', ['suspended', 'reviewing'])).toBe('active');
    expect(requestStatusOf('withdrawn', ['suspended'])).toBe('revoked');
    expect(requestStatusOf('draft', [])).toBe('draft');
  });
});

describe('the state of a consent', () => {
  it.each([
    { status: 'given', live: true, is: 'active' },
    { status: 'given', live: false, is: 'inactive' },
    { status: 'asked', live: false, is: 'proposed' },
    { status: 'refused', live: false, is: 'rejected' },
    { status: 'superseded', live: false, is: 'inactive' },
    { status: 'withdrawn', live: false, is: 'inactive' },
    { status: 'error', live: false, is: 'entered-in-error' },
  ])('$status (live: $live) is $is', ({ status, live, is }) => {
    expect(consentStatusOf({ status, validFrom: '2026-01-01' }, live, '2026-11-20')).toBe(is);
  });

  it('of one that begins later is active with a period', () => {
    expect(consentStatusOf({ status: 'given', validFrom: '2026-12-01' }, false, '2026-11-20')).toBe('active');
  });
});

it('how soon is the same there and back', () => {
  for (const urgency of urgencyCodes) expect(urgencyOf(priorityOf(urgency))).toBe(urgency);
  expect(urgencyOf('stat')).toBe('urgent');
  expect(urgencyOf(undefined)).toBe('normal');
});
