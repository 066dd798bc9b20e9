import { addTexts } from '../../lib/i18n.js';
import { loopJa } from './ja.js';

addTexts('loop', loopJa);

export { AbsencesPage } from './components/absences-page.js';
export { DeadlineSettingsPage } from './components/deadline-settings-page.js';
export { StallsPage } from './components/stalls-page.js';
