import { daysAfter, todayInTokyo } from '../../lib/japanese-date.js';
import { readTypedDay, typedFrom, type TypedDay } from '../../lib/typed-day.js';
import {
  dataCategories,
  purposes,
  type Assent,
  type Authority,
  type ConsentMethod,
  type DataCategory,
  type Purpose,
} from '../../lib/terms.js';
import type { Asking, NewAnswer, NewAsking } from './api/askings.js';
import type { NewConsent } from './api/record-consent.js';
import type { ConsentCell, Recipient } from './consent-cells.js';
import type { consentsJa } from './consents.ja.js';

/** How long a consent shall hold: some days, some years, while supported, or until a day that is typed. */
export const periods = ['90', '180', 'years1', 'years3', 'support', 'other'] as const;
/** One of them. */
export type Period = (typeof periods)[number];

/** What one recipient may be told, purpose by purpose. */
export type Told = Partial<Record<Purpose, DataCategory[]>>;

/** How, where and by whom something was decided, while it is being typed in. */
export type CircumstancesDraft = {
  decidedOn: TypedDay;
  method: ConsentMethod;
  place: string;
  witness: string;
  noPaperReason: string;
  givenBy: 'person' | 'representative';
  representative: string;
  authority: Authority | '';
  authorityNote: string;
  authorityEndsOn: TypedDay;
  assent: Assent | '';
  assentWords: string;
  /** The colleague who explained it. */
  explainedBy: string;
  note: string;
};

/** A decision, or a question, while it is being typed in. */
export type ConsentDraft = CircumstancesDraft & {
  /** `ask`: nothing is decided yet, a form is to be printed. */
  decision: 'given' | 'refused' | 'ask';
  recipients: Recipient[];
  /** What each recipient may be told. */
  told: Record<string, Told>;
  period: Period;
  until: TypedDay;
};

/** What the text of a fault is called in the catalogue. */
export type ConsentFault = { field: string; text: keyof (typeof consentsJa)['fault'] };

/** An empty draft of today, valid for half a year. */
export function newConsentDraft(explainedBy: string): ConsentDraft {
  return {
    decision: 'given',
    recipients: [],
    told: {},
    period: '180',
    until: typedFrom(null),
    ...newCircumstances(explainedBy),
  };
}

/** Circumstances of today, by the person, on paper. */
export function newCircumstances(explainedBy: string): CircumstancesDraft {
  return {
    decidedOn: typedFrom(todayInTokyo()),
    method: 'written',
    place: '',
    witness: '',
    noPaperReason: '',
    givenBy: 'person',
    representative: '',
    authority: '',
    authorityNote: '',
    authorityEndsOn: typedFrom(null),
    assent: '',
    assentWords: '',
    explainedBy,
    note: '',
  };
}

/** A draft that says what an asking says. */
export function draftOf(asking: Asking, explainedBy: string): ConsentDraft {
  return {
    ...newConsentDraft(explainedBy),
    decision: 'ask',
    ...toldFrom(asking.cells),
    period:
      asking.validity === 'years'
        ? asking.validYears === 1
          ? 'years1'
          : 'years3'
        : asking.validity === 'support'
          ? 'support'
          : 'other',
    until: typedFrom(asking.validity === 'day' ? asking.lastDay : null),
    givenBy: asking.givenBy,
    representative: asking.representative ?? '',
    authority: asking.authority ?? '',
    note: asking.note ?? '',
  };
}

/** Whether a way of deciding leaves no paper, so that it needs somebody who heard it too. */
export function isSpoken(method: ConsentMethod): boolean {
  return method === 'oral' || method === 'phone';
}

/** The cells of a draft. */
export function cellsOfDraft({ recipients, told }: Pick<ConsentDraft, 'recipients' | 'told'>): ConsentCell[] {
  return recipients.flatMap(({ id, name }) =>
    purposes.flatMap((purpose) =>
      (told[id]?.[purpose] ?? []).map((category) => ({
        agencyId: id,
        agencyName: name,
        purpose,
        category,
      })),
    ),
  );
}

/** Recipients and what they may be told, out of cells. */
export function toldFrom(cells: readonly ConsentCell[]): Pick<ConsentDraft, 'recipients' | 'told'> {
  const recipients = [...new Map(cells.map((cell) => [cell.agencyId, cell.agencyName]))].map(
    ([id, name]) => ({
      id,
      name,
    }),
  );
  const told = Object.fromEntries(
    recipients.map(({ id }) => [
      id,
      Object.fromEntries(
        purposes.map((purpose) => [
          purpose,
          dataCategories.filter((category) =>
            cells.some(
              (cell) => cell.agencyId === id && cell.purpose === purpose && cell.category === category,
            ),
          ),
        ]),
      ),
    ]),
  );
  return { recipients, told };
}

/** Cells as the server takes them: for each agency and purpose the kinds of data. */
export function grantsFrom(cells: readonly ConsentCell[]): NewAsking['grants'] {
  const parts = new Map<string, NewAsking['grants'][number]>();
  for (const { agencyId, purpose, category } of cells) {
    const part = parts.get(`${agencyId} ${purpose}`) ?? {
      recipientAgencyId: agencyId,
      purposes: [purpose],
      categories: [],
    };
    parts.set(`${agencyId} ${purpose}`, { ...part, categories: [...part.categories, category] });
  }
  return [...parts.values()];
}

