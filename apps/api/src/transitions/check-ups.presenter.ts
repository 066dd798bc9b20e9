import {
  type CheckUpKind,
  checkUpKindCodes,
  checkUpKinds,
  type CheckUpRecord,
  type ReachedWay,
  reachedWayCodes,
  reachedWays,
  type Situation,
  situationCodes,
  situations,
} from '#libs/referrals';
import { pageOf } from '../http/page.view.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** The referral after which somebody is asked. */
export class CheckUpReferralView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
}

/** A check, planned or done. */
export class CheckUpView {
  @ShowsId() id!: string;
  /** Empty for somebody whom another agency has handed over. */
  @ShowsId({ nullable: true }) personId!: string | null;
  @ShowsText({ nullable: true }) personName!: string | null;
  @ShowsNumber({ nullable: true }) personNumber!: number | null;
  @ShowsText({ codes: checkUpKindCodes }) kind!: CheckUpKind;
  @ShowsText() kindName!: string;
  @ShowsDay() dueOn!: string;
  @ShowsText({ codes: ['open', 'done', 'dropped', 'moved'] }) state!: 'open' | 'done' | 'dropped' | 'moved';
  @ShowsFlag() isLate!: boolean;
  @ShowsView(() => CheckUpReferralView, { nullable: true }) referral!: CheckUpReferralView | null;
  @ShowsText({ codes: reachedWayCodes, nullable: true }) reached!: ReachedWay | null;
  @ShowsText({ nullable: true }) reachedName!: string | null;
  @ShowsText({ codes: situationCodes, nullable: true }) situation!: Situation | null;
  @ShowsText({ nullable: true }) situationName!: string | null;
  @ShowsText() note!: string;
  @ShowsDay({ nullable: true }) doneOn!: string | null;
  @ShowsText({ nullable: true }) doneBy!: string | null;
  @ShowsText({ nullable: true }) inCharge!: string | null;
  /** The usual day of the check that follows. */
  @ShowsDay({ nullable: true }) nextOn!: string | null;
  @ShowsNumber() version!: number;
}

/** A page of checks. */
export class CheckUpPageView extends pageOf(() => CheckUpView) {}

/** After how many months without a word the agency looks for somebody. */
export class UnheardSettingView {
  @ShowsNumber() months!: number;
  @ShowsNumber() version!: number;
}

export function presentCheckUp(check: CheckUpRecord): CheckUpView {
  const { id, personId, personName, personNumber, kind, dueOn, state, isLate, reached, situation } = check;
  return {
    id,
    personId,
    personName,
    personNumber,
    kind,
    kindName: checkUpKinds[kind],
    dueOn,
    state,
    isLate,
    referral: check.referral && { id: check.referral.id, number: check.referral.number },
    reached,
    reachedName: reached && reachedWays[reached],
    situation,
    situationName: situation && situations[situation],
    note: check.note,
    doneOn: check.doneOn,
    doneBy: check.doneBy,
    inCharge: check.inCharge,
    nextOn: check.nextOn,
    version: check.version,
  };
}
