import { addTexts } from '../../lib/i18n.js';
import { peopleJa } from './ja.js';

addTexts('people', peopleJa);

export { ConsentsTab } from './components/consents-tab.js';
export { DisclosuresTab } from './components/disclosures-tab.js';
export { NewConsentPage } from './components/new-consent-page.js';
export { NewPersonPage } from './components/new-person-page.js';
export { PeoplePage } from './components/people-page.js';
export { PersonPage } from './components/person-page.js';
export { RecordTab } from './components/record-tab.js';
