import { addTexts } from '../../lib/i18n.js';
import { transitionCasesJa } from './cases.ja.js';
import { transitionsJa } from './ja.js';

addTexts('transitions', transitionsJa);
addTexts('transitionCases', transitionCasesJa);

export { CasePage } from './components/case-page.js';
export { CasesPage } from './components/cases-page.js';
export { CheckUpsPage } from './components/check-ups-page.js';
export { CohortPage } from './components/cohort-page.js';
export { CohortsPage } from './components/cohorts-page.js';
export { DoneCheckUpsPage } from './components/done-check-ups-page.js';
export { NewCasePage } from './components/new-case-page.js';
export { NewCohortPage } from './components/new-cohort-page.js';
export { SessionPage } from './components/session-page.js';
export { SessionsPage } from './components/sessions-page.js';
export { SupportTermsPage } from './components/support-terms-page.js';
