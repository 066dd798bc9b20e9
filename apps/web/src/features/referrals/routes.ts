import { addTexts } from '../../lib/i18n.js';
import { conversationJa } from './conversation.ja.js';
import { exchangeJa } from './exchange.ja.js';
import { followUpJa } from './follow-up.ja.js';
import { referralsJa } from './ja.js';
import { particularsJa } from './particulars.ja.js';
import { papersJa } from './papers.ja.js';
import { packagesJa } from './packages.ja.js';

addTexts('referrals', referralsJa);
addTexts('particulars', particularsJa);
addTexts('packages', packagesJa);
addTexts('papers', papersJa);
addTexts('exchange', exchangeJa);
addTexts('referralFollowUp', followUpJa);
addTexts('conversation', conversationJa);

export { BundlePage } from './components/bundle-page.js';
export { ConversationSettingsPage } from './components/conversation-settings-page.js';
export { ComposePage } from './components/compose-page.js';
export { IntakesPage } from './components/intakes-page.js';
export { NewReferralPage } from './components/new-referral-page.js';
export { PaperOrdersPage } from './components/paper-orders-page.js';
export { ReferralPage } from './components/referral-page.js';
export { ReferralsPage } from './components/referrals-page.js';
