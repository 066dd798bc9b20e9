import 'i18next';
import type { followUpsJa } from '../components/follow-ups/ja.js';
import type { kitJa } from '../components/ja.js';
import type { figuresJa } from '../features/figures/ja.js';
import type { followUpPagesJa } from '../features/follow-ups/ja.js';
import type { directoryJa } from '../features/directory/ja.js';
import type { recordsJa } from '../features/directory/records.ja.js';
import type { consentsJa } from '../features/people/consents.ja.js';
import type { importsJa } from '../features/imports/ja.js';
import type { leafletsJa } from '../features/leaflets/ja.js';
import type { loopJa } from '../features/loop/ja.js';
import type { membersJa } from '../features/members/ja.js';
import type { noticesJa } from '../features/notices/ja.js';
import type { mattersJa } from '../features/matters/ja.js';
import type { peopleJa } from '../features/people/ja.js';
import type { sheetsJa } from '../features/people/sheets.ja.js';
import type { conversationJa } from '../features/referrals/conversation.ja.js';
import type { followUpJa } from '../features/referrals/follow-up.ja.js';
import type { referralsJa } from '../features/referrals/ja.js';
import type { papersJa } from '../features/referrals/papers.ja.js';
import type { packagesJa } from '../features/referrals/packages.ja.js';
import type { particularsJa } from '../features/referrals/particulars.ja.js';
import type { personTransitionsJa } from '../features/people/person-transitions.ja.js';
import type { transitionsJa } from '../features/transitions/ja.js';
import type { sessionJa } from '../features/session/ja.js';
import type { todayJa } from '../features/today/ja.js';
import type { termsJa } from '../lib/terms.ja.js';
import type { appJa } from './ja.js';
import type { vacancyInquiriesJa } from '../features/vacancy-inquiries/ja.js';
import type { webhooksJa } from '../features/webhooks/ja.js';
import type { upkeepJa } from '../features/upkeep/ja.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'kit';
    resources: {
      kit: typeof kitJa;
      terms: typeof termsJa;
      followUps: typeof followUpsJa;
      followUpPages: typeof followUpPagesJa;
      app: typeof appJa;
      session: typeof sessionJa;
      today: typeof todayJa;
      directory: typeof directoryJa;
      records: typeof recordsJa;
      matters: typeof mattersJa;
      people: typeof peopleJa;
      sheets: typeof sheetsJa;
      referrals: typeof referralsJa;
      packages: typeof packagesJa;
      papers: typeof papersJa;
      figures: typeof figuresJa;
      referralFollowUp: typeof followUpJa;
      conversation: typeof conversationJa;
      notices: typeof noticesJa;
      members: typeof membersJa;
      vacancyInquiries: typeof vacancyInquiriesJa;
      webhooks: typeof webhooksJa;
      upkeep: typeof upkeepJa;
      leaflets: typeof leafletsJa;
      consents: typeof consentsJa;
      imports: typeof importsJa;
      loop: typeof loopJa;
      particulars: typeof particularsJa;
      personTransitions: typeof personTransitionsJa;
      transitions: typeof transitionsJa;
    };
  }
}
