import { daysAfter, todayInTokyo } from '../../lib/japanese-date.js';
import { readTypedDay, typedFrom, type TypedDay } from '../../lib/typed-day.js';
import type { ConsentMethod, DataCategory, Purpose } from '../../lib/terms.js';
import type { NewConsent } from './api/record-consent.js';
import type { Recipient } from './consent-cells.js';

/** How long a consent shall hold: some days, or until a day that is typed. */
export const periods = ['90', '180', '365', 'other'] as const;
/** One of them. */
export type Period = (typeof periods)[number];

/** A decision while it is being typed in. */
export type ConsentDraft = {
  decision: 'given' | 'refused';
  recipients: Recipient[];
  /** What each recipient may be told. */
  told: Record<string, DataCategory[]>;
  purposes: Purpose[];
  decidedOn: TypedDay;
  period: Period;
  until: TypedDay;
  method: ConsentMethod;
  witness: string;
  givenBy: 'person' | 'representative';
  representative: string;
  /** The colleague who explained it. */
  explainedBy: string;
  note: string;
};

/** What the text of a fault is called in the catalogue. */
export type ConsentFault = {
  field: string;
  text:
    'needRecipient' | 'needPurpose' | 'needCategory' | 'needUntil' | 'needDay' | 'needName' | 'needWitness';
};

/** An empty draft of today, valid for half a year. */
export function newConsentDraft(begun: { purposes: Purpose[]; explainedBy: string }): ConsentDraft {
  return {
    decision: 'given',
    recipients: [],
    told: {},
    purposes: begun.purposes,
    decidedOn: typedFrom(todayInTokyo()),
    period: '180',
    until: typedFrom(null),
    method: 'written',
    witness: '',
    givenBy: 'person',
    representative: '',
    explainedBy: begun.explainedBy,
    note: '',
  };
}

/** Whether a way of deciding needs somebody who heard it too. */
export function needsWitness(method: ConsentMethod): boolean {
  return method === 'oral' || method === 'phone';
}

/** The last day of the consent, if it can be told yet. */
export function lastDayOf(draft: ConsentDraft): string | undefined {
  const decided = readTypedDay(draft.decidedOn);
  if (draft.period !== 'other')
    return decided.kind === 'day' ? daysAfter(decided.day, Number(draft.period)) : undefined;
  const until = readTypedDay(draft.until);
  return until.kind === 'day' ? until.day : undefined;
}

/** All that is missing, in the order of the form. */
export function faultsIn(draft: ConsentDraft): ConsentFault[] {
  const faults: ConsentFault[] = [];
  if (draft.recipients.length === 0) faults.push({ field: 'recipients', text: 'needRecipient' });
  if (draft.purposes.length === 0) faults.push({ field: 'purposes', text: 'needPurpose' });
  const toldNothing = draft.recipients.some(({ id }) => (draft.told[id] ?? []).length === 0);
  if (toldNothing) faults.push({ field: 'categories', text: 'needCategory' });
  if (readTypedDay(draft.decidedOn).kind !== 'day') faults.push({ field: 'decidedOn', text: 'needDay' });
  if (!lastDayOf(draft)) faults.push({ field: 'until', text: 'needUntil' });
  if (needsWitness(draft.method) && !draft.witness.trim())
    faults.push({ field: 'witness', text: 'needWitness' });
  if (draft.givenBy === 'representative' && !draft.representative.trim()) {
    faults.push({ field: 'representative', text: 'needName' });
  }
  return faults;
}

/** The decision as the server takes it; only for a draft without faults. */
export function consentFrom(draft: ConsentDraft): NewConsent {
  const decided = readTypedDay(draft.decidedOn);
  const decidedOn = decided.kind === 'day' ? decided.day : todayInTokyo();
  return {
    decision: draft.decision,
    grants: draft.recipients.map(({ id }) => ({
      recipientAgencyId: id,
      categories: draft.told[id] ?? [],
      purposes: draft.purposes,
    })),
    decidedOn,
    validFrom: decidedOn,
    validUntil: lastDayOf(draft) ?? decidedOn,
    method: draft.method,
    witness: needsWitness(draft.method) ? draft.witness.trim() : null,
    givenBy: draft.givenBy,
    representative: draft.givenBy === 'representative' ? draft.representative.trim() : null,
    explainedBy: draft.explainedBy,
    note: draft.note.trim() || null,
  };
}
