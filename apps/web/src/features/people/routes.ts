import { addTexts } from '../../lib/i18n.js';
import { consentsJa } from './consents.ja.js';
import { peopleJa } from './ja.js';
import { personTransitionsJa } from './person-transitions.ja.js';
import { sheetsJa } from './sheets.ja.js';

addTexts('people', peopleJa);
addTexts('personTransitions', personTransitionsJa);
addTexts('sheets', sheetsJa);
addTexts('consents', consentsJa);

export { AskingPage } from './components/asking-page.js';
export { ConsentDutiesPage } from './components/consent-duties-page.js';
export { ConsentNoticesPage } from './components/consent-notices-page.js';
export { AttachmentsTab } from './components/attachments-tab.js';
export { ConsentsTab } from './components/consents-tab.js';
export { DisclosuresTab } from './components/disclosures-tab.js';
export { NewConsentPage } from './components/new-consent-page.js';
export { NewPersonPage } from './components/new-person-page.js';
export { OwnSheetTab } from './components/own-sheet-tab.js';
export { PeoplePage } from './components/people-page.js';
export { PersonPage } from './components/person-page.js';
export { ReadingReasonPage } from './components/reading-reason-page.js';
export { RecordTab } from './components/record-tab.js';
