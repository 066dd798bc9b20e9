import { addTexts } from '../../lib/i18n.js';
import { importsJa } from './ja.js';

addTexts('imports', importsJa);

export { ImportPage } from './components/import-page.js';
export { ImportsPage } from './components/imports-page.js';
