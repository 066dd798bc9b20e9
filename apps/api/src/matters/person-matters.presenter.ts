import type { ChargeRow, ReadingReason } from '#libs/people';
import {
  lineStatuses,
  lineStatusNames,
  type LineStatus,
  type TakenBack,
  type ToldAgency,
} from '#libs/referrals';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** An agency that has been told something, and whether the ending closes its line. */
export class ToldAgencyView {
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsText({ nullable: true }) number!: string | null;
  @ShowsText({ nullable: true, codes: lineStatuses }) status!: LineStatus | null;
  @ShowsText({ nullable: true }) statusName!: string | null;
  @ShowsFlag() closes!: boolean;
}

/** A referral that could not be opened anew, and why. */
export class NotReopenedView {
  @ShowsText() number!: string;
  @ShowsText() detail!: string;
}

/** What became of the lines when an ending was taken back. */
export class TakenBackView {
  @ShowsText({ list: true }) reopened!: string[];
  @ShowsView(() => NotReopenedView, { list: true }) notReopened!: NotReopenedView[];
}

/** A colleague with the number of people in their charge. */
export class ChargeView {
  @ShowsId() accountId!: string;
  @ShowsText() name!: string;
  @ShowsFlag() hasLeft!: boolean;
  @ShowsNumber() people!: number;
}

/** How many people were handed over. */
export class HandedOverView {
  @ShowsNumber() handed!: number;
}

/** A reason for opening many records. */
export class ReadingReasonView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() reason!: string;
  @ShowsNumber() opened!: number;
  @ShowsMoment() at!: string;
}

export function presentTold(told: ToldAgency): ToldAgencyView {
  const { agencyId, agencyName, referralId, number, status, closes } = told;
  const statusName = status ? lineStatusNames[status] : null;
  return { agencyId, agencyName, referralId, number, status, statusName, closes };
}

export function presentTakenBack({ reopened, notReopened }: TakenBack): TakenBackView {
  return {
    reopened: [...reopened],
    notReopened: notReopened.map(({ number, detail }) => ({ number, detail })),
  };
}

export function presentCharge({ accountId, name, hasLeft, people }: ChargeRow): ChargeView {
  return { accountId, name, hasLeft, people };
}

export function presentReadingReason({ id, name, reason, opened, at }: ReadingReason): ReadingReasonView {
  return { id, name, reason, opened, at: at.toISOString() };
}
