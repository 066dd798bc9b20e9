/** The kinds of data a consent speaks about, in the order of the record. */
export const dataCategories = [
  'identity',
  'request',
  'contact',
  'disability',
  'medical',
  'living',
  'finance',
  'history',
  'employment',
  'assessment',
  'progress',
  'school',
  'risk',
  'media',
  'passport_1',
  'passport_2',
  'passport_3',
  'passport_4',
  'passport_5',
  'passport_6',
  'passport_7',
  'msfas_1',
  'msfas_2',
  'msfas_3',
  'msfas_4',
  'msfas_5',
] as const;
/** One kind of data about a person. */
export type DataCategory = (typeof dataCategories)[number];

/** The kinds of data in the groups in which a form shows them (termsJa.categoryGroup has their names). */
export const categoryGroups = [
  { code: 'basic', categories: ['identity', 'request', 'contact'] },
  { code: 'health', categories: ['disability', 'medical', 'living', 'finance', 'risk'] },
  { code: 'work', categories: ['history', 'employment', 'assessment', 'progress', 'school'] },
  {
    code: 'passport',
    categories: [
      'passport_1',
      'passport_2',
      'passport_3',
      'passport_4',
      'passport_5',
      'passport_6',
      'passport_7',
    ],
  },
  { code: 'msfas', categories: ['msfas_1', 'msfas_2', 'msfas_3', 'msfas_4', 'msfas_5'] },
  { code: 'files', categories: ['media'] },
] as const satisfies readonly { code: string; categories: readonly DataCategory[] }[];

/** What stands in place of a name that may not be told yet, as the server writes it. */
export const withheldName = '（氏名は同意後に表示）';

/** What told data may be used for. */
export const purposes = [
  'intake',
  'support',
  'handover',
  'conference',
  'placement',
  'report_back',
  'among',
] as const;
/** One purpose. */
export type Purpose = (typeof purposes)[number];

/** Which way data goes for a purpose: to the recipient, back from it, or between the recipients. */
export const directions = ['to', 'back', 'among'] as const;
/** One direction. */
export type Direction = (typeof directions)[number];

/** The direction of a purpose; each is agreed to separately. */
export function directionOf(purpose: Purpose): Direction {
  if (purpose === 'report_back') return 'back';
  return purpose === 'among' ? 'among' : 'to';
}

/** On what a representative's right to decide rests. */
export const authorities = [
  'parent',
  'adult_guardian',
  'curator',
  'assistant',
  'voluntary_guardian',
  'other',
] as const;
/** One of them. */
export type Authority = (typeof authorities)[number];

/** What the person says to what a representative decides. */
export const assents = ['agrees', 'objects', 'unable'] as const;
/** One of them. */
export type Assent = (typeof assents)[number];

/** How a person gave a decision. */
export const consentMethods = ['written', 'electronic', 'oral', 'phone'] as const;
/** One way of giving it. */
export type ConsentMethod = (typeof consentMethods)[number];
