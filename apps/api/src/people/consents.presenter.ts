import {
  categoryCodes,
  type ConsentMethod,
  consentMethodCodes,
  consentMethods,
  type ConsentRecord,
  type ConsentState,
  consentStateNames,
  type DataCategory,
  type Decider,
  deciderCodes,
  deciders,
  type EvidenceType,
  evidenceTypes,
  type Purpose,
  purposeCodes,
} from '#libs/people';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** One recipient's part of a consent. */
export class GrantedRecipientView {
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ list: true, codes: purposeCodes }) purposes!: Purpose[];
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
}

/** A scan that is kept with a consent. */
export class EvidenceView {
  @ShowsId() id!: string;
  @ShowsText({ codes: evidenceTypes }) contentType!: EvidenceType;
  @ShowsNumber() octets!: number;
  @ShowsMoment() addedAt!: string;
}

/** What a person decided, and whether it holds today. */
export class ConsentView {
  @ShowsId() id!: string;
  @ShowsId() rootId!: string;
  @ShowsNumber() revision!: number;
  @ShowsId() personId!: string;
  @ShowsText({ codes: Object.keys(consentStateNames) }) state!: ConsentState;
  @ShowsText() stateName!: string;
  @ShowsDay() decidedOn!: string;
  @ShowsDay() validFrom!: string;
  @ShowsDay() validUntil!: string;
  @ShowsText({ codes: consentMethodCodes }) method!: ConsentMethod;
  @ShowsText() methodName!: string;
  @ShowsText() explainedBy!: string;
  @ShowsText({ codes: deciderCodes }) givenBy!: Decider;
  @ShowsText() givenByName!: string;
  @ShowsText({ nullable: true }) representative!: string | null;
  @ShowsText({ nullable: true }) witness!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsMoment({ nullable: true }) withdrawnAt!: string | null;
  @ShowsText({ nullable: true }) withdrawalToldBy!: string | null;
  @ShowsText({ nullable: true }) withdrawalNote!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
  @ShowsView(() => GrantedRecipientView, { list: true }) recipients!: GrantedRecipientView[];
  @ShowsView(() => EvidenceView, { list: true }) evidence!: EvidenceView[];
  /** Whether it can be taken back now. */
  @ShowsFlag() canWithdraw!: boolean;
}

export function presentConsent(consent: ConsentRecord): ConsentView {
  return {
    id: consent.id,
    rootId: consent.rootId,
    revision: consent.revision,
    personId: consent.personId,
    state: consent.state,
    stateName: consentStateNames[consent.state],
    decidedOn: consent.decidedOn,
    validFrom: consent.validFrom,
    validUntil: consent.validUntil,
    method: consent.method,
    methodName: consentMethods[consent.method],
    explainedBy: consent.explainedBy,
    givenBy: consent.givenBy,
    givenByName: deciders[consent.givenBy],
    representative: consent.representative,
    witness: consent.witness,
    note: consent.note,
    withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
    withdrawalToldBy: consent.withdrawalToldBy ? deciders[consent.withdrawalToldBy] : null,
    withdrawalNote: consent.withdrawalNote,
    createdAt: consent.createdAt.toISOString(),
    version: consent.version,
    recipients: consent.recipients.map(({ agencyId, agencyName, purposes, categories }) => ({
      agencyId,
      agencyName,
      purposes: purposeCodes.filter((code) => purposes.includes(code)),
      categories: categoryCodes.filter((code) => categories.includes(code)),
    })),
    evidence: consent.evidence.map(({ id, contentType, octets, addedAt }) => ({
      id,
      contentType,
      octets,
      addedAt: new Date(addedAt).toISOString(),
    })),
    canWithdraw: ['given', 'upcoming', 'expired'].includes(consent.state),
  };
}
