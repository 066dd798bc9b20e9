// The parts of FHIR R4 (4.0.1) that a referral is written in. What is undefined is left out of the JSON.

/** The address of a code, its code and its words. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** A concept, in codes and in words. */
export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

/** A pointer to another entry of the same bundle. */
export interface Reference {
  readonly reference: string;
  readonly display?: string;
}

/** A number that somebody gave to something. */
export interface Identifier {
  readonly type?: CodeableConcept;
  readonly system: string;
  readonly value: string;
}

/** From when until when; days or moments. */
export interface Period {
  readonly start?: string;
  readonly end?: string;
}

/** What FHIR itself has no element for. */
export interface Extension {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueBase64Binary?: string;
  readonly valueCodeableConcept?: CodeableConcept;
}

/** A telephone or fax number. */
export interface ContactPoint {
  readonly system: 'phone' | 'fax';
  readonly value: string;
}

interface PostalAddress {
  readonly text: string;
  readonly country?: string;
}

/** A name in one script. */
export interface HumanName {
  readonly extension?: readonly Extension[];
  readonly use?: 'official';
  readonly text?: string;
  readonly family?: string;
  readonly given?: readonly string[];
}

interface Annotation {
  readonly authorReference?: Reference;
  readonly time?: string;
  readonly text: string;
}

/** The states of a request. */
export type RequestStatus =
  'draft' | 'active' | 'on-hold' | 'revoked' | 'completed' | 'entered-in-error' | 'unknown';

/** The states of a task that a line can have. */
export type TaskStatus =
  | 'draft'
  | 'requested'
  | 'received'
  | 'accepted'
  | 'rejected'
  | 'cancelled'
  | 'in-progress'
  | 'on-hold'
  | 'failed'
  | 'completed'
  | 'entered-in-error';

/** The states of a consent. */
export type FhirConsentStatus =
  'draft' | 'proposed' | 'active' | 'rejected' | 'inactive' | 'entered-in-error';

/** How soon. */
export type RequestPriority = 'routine' | 'urgent' | 'asap' | 'stat';

export interface ServiceRequest {
  readonly resourceType: 'ServiceRequest';
  readonly id: string;
  readonly extension?: readonly Extension[];
  readonly identifier: readonly Identifier[];
  readonly status: RequestStatus;
  readonly intent: 'order';
  readonly category?: readonly CodeableConcept[];
  readonly priority: RequestPriority;
  readonly code: CodeableConcept;
  readonly orderDetail?: readonly CodeableConcept[];
  readonly subject: Reference;
  readonly authoredOn: string;
  readonly requester: Reference;
  readonly performer?: readonly Reference[];
  readonly reasonCode?: readonly CodeableConcept[];
  readonly supportingInfo?: readonly Reference[];
  readonly note?: readonly Annotation[];
}

export interface Task {
  readonly resourceType: 'Task';
  readonly id: string;
  readonly identifier?: readonly Identifier[];
  readonly basedOn: readonly Reference[];
  readonly groupIdentifier: Identifier;
  readonly status: TaskStatus;
  readonly statusReason?: CodeableConcept;
  readonly businessStatus: CodeableConcept;
  readonly intent: 'order';
  readonly priority: RequestPriority;
  readonly code: CodeableConcept;
  readonly focus: Reference;
  readonly for: Reference;
  readonly executionPeriod?: Period;
  readonly authoredOn?: string;
  readonly lastModified: string;
  readonly requester: Reference;
  readonly owner: Reference;
  readonly note?: readonly Annotation[];
  readonly restriction?: { readonly period: Period };
  readonly output?: readonly TaskOutput[];
}

/** What a task brought about. */
export interface TaskOutput {
  readonly type: CodeableConcept;
  readonly valueString?: string;
  readonly valueDate?: string;
  readonly valueCodeableConcept?: CodeableConcept;
}

export interface Patient {
  readonly resourceType: 'Patient';
  readonly id: string;
  readonly name?: readonly HumanName[];
  readonly telecom?: readonly ContactPoint[];
  readonly birthDate?: string;
  readonly address?: readonly PostalAddress[];
}

export interface Organization {
  readonly resourceType: 'Organization';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly name: string;
  readonly telecom?: readonly ContactPoint[];
  readonly address?: readonly PostalAddress[];
}

export interface HealthcareService {
  readonly resourceType: 'HealthcareService';
  readonly id: string;
  readonly providedBy: Reference;
  readonly type: readonly CodeableConcept[];
}

export interface ConsentResource {
  readonly resourceType: 'Consent';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly status: FhirConsentStatus;
  readonly scope: CodeableConcept;
  readonly category: readonly CodeableConcept[];
  readonly patient: Reference;
  readonly dateTime: string;
  readonly performer?: readonly Reference[];
  readonly organization: readonly Reference[];
  readonly policyRule: CodeableConcept;
  readonly verification: readonly { readonly verified: boolean; readonly verificationDate?: string }[];
  readonly provision: {
    readonly type: 'permit' | 'deny';
    readonly period?: Period;
    readonly actor: readonly { readonly role: CodeableConcept; readonly reference: Reference }[];
    readonly purpose: readonly Coding[];
    readonly class: readonly Coding[];
  };
}

/** A labelled text, or a group of them. */
export interface QuestionnaireItem {
  readonly linkId: string;
  readonly text: string;
  readonly answer?: readonly { readonly valueString: string }[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  readonly id: string;
  readonly basedOn: readonly Reference[];
  readonly questionnaire: string;
  readonly status: 'completed';
  readonly subject: Reference;
  readonly author: Reference;
  readonly item: readonly QuestionnaireItem[];
}

export interface DocumentReference {
  readonly resourceType: 'DocumentReference';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly status: 'current';
  readonly docStatus: 'final' | 'preliminary';
  readonly type: CodeableConcept;
  readonly category: readonly CodeableConcept[];
  readonly subject: Reference;
  readonly author: readonly Reference[];
  readonly description?: string;
  readonly content: readonly {
    readonly attachment: {
      readonly extension: readonly Extension[];
      readonly contentType: string;
      readonly url?: string;
      readonly size: number;
      readonly hash?: string;
    };
  }[];
  readonly context: { readonly related: readonly Reference[] };
}

export interface Binary {
  readonly resourceType: 'Binary';
  readonly id: string;
  readonly contentType: string;
  readonly securityContext: Reference;
  readonly data: string;
}

/** Everything that a bundle of a referral may hold. */
export type Resource =
  | ServiceRequest
  | Task
  | Patient
  | Organization
  | HealthcareService
  | ConsentResource
  | QuestionnaireResponse
  | DocumentReference
  | Binary;

/** A referral as one file. */
export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly id: string;
  readonly meta: { readonly lastUpdated: string; readonly security: readonly Coding[] };
  readonly identifier: Identifier;
  readonly type: 'collection';
  readonly timestamp: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

/** How one entry names another. */
export function urlOf(id: string): string {
  return `urn:uuid:${id}`;
}

/** A list, or nothing: FHIR knows no empty lists. */
export function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
