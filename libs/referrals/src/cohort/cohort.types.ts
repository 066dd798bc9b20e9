import type { DataCategory } from '#libs/people';
import type { AskedService, ReferralPurpose, ReferralType } from '../referral.codes.js';
import type { TypeFieldCode } from '../type/type-fields.js';

/** What usually goes along when many people are referred at once, and which fields are said of each alone. */
export interface CohortTypeRow {
  readonly purpose: ReferralPurpose;
  readonly services: readonly AskedService[];
  readonly categories: readonly DataCategory[];
  readonly own: readonly TypeFieldCode[];
}

/** The types with which many people go to one agency at once (まとめて引継ぎ). */
export const cohortTypes = {
  graduate: {
    purpose: 'handover',
    services: ['consultation', 'job_search'],
    categories: ['identity', 'request', 'school'],
    own: [
      'grade',
      'placements',
      'course',
      'transitionMeeting',
      'guardian',
      'dailyLife',
      'interests',
      'goals',
    ],
  },
  retention_end: {
    purpose: 'handover',
    services: ['retention'],
    categories: ['identity', 'request', 'employment', 'progress'],
    own: [
      'employedOn',
      'workplace',
      'workplaceDesk',
      'workplaceMayKnow',
      'meetingPace',
      'issues',
      'attendance',
      'workplaceTold',
      'familyTold',
      'meetingOn',
    ],
  },
  handover: {
    purpose: 'handover',
    services: ['consultation'],
    categories: ['identity', 'request', 'progress'],
    own: ['transferOn', 'duties', 'meetingOn', 'familyTold'],
  },
  information: { purpose: 'support', services: [], categories: ['identity', 'request'], own: [] },
} as const satisfies Partial<Record<ReferralType, CohortTypeRow>>;

export type CohortType = keyof typeof cohortTypes;
export const cohortTypeCodes = Object.keys(cohortTypes) as CohortType[];

/** A type with all its columns. */
export function cohortType(type: CohortType): CohortTypeRow {
  return cohortTypes[type];
}
