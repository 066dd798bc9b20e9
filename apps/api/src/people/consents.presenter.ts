import {
  type Assent,
  assentCodes,
  assents,
  type Authority,
  authorities,
  authorityCodes,
  categories,
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
  type EvidenceKind,
  evidenceKinds,
  type EvidenceType,
  evidenceTypes,
  type Purpose,
  type GrantedRecipient,
  purposeCodes,
  validities,
  type Validity,
  validityCodes,
} from '#libs/people';
import { eraDay } from '#libs/documents';
import { dayInJapan } from '#libs/platform';
import { isUsable, type UploadState, uploadStateNames, uploadStates } from '#libs/platform';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** One recipient's part of a consent: every kind for every purpose. A recipient may have several. */
export class GrantedRecipientView {
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ list: true, codes: purposeCodes }) purposes!: Purpose[];
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
}

/** A scan that is kept with a consent. */
export class EvidenceView {
  @ShowsId() id!: string;
  @ShowsText({ codes: evidenceKinds }) kind!: EvidenceKind;
  @ShowsText({ codes: evidenceTypes }) contentType!: EvidenceType;
  @ShowsNumber() octets!: number;
  @ShowsMoment() addedAt!: string;
  @ShowsText({ codes: uploadStates }) state!: UploadState;
  @ShowsText() stateName!: string;
  /** Whether it can be opened. */
  @ShowsFlag() usable!: boolean;
}

/** What a person decided, and whether it holds today. */
export class ConsentView {
  @ShowsId() id!: string;
  @ShowsId() rootId!: string;
  @ShowsNumber() revision!: number;
  @ShowsText() number!: string;
  @ShowsId() personId!: string;
  @ShowsText({ codes: Object.keys(consentStateNames) }) state!: ConsentState;
  @ShowsText() stateName!: string;
  @ShowsId({ nullable: true }) askingId!: string | null;
  @ShowsId({ nullable: true }) noticeId!: string | null;
  @ShowsDay() decidedOn!: string;
  @ShowsText({ codes: validityCodes }) validity!: Validity;
  @ShowsText() validityName!: string;
  @ShowsDay() validFrom!: string;
  @ShowsDay() validUntil!: string;
  @ShowsText({ codes: consentMethodCodes }) method!: ConsentMethod;
  @ShowsText() methodName!: string;
  @ShowsText() explainedBy!: string;
  @ShowsText({ codes: deciderCodes }) givenBy!: Decider;
  @ShowsText() givenByName!: string;
  @ShowsText({ nullable: true }) place!: string | null;
  @ShowsText({ nullable: true }) representative!: string | null;
  @ShowsText({ codes: authorityCodes, nullable: true }) authority!: Authority | null;
  @ShowsText({ nullable: true }) authorityName!: string | null;
  @ShowsText({ nullable: true }) authorityNote!: string | null;
  /** The first day on which it counts no more. */
  @ShowsDay({ nullable: true }) lapsesOn!: string | null;
  @ShowsText({ codes: ['day', 'adulthood', 'support'], nullable: true }) lapseRule!: string | null;
  @ShowsText({ codes: assentCodes, nullable: true }) assent!: Assent | null;
  @ShowsText({ nullable: true }) assentName!: string | null;
  @ShowsText({ nullable: true }) assentWords!: string | null;
  @ShowsText({ nullable: true }) assentBy!: string | null;
  @ShowsText({ nullable: true }) witness!: string | null;
  @ShowsText({ nullable: true }) noPaperReason!: string | null;
  @ShowsDay({ nullable: true }) paperDue!: string | null;
  @ShowsDay({ nullable: true }) paperOn!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsId({ nullable: true }) supersededBy!: string | null;
  /** An asking that would renew it. */
  @ShowsId({ nullable: true }) renewingId!: string | null;
  /** What whoever recorded it should know, in sentences. */
  @ShowsText({ list: true }) warnings!: string[];
  @ShowsMoment({ nullable: true }) withdrawnAt!: string | null;
  @ShowsText({ nullable: true }) withdrawalToldBy!: string | null;
  @ShowsText({ nullable: true }) withdrawalNote!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
  @ShowsView(() => GrantedRecipientView, { list: true }) recipients!: GrantedRecipientView[];
  /** What was asked together with it and refused. */
  @ShowsView(() => GrantedRecipientView, { list: true }) declined!: GrantedRecipientView[];
  @ShowsView(() => EvidenceView, { list: true }) evidence!: EvidenceView[];
  /** Whether it can be taken back now. */
  @ShowsFlag() canWithdraw!: boolean;
  /** Whether the same can be asked again in its place. */
  @ShowsFlag() canRenew!: boolean;
  /** Whether the paper behind it is awaited. */
  @ShowsFlag() canTakePaper!: boolean;
  /** Whether it can be marked as written down by mistake. */
  @ShowsFlag() canCorrect!: boolean;
}

