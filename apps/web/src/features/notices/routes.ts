import { addTexts } from '../../lib/i18n.js';
import { noticesJa } from './ja.js';

addTexts('notices', noticesJa);

export { NoticesPage } from './components/notices-page.js';
