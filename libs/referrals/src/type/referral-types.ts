import type { ReferralPurpose, ReferralType } from '../referral.codes.js';
import type { TypeFieldCode } from './type-fields.js';

/** What a type of referral asks for, and what usually goes with it. */
export interface TypeRow {
  /** For what the recipient may use the package; the first is the usual one. */
  readonly purposes: readonly ReferralPurpose[];
  readonly fields: readonly TypeFieldCode[];
  /** Without these it cannot be sent. */
  readonly required: readonly TypeFieldCode[];
  /** The types of agency to which it usually goes; none when it may be any. */
  readonly agencyTypes: readonly string[];
}

/** The types of referral (種別): one row each, and every screen, check and paper reads it. */
export const referralTypeRows: Readonly<Record<ReferralType, TypeRow>> = {
  introduction: {
    purposes: ['intake'],
    fields: ['firstContact', 'wishedStart', 'supporters'],
    required: ['firstContact'],
    agencyTypes: [],
  },
  collaboration: {
    purposes: ['support', 'intake'],
    fields: ['shares', 'sharedFrom', 'contactPace', 'supporters'],
    required: ['shares'],
    agencyTypes: [],
  },
  handover: {
    purposes: ['handover'],
    fields: ['transferOn', 'duties', 'roles', 'overlap', 'meetingOn', 'familyTold'],
    required: ['transferOn', 'roles'],
    agencyTypes: [],
  },
  evaluation: {
    purposes: ['support', 'intake'],
    fields: ['evaluationAims', 'wishedOn', 'opinionPaper'],
    required: ['evaluationAims'],
    agencyTypes: ['regional_vocational_center'],
  },
  trainee: {
    purposes: ['support'],
    fields: [
      'traineeWork',
      'traineeFrom',
      'traineeUntil',
      'traineeHours',
      'traineeVisits',
      'commute',
      'insurance',
    ],
    required: ['traineeWork', 'traineeFrom'],
    agencyTypes: [],
  },
  information: {
    purposes: ['support'],
    fields: ['informationAims', 'handling', 'replyWish'],
    required: ['informationAims'],
    agencyTypes: [],
  },
  case_meeting: {
    purposes: ['support'],
    fields: ['meetingAbout', 'meetingAt', 'attendees'],
    required: ['meetingAbout'],
    agencyTypes: [],
  },
  retention_end: {
    purposes: ['handover'],
    fields: [
      'employedOn',
      'sixMonthsOn',
      'retentionStartsOn',
      'retentionEndsOn',
      'proposeBy',
      'workplace',
      'workplaceDesk',
      'workplaceMayKnow',
      'meetingPace',
      'issues',
      'attendance',
      'workplaceTold',
      'familyTold',
      'meetingOn',
      'overlap',
      'roles',
    ],
    required: ['employedOn', 'issues'],
    agencyTypes: ['employment_life_center', 'municipal_employment_support'],
  },
  graduate: {
    purposes: ['handover', 'intake'],
    fields: [
      'school',
      'grade',
      'teacher',
      'graduatesOn',
      'adultOn',
      'placements',
      'course',
      'transitionMeeting',
      'guardian',
      'schoolPlan',
      'dailyLife',
      'interests',
      'goals',
    ],
    required: ['school', 'graduatesOn'],
    agencyTypes: ['employment_life_center', 'municipal_employment_support'],
  },
  medical: {
    purposes: ['support', 'intake'],
    fields: [
      'doctor',
      'socialWorker',
      'accompany',
      'questions',
      'workOpinion',
      'medication',
      'warningSigns',
      'emergency',
      'opinionPaper',
      'opinionPaperOn',
      'mayAnswer',
    ],
    required: ['questions'],
    agencyTypes: ['hospital', 'psychiatric_clinic', 'clinic', 'home_nursing', 'day_care'],
  },
  hello_work: {
    purposes: ['support', 'intake'],
    fields: ['jobSeeker', 'jobSeekerNumber', 'team', 'introducedOn', 'interviewCompany', 'trialEmployment'],
    required: ['jobSeeker'],
    agencyTypes: ['hello_work'],
  },
  vocational_center: {
    purposes: ['support', 'intake'],
    fields: ['vocationalKind', 'wishedOn', 'evaluationAims', 'employerAgrees', 'workplace'],
    required: ['vocationalKind'],
    agencyTypes: ['regional_vocational_center'],
  },
  guidance: {
    purposes: ['intake'],
    fields: ['session', 'slotNumber', 'introducedBy', 'arrival', 'otherwise'],
    required: ['arrival'],
    agencyTypes: ['employment_life_center', 'municipal_employment_support'],
  },
  municipality: {
    purposes: ['support', 'intake'],
    fields: ['grant', 'planner', 'servicePlan', 'municipalQuestion'],
    required: ['municipalQuestion'],
    agencyTypes: ['municipality_office'],
  },
};

/** What a type asks for. */
export function typeRow(type: ReferralType): TypeRow {
  return referralTypeRows[type];
}
