import { addTexts } from '../../lib/i18n.js';
import { mattersJa } from './ja.js';

addTexts('matters', mattersJa);

export { MattersTab } from './components/matters-tab.js';
export { OversightPage } from './components/oversight-page.js';
export { PersonMergesPage } from './components/person-merges-page.js';
export { PersonPairPage } from './components/person-pair-page.js';
export { PersonPairsPage } from './components/person-pairs-page.js';
export { PersonRequestPage } from './components/person-request-page.js';
export { PersonRequestsPage } from './components/person-requests-page.js';
