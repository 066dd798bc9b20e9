import type { SearchFeature } from '../search/search-features.js';

/** Something that a person wants, and who helps with it. */
export interface PublicNeed {
  readonly code: string;
  /** Types of agencies, any of which helps. */
  readonly types: readonly string[];
  /** What they must offer. */
  readonly features: readonly SearchFeature[];
}

const need = (code: string, types: string, features: readonly SearchFeature[] = []): PublicNeed => ({
  code,
  types: types.split(' ').filter((type) => type !== ''),
  features,
});

/** What people come with, in the order in which the start page asks: people know what they want, not who is called what. */
export const publicNeeds: readonly PublicNeed[] = [
  need(
    'work',
    'hello_work employment_life_center municipal_employment_support transition regional_vocational_center youth_support_station',
  ),
  need('own-pace', 'a_type b_type activity_center'),
  need('keep', 'retention employment_life_center regional_vocational_center municipal_employment_support'),
  need('suit', 'employment_choice regional_vocational_center transition vocational_college'),
  need(
    'consult',
    'key_consultation_center consultation_support employment_life_center municipality_office developmental_disability_center higher_brain_center self_reliance_support social_welfare_council',
  ),
  need('visit', '', ['visit']),
  need('return', 'regional_vocational_center day_care transition hello_work employment_life_center'),
  need(
    'health',
    'hospital psychiatric_clinic day_care home_nursing mental_health_center public_health_center',
  ),
  need('school', 'special_needs_school employment_choice transition a_type b_type vocational_college'),
  need('home', 'group_home residential daily_care independence_training home_help activity_center'),
  need('hire', 'hello_work regional_vocational_center employment_life_center municipal_employment_support'),
];
