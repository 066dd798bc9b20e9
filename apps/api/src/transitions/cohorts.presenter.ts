import { categoryCodes, type DataCategory } from '#libs/people';
import {
  type AskedService,
  askedServiceCodes,
  type CohortMember,
  type CohortRecord,
  type CohortSummary,
  type CohortType,
  cohortType,
  cohortTypeCodes,
  type ReferralPurpose,
  referralPurposeCodes,
  referralTypes,
  typeRow,
  whyNotSent,
} from '#libs/referrals';
import { ParticularView, presentField } from '../referrals/particulars.presenter.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

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

/** A field of a type, and whether it is said of each person alone. */
export class CohortFieldView extends ParticularView {
  @ShowsFlag() own!: boolean;
}

/** What a type asks for, and what usually goes with it. */
export class CohortTypeView {
  @ShowsText({ codes: cohortTypeCodes }) code!: CohortType;
  @ShowsText() name!: string;
  @ShowsText({ codes: referralPurposeCodes }) purpose!: ReferralPurpose;
  @ShowsText({ list: true, codes: askedServiceCodes }) services!: AskedService[];
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsView(() => CohortFieldView, { list: true }) fields!: CohortFieldView[];
}

/** A field with what was filled in. */
export class FilledFieldView {
  @ShowsText() code!: string;
  @ShowsText() value!: string;
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
  /** What was filled in of the fields of the type, for this person alone. */
  @ShowsView(() => FilledFieldView, { list: true }) values!: FilledFieldView[];
  /** What has to be filled in before the person can be sent, by its label. */
  @ShowsText({ list: true }) missing!: string[];
  @ShowsText({ nullable: true }) referralNumber!: string | null;
}

/** A group with everybody in it. */
export class CohortView extends CohortSummaryView {
  @ShowsText({ codes: cohortTypeCodes }) type!: CohortType;
  @ShowsText() typeName!: string;
  @ShowsId() recipientAgencyId!: string;
  @ShowsText({ codes: referralPurposeCodes }) purpose!: ReferralPurpose;
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
  const { type, ask, categories, recipientAgencyId, purpose } = cohort.common;
  return {
    ...presentCohortSummary(cohort),
    type,
    typeName: referralTypes[type],
    recipientAgencyId,
    purpose,
    ask,
    categories: [...categories],
    members: cohort.members.map(presentMember),
  };
}

/** A type with its fields, none of them filled in. */
export function presentCohortType(code: CohortType): CohortTypeView {
  const { purpose, services, categories, own } = cohortType(code);
  const { fields, required } = typeRow(code);
  return {
    code,
    name: referralTypes[code],
    purpose,
    services: [...services],
    categories: [...categories],
    fields: fields.map((field) => ({
      ...presentField(field, categories),
      required: required.includes(field),
      own: own.includes(field),
      value: '',
    })),
  };
}

function presentMember({
  personId,
  name,
  number,
  state,
  uncovered,
  missing,
  referralId,
  referralNumber,
  code,
  wish,
  values,
}: CohortMember): CohortMemberView {
  return {
    ...{ personId, name, number, state, referralId, referralNumber, code, wish },
    uncovered: [...uncovered],
    missing: [...missing],
    values: Object.entries(values).map(([field, value]) => ({ code: field, value })),
    why: code === null ? null : whyNotSent(code),
  };
}