/** The last day of the consent, if it can be told yet. */
export function lastDayOf(draft: ConsentDraft): string | undefined {
  const decided = readTypedDay(draft.decidedOn);
  const from = draft.decision === 'ask' ? todayInTokyo() : decided.kind === 'day' ? decided.day : undefined;
  const until = readTypedDay(draft.until);
  switch (draft.period) {
    case 'other':
      return until.kind === 'day' ? until.day : undefined;
    case '90':
    case '180':
      return from && daysAfter(from, Number(draft.period));
    case 'years1':
      return from && lastDayOfYears(from, 1);
    case 'years3':
    case 'support':
      return from && lastDayOfYears(from, 3);
  }
}

/** All that is missing, in the order of the form. */
export function faultsIn(draft: ConsentDraft): ConsentFault[] {
  const faults: ConsentFault[] = [];
  if (draft.recipients.length === 0) faults.push({ field: 'recipients', text: 'needRecipient' });
  const cells = cellsOfDraft(draft);
  const toldNothing = draft.recipients.some(({ id }) => cells.every((cell) => cell.agencyId !== id));
  if (toldNothing) faults.push({ field: 'categories', text: 'needCategory' });
  if (draft.decision !== 'ask' && readTypedDay(draft.decidedOn).kind !== 'day')
    faults.push({ field: 'decidedOn', text: 'needDay' });
  if (draft.decision !== 'refused' && !lastDayOf(draft)) faults.push({ field: 'until', text: 'needUntil' });
  if (draft.decision !== 'ask')
    return [...faults, ...faultsInCircumstances(draft, draft.decision === 'given')];
  return [...faults, ...faultsInRepresentative(draft)];
}

/** What is missing of how it was decided. */
export function faultsInCircumstances(draft: CircumstancesDraft, isYes: boolean): ConsentFault[] {
  const faults: ConsentFault[] = [];
  if (isSpoken(draft.method) && !draft.witness.trim()) faults.push({ field: 'witness', text: 'needWitness' });
  if (isSpoken(draft.method) && isYes && !draft.noPaperReason.trim())
    faults.push({ field: 'noPaperReason', text: 'needNoPaperReason' });
  if (draft.givenBy === 'person') return faults;
  faults.push(...faultsInRepresentative(draft));
  if (!draft.authorityNote.trim()) faults.push({ field: 'authorityNote', text: 'needAuthorityNote' });
  if (!draft.assent) faults.push({ field: 'assent', text: 'needAssent' });
  if (!draft.assentWords.trim()) faults.push({ field: 'assentWords', text: 'needAssentWords' });
  return faults;
}

function faultsInRepresentative(draft: CircumstancesDraft): ConsentFault[] {
  if (draft.givenBy === 'person') return [];
  const faults: ConsentFault[] = [];
  if (!draft.representative.trim()) faults.push({ field: 'representative', text: 'needName' });
  if (!draft.authority) faults.push({ field: 'authority', text: 'needAuthority' });
  return faults;
}

/** The decision as the server takes it; only for a draft without faults. */
export function consentFrom(draft: ConsentDraft): NewConsent {
  const decided = readTypedDay(draft.decidedOn);
  const decidedOn = decided.kind === 'day' ? decided.day : todayInTokyo();
  return {
    ...circumstancesFrom(draft),
    decision: draft.decision === 'refused' ? 'refused' : 'given',
    grants: grantsFrom(cellsOfDraft(draft)),
    validFrom: decidedOn,
    validUntil: lastDayOf(draft) ?? decidedOn,
    validity: draft.period === 'support' ? 'support' : 'day',
    ...representativeFrom(draft),
  };
}

/** The question as the server takes it; only for a draft without faults. */
export function askingFrom(draft: ConsentDraft): NewAsking {
  const years = draft.period === 'years1' ? 1 : draft.period === 'years3' ? 3 : null;
  const validity = years ? 'years' : draft.period === 'support' ? 'support' : 'day';
  return {
    grants: grantsFrom(cellsOfDraft(draft)),
    validity,
    ...(years ? { validYears: years } : {}),
    ...(validity === 'day' ? { validUntil: lastDayOf(draft) ?? todayInTokyo() } : {}),
    ...representativeFrom(draft),
    note: draft.note.trim() || null,
  };
}

/** The answer as the server takes it. */
export function answerFrom(draft: CircumstancesDraft, agreed: readonly ConsentCell[]): NewAnswer {
  return { ...circumstancesFrom(draft), agreed: grantsFrom(agreed) };
}

function circumstancesFrom(draft: CircumstancesDraft): Omit<NewAnswer, 'agreed'> {
  const decided = readTypedDay(draft.decidedOn);
  const ends = readTypedDay(draft.authorityEndsOn);
  const isRepresented = draft.givenBy === 'representative';
  const words = (text: string, isWanted = true) => (isWanted && text.trim() ? text.trim() : null);
  return {
    decidedOn: decided.kind === 'day' ? decided.day : todayInTokyo(),
    method: draft.method,
    explainedBy: draft.explainedBy,
    place: words(draft.place),
    witness: words(draft.witness, isSpoken(draft.method)),
    noPaperReason: words(draft.noPaperReason, isSpoken(draft.method)),
    authorityNote: words(draft.authorityNote, isRepresented),
    authorityEndsOn: isRepresented && ends.kind === 'day' ? ends.day : null,
    assent: isRepresented && draft.assent ? draft.assent : null,
    assentWords: words(draft.assentWords, isRepresented),
    note: words(draft.note),
  };
}

function representativeFrom(draft: CircumstancesDraft) {
  const isRepresented = draft.givenBy === 'representative';
  return {
    givenBy: draft.givenBy,
    representative: isRepresented ? draft.representative.trim() : null,
    authority: isRepresented && draft.authority ? draft.authority : null,
  };
}

function lastDayOfYears(from: string, years: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day - 1)).toISOString().slice(0, 10);
}
