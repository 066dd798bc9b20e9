import { addTexts } from '../../lib/i18n.js';
import { leafletsJa } from './ja.js';

addTexts('leaflets', leafletsJa);

export { LeafletAgencyPage } from './components/leaflet-agency-page.js';
export { LeafletConsentPage } from './components/leaflet-consent-page.js';
export { EditLeafletPage, NewLeafletPage } from './components/leaflet-form-page.js';
export { LeafletPage } from './components/leaflet-page.js';
export { LeafletsPage } from './components/leaflets-page.js';
