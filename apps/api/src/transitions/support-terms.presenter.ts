import { proposalSteps, type TermKind, termKindCodes, termKinds, type TermRecord } from '#libs/referrals';
import { ShowsDay, ShowsFlag, ShowsId, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** A proposal before the end. */
export class TermProposalView {
  /** Months before the end. */
  @ShowsNumber() step!: number;
  @ShowsDay() on!: string;
  @ShowsFlag() made!: boolean;
}

/** The referral that takes over. */
export class TermReferralView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsFlag() isDraft!: boolean;
}

/** A support that ends on a day known beforehand. */
export class SupportTermView {
  @ShowsId() id!: string;
  @ShowsId() personId!: string;
  @ShowsText() personName!: string;
  @ShowsNumber() personNumber!: number;
  @ShowsText({ codes: termKindCodes }) kind!: TermKind;
  @ShowsText() kindName!: string;
  @ShowsDay() baseOn!: string;
  @ShowsDay({ nullable: true }) startsOn!: string | null;
  @ShowsDay() endsOn!: string;
  /** Negative when it is past. */
  @ShowsNumber() daysLeft!: number;
  @ShowsDay({ nullable: true }) adultOn!: string | null;
  @ShowsView(() => TermProposalView, { list: true }) proposals!: TermProposalView[];
  @ShowsView(() => TermReferralView, { nullable: true }) referral!: TermReferralView | null;
  /** The transition that holds what follows, while it goes on. */
  @ShowsId({ nullable: true }) transitionCaseId!: string | null;
  @ShowsText({ nullable: true }) inCharge!: string | null;
  @ShowsNumber() version!: number;
}

/** The draft that was begun. */
export class TermDraftView {
  @ShowsId() referralId!: string;
}

export function presentTerm(term: TermRecord): SupportTermView {
  const { id, personId, personName, personNumber, kind, baseOn, startsOn, endsOn, daysLeft, adultOn } = term;
  return {
    id,
    personId,
    personName,
    personNumber,
    kind,
    kindName: termKinds[kind],
    baseOn,
    startsOn,
    endsOn,
    daysLeft,
    adultOn,
    proposals: proposalSteps.map((step) => {
      const { on = endsOn, made = false } = term.proposals.find((each) => each.step === step) ?? {};
      return { step, on, made };
    }),
    referral: term.referral && {
      id: term.referral.id,
      number: term.referral.number,
      isDraft: term.referral.isDraft,
    },
    transitionCaseId: term.transitionCaseId,
    inCharge: term.inCharge,
    version: term.version,
  };
}
