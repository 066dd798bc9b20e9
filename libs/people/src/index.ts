export {
  type ConsentMethod,
  consentMethodCodes,
  consentMethods,
  type Decider,
  deciderCodes,
  deciders,
  type Purpose,
  purposeCodes,
  purposes,
} from './consent.codes.js';
export { Consent } from './consent.entity.js';
export { ConsentNotActive, ConsentNotOpen, NothingToWithdraw } from './consent.errors.js';
export { type ConsentState, consentStateNames } from './consent.status.js';
export type { Grant } from './consent-grants.js';
export { ConsentCover, type Cover, type CoverQuestion } from './consent-cover.js';
export {
  type ConsentRecord,
  ConsentsQueries,
  type EvidenceRow,
  type GrantedRecipient,
} from './consents.queries.js';
export {
  Consents,
  type DecisionInput,
  type GrantInput,
  type WithdrawalInput,
  type WithdrawalScope,
  type Withdrawn,
} from './consents.service.js';
export {
  categories,
  categoryCodes,
  categoryGroups,
  type DataCategory,
  fieldsOf,
  longestSheetText,
  sheetCategories,
} from './data-category.js';
export { type DisclosureRow, Disclosures, type Provision } from './disclosures.service.js';
export { type EvidenceType, evidenceTypes, largestEvidence } from './evidence.rules.js';
export { Evidence, type EvidenceFile } from './evidence.service.js';
export { requireOwnPerson } from './own-person.js';
export { PeopleModule } from './people.module.js';
export { type ListedPerson, PeopleQueries, type PersonRecord, type Sheet } from './people.queries.js';
export { People, type PersonIdentity } from './people.service.js';
export { Person } from './person.entity.js';
export { PossibleDuplicate } from './person.errors.js';
