import type { Urgency } from '../referral.codes.js';
import type { LineStatus, ReferralStatus } from '../referral.status.js';
import type {
  CodeableConcept,
  Coding,
  FhirConsentStatus,
  Identifier,
  RequestPriority,
  RequestStatus,
  TaskStatus,
} from './fhir.resources.js';

/** The code systems of the portal; docs/exchange.md says what stands in each. */
export type OwnSystem =
  | 'asked-service'
  | 'attachment-kind'
  | 'attribution'
  | 'business-status'
  | 'data-category'
  | 'line-state'
  | 'purpose'
  | 'reason'
  | 'referral-mode'
  | 'referral-type'
  | 'report-result';

/** What the portal and others number. */
export type OwnNumber =
  | 'agency'
  | 'attachment'
  | 'consent-number'
  | 'corporation-number'
  | 'export'
  | 'office-number'
  | 'receipt-number'
  | 'referral-number';

/** The portal's own addresses for what FHIR has no codes for: they lie under its public address. */
export class OwnCodes {
  constructor(private readonly publicUrl: string) {}

  /** One of our codes. */
  coding(system: OwnSystem, code: string, display?: string): Coding {
    return { system: `${this.publicUrl}/fhir/CodeSystem/${system}`, code, display };
  }

  /** The same as a concept. */
  concept(system: OwnSystem, code: string, display: string): CodeableConcept {
    return { coding: [this.coding(system, code, display)], text: display };
  }

  /** One of our numbers. */
  number(of: OwnNumber, value: string): Identifier {
    return { system: `${this.publicUrl}/fhir/sid/${of}`, value };
  }

  /** The address of the form behind a kind of data. */
  questionnaire(category: string): string {
    return `${this.publicUrl}/fhir/Questionnaire/${category}`;
  }

  /** The address of an extension of ours. */
  extension(name: 'referral-mode' | 'sha-256'): string {
    return `${this.publicUrl}/fhir/StructureDefinition/${name}`;
  }
}

const terminology = 'http://terminology.hl7.org/CodeSystem';

/** Codes of HL7 that a referral needs. */
export const hl7 = {
  fulfill: { system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' },
  privacy: { system: `${terminology}/consentscope`, code: 'patient-privacy' },
  disclosure: { system: `${terminology}/v3-ActCode`, code: 'IDSCL' },
  optIn: { system: `${terminology}/v3-ActCode`, code: 'OPTIN' },
  receiver: { system: `${terminology}/v3-ParticipationType`, code: 'IRCP' },
  careManagement: { system: `${terminology}/v3-ActReason`, code: 'CAREMGT' },
  restricted: { system: `${terminology}/v3-Confidentiality`, code: 'R' },
} as const satisfies Record<string, Coding>;

/** What HL7 itself defines beside the elements. */
export const extensions = {
  /** In which script a Japanese name is written: IDE for kanji, SYL for kana. */
  script: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation',
  absent: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const;

/** A state of a line as FHIR says it: the task's own state, and what happens inside of it. */
interface TaskState {
  readonly status: TaskStatus;
  readonly business?: string;
}

const taskStates: Readonly<Record<LineStatus, TaskState>> = {
  queued: { status: 'draft' },
  sent: { status: 'requested' },
  received: { status: 'received' },
  reviewing: { status: 'received', business: 'in-review' },
  info_requested: { status: 'received', business: 'awaiting-information' },
  proposed: { status: 'received', business: 'alternative-proposed' },
  waitlisted: { status: 'on-hold', business: 'waitlist' },
  accepted: { status: 'accepted' },
  in_progress: { status: 'in-progress' },
  reported: { status: 'in-progress', business: 'outcome-submitted' },
  completed: { status: 'completed' },
  declined: { status: 'rejected' },
  redirected: { status: 'rejected', business: 'referred-onward' },
  cancelled: { status: 'cancelled' },
  person_declined: { status: 'cancelled', business: 'person-declined' },
  not_selected: { status: 'cancelled', business: 'not-selected' },
  expired: { status: 'cancelled', business: 'expired' },
  failed: { status: 'failed' },
  suspended: { status: 'on-hold', business: 'consent-withdrawn' },
  error: { status: 'entered-in-error' },
};

/** What is known of a line beside its state. */
interface LineFacts {
  readonly status: LineStatus;
  readonly suspendedFor?: 'consent' | 'agency' | null;
  readonly hasAppointment?: boolean;
  readonly hasInterimReport?: boolean;
}

/** How FHIR says where a line stands. */
export function taskStateOf(line: LineFacts): TaskState {
  const state = taskStates[line.status];
  if (line.status === 'suspended' && line.suspendedFor === 'agency')
    return { ...state, business: 'agency-closed' };
  if (line.status === 'accepted' && line.hasAppointment) return { ...state, business: 'appointment-booked' };
  if (line.status === 'in_progress' && line.hasInterimReport) return { ...state, business: 'interim-report' };
  return state;
}

const requestStates: Readonly<Record<ReferralStatus, RequestStatus>> = {
  draft: 'draft',
  active: 'active',
  matched: 'active',
  completed: 'completed',
  unfulfilled: 'revoked',
  withdrawn: 'revoked',
  error: 'entered-in-error',
};

const atWork: readonly LineStatus[] = [
  ...(['queued', 'sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'] as const),
  ...(['accepted', 'in_progress', 'reported'] as const),
];

/** How FHIR says where a referral stands: it is on hold when all that is left of it is stopped. */
export function requestStatusOf(status: ReferralStatus, lines: readonly LineStatus[]): RequestStatus {
  const known = requestStates[status];
  const isStopped = lines.includes('suspended') && !lines.some((line) => atWork.includes(line));
  return known === 'active' && isStopped ? 'on-hold' : known;
}

/** How FHIR says what became of a consent; `isLive` when something may be told by it now. */
export function consentStatusOf(
  { status, validFrom }: { status: string; validFrom: string | null },
  isLive: boolean,
  today: string,
): FhirConsentStatus {
  switch (status) {
    case 'given':
      return isLive || (validFrom ?? '') > today ? 'active' : 'inactive';
    case 'asked':
      return 'proposed';
    case 'refused':
      return 'rejected';
    case 'error':
      return 'entered-in-error';
    default:
      return 'inactive';
  }
}

const priorities: Readonly<Record<Urgency, RequestPriority>> = {
  normal: 'routine',
  soon: 'urgent',
  urgent: 'asap',
};

/** How FHIR says how soon. */
export function priorityOf(urgency: Urgency): RequestPriority {
  return priorities[urgency];
}

/** How soon, as the portal says it; what is not said is not urgent. */
export function urgencyOf(priority: string | undefined): Urgency {
  switch (priority) {
    case 'urgent':
      return 'soon';
    case 'asap':
    case 'stat':
      return 'urgent';
    default:
      return 'normal';
  }
}
