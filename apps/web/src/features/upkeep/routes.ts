import { addTexts } from '../../lib/i18n.js';
import { upkeepJa } from './ja.js';

addTexts('upkeep', upkeepJa);

export { DuplicatePage } from './components/duplicate-page.js';
export { DuplicatesPage } from './components/duplicates-page.js';
export { MergesPage } from './components/merges-page.js';
export { PhoneListPage } from './components/phone-list-page.js';
export { ReportPage } from './components/report-page.js';
export { ReportsPage } from './components/reports-page.js';
export { RoundPage } from './components/round-page.js';
export { RoundStartPage } from './components/round-start-page.js';
export { RoundsPage } from './components/rounds-page.js';
export { StalePage } from './components/stale-page.js';
export { ToCheckPage } from './components/to-check-page.js';
export { WorklistPage } from './components/worklist-page.js';
