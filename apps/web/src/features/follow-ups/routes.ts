import { addTexts } from '../../lib/i18n.js';
import { followUpPagesJa } from './ja.js';

addTexts('followUpPages', followUpPagesJa);

export { FollowUpsPage } from './components/follow-ups-page.js';
export { LedgerPage } from './components/ledger-page.js';
export { MisdirectionPage } from './components/misdirection-page.js';
export { WithdrawalSettingsPage } from './components/withdrawal-settings-page.js';
