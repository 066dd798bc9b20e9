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
  'risk',
] as const;
/** One kind of data about a person. */
export type DataCategory = (typeof dataCategories)[number];

/** What told data may be used for. */
export const purposes = ['intake', 'support', 'handover', 'report_back'] as const;
/** One purpose. */
export type Purpose = (typeof purposes)[number];

/** How a person gave a decision. */
export const consentMethods = ['written', 'electronic', 'oral', 'phone'] as const;
/** One way of giving it. */
export type ConsentMethod = (typeof consentMethods)[number];
