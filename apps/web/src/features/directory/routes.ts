import { addTexts } from '../../lib/i18n.js';
import { directoryJa } from './ja.js';

addTexts('directory', directoryJa);

export { AgencyPage } from './components/agency-page.js';
export { SearchPage } from './components/search-page.js';