export function presentConsent(consent: ConsentRecord): ConsentView {
  return {
    id: consent.id,
    rootId: consent.rootId,
    revision: consent.revision,
    number: consent.number,
    personId: consent.personId,
    state: consent.state,
    stateName: consentStateNames[consent.state],
    askingId: consent.askingId,
    noticeId: consent.noticeId,
    decidedOn: consent.decidedOn,
    validity: consent.validity,
    validityName: validities[consent.validity],
    validFrom: consent.validFrom,
    validUntil: consent.validUntil,
    method: consent.method,
    methodName: consentMethods[consent.method],
    explainedBy: consent.explainedBy,
    givenBy: consent.givenBy,
    givenByName: deciders[consent.givenBy],
    place: consent.place,
    representative: consent.representative,
    authority: consent.authority,
    authorityName: consent.authority && authorities[consent.authority],
    authorityNote: consent.authorityNote,
    lapsesOn: consent.lapsesOn,
    lapseRule: consent.lapseRule,
    assent: consent.assent,
    assentName: consent.assent && assents[consent.assent],
    assentWords: consent.assentWords,
    assentBy: consent.assentBy,
    witness: consent.witness,
    noPaperReason: consent.noPaperReason,
    paperDue: consent.paperDue,
    paperOn: consent.paperOn,
    note: consent.note,
    supersededBy: consent.supersededBy,
    renewingId: consent.renewingId,
    warnings: warningsOf(consent),
    withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
    withdrawalToldBy: consent.withdrawalToldBy ? deciders[consent.withdrawalToldBy] : null,
    withdrawalNote: consent.withdrawalNote,
    createdAt: consent.createdAt.toISOString(),
    version: consent.version,
    recipients: consent.recipients.map(presentPart),
    declined: consent.declined.map(presentPart),
    evidence: consent.evidence.map(({ id, kind, contentType, octets, addedAt, state }) => ({
      id,
      kind,
      contentType,
      octets,
      addedAt: new Date(addedAt).toISOString(),
      state,
      stateName: uploadStateNames[state],
      usable: isUsable(state),
    })),
    canWithdraw: isYes(consent),
    canRenew: isYes(consent) && consent.renewingId === null,
    canTakePaper: isYes(consent) && consent.paperDue !== null && consent.paperReceivedAt === null,
    canCorrect: consent.mayCorrect && (isYes(consent) || consent.state === 'refused'),
  };
}

/** Whether it is stored as a yes, whatever has become of it. */
function isYes({ state }: ConsentRecord): boolean {
  return !['refused', 'superseded', 'withdrawn', 'error'].includes(state);
}

function presentPart(part: GrantedRecipient): GrantedRecipientView {
  const { agencyId, agencyName, purposes } = part;
  return {
    agencyId,
    agencyName,
    purposes: purposeCodes.filter((code) => purposes.includes(code)),
    categories: categoryCodes.filter((code) => part.categories.includes(code)),
  };
}

function warningsOf(consent: ConsentRecord): string[] {
  const { state, validUntil, lapsesOn, toldBefore, decidedOn } = consent;
  if (state === 'withdrawn')
    return consent.stillOpen.map(
      ({ agencyName, number, categories: codes }) =>
        `${agencyName}への${codes.map((code) => `「${categories[code].name}」`).join('')}は、別の同意（${number}）で、まだ伝えられます。やめるときは、その同意も撤回してください。`,
    );
  if (state !== 'given') return [];
  const today = dayInJapan(new Date());
  return [
    ...(validUntil === today ? ['この同意の期限は、今日の24時です。'] : []),
    ...(lapsesOn && lapsesOn <= validUntil
      ? [`代理権がなくなる${eraDay(lapsesOn)}から、この同意は使えません。本人に改めて確認してください。`]
      : []),
    ...(toldBefore
      ? [
          `この同意より前（${eraDay(toldBefore)}）に、同じ機関への提供の記録があります。この同意は、${eraDay(decidedOn)}より前の提供の根拠にはなりません。`,
        ]
      : []),
  ];
}
