import { categoryCodes, type DataCategory } from '#libs/people';
import {
  type CohortRecord,
  type CohortSummary,
  type ReferralType,
  referralTypeCodes,
  referralTypes,
} from '#libs/referrals';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** A group in a list, with how far it is. */
export class CohortSummaryView {
  @ShowsId() id!: string;
  @ShowsText() title!: string;
  @ShowsText() recipient!: string;
  @ShowsNumber() total!: number;
  @ShowsNumber() sent!: number;
  @ShowsNumber() refused!: number;
  @ShowsMoment() createdAt!: string;
}

/** One of the group. */
export class CohortMemberView {
  @ShowsId() personId!: string;
  @ShowsText() name!: string;
  @ShowsNumber() number!: number;
  @ShowsText({ codes: ['waiting', 'sent', 'refused'] }) state!: 'waiting' | 'sent' | 'refused';
  @ShowsText({ list: true, codes: categoryCodes }) uncovered!: DataCategory[];
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsText({ nullable: true }) code!: string | null;
  /** Why the person could not be sent, and what to do about it. */
  @ShowsText({ nullable: true }) why!: string | null;
  @ShowsText() wish!: string;
}

/** A group with everybody in it. */
export class CohortView extends CohortSummaryView {
  @ShowsText({ codes: referralTypeCodes }) type!: ReferralType;
  @ShowsText() typeName!: string;
  @ShowsText() ask!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsView(() => CohortMemberView, { list: true }) members!: CohortMemberView[];
}

export function presentCohortSummary({
  id,
  title,
  recipient,
  total,
  sent,
  refused,
  createdAt,
}: CohortSummary): CohortSummaryView {
  return { id, title, recipient, total, sent, refused, createdAt: createdAt.toISOString() };
}

export function presentCohort(cohort: CohortRecord): CohortView {
  const { type, ask, categories } = cohort.common;
  return {
    ...presentCohortSummary(cohort),
    type,
    typeName: referralTypes[type],
    ask,
    categories: [...categories],
    members: cohort.members.map(({ personId, name, number, state, uncovered, referralId, code, wish }) => ({
      ...{ personId, name, number, state, uncovered: [...uncovered], referralId, code, wish },
      why: code === null ? null : (whys[code] ?? '送れませんでした。依頼の下書きを開いて確認してください。'),
    })),
  };
}

/** Why somebody could not be sent. */
const whys: Readonly<Record<string, string>> = {
  'consent.not_active': '本人の同意がありません。同意を確認し、記録してください。',
  'referral.incomplete': '足りない項目があります。下書きを開いて記入してください。',
  'input.invalid': '記入していない項目があります。本人の記録と下書きを確認してください。',
  'referral.already_open': '同じ機関への依頼がすでにあります。',
  'referral.no_desk': '宛先の機関に、受け取る担当者がいません。',
  'referral.person_closed': '本人の支援が終了しています。',
  'person.not_open': '本人の支援が終了しています。',
};
