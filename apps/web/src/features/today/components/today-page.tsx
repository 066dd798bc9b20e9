import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { Page } from '../../../components/page.js';
import { asMonthDay, todayInTokyo } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { todayQuery } from '../api/get-today.js';
import { ConsentWorkCard } from './consent-work-card.js';
import { IncomingCard } from './incoming-card.js';
import { NewestNotices } from './newest-notices.js';
import { OwnEntryNotice } from './own-entry-notice.js';
import { OwnTurn } from './own-turn.js';
import { StartCard } from './start-card.js';
import { UpkeepCard } from './upkeep-card.js';
import { Worklists } from './worklists.js';

/** What there is to do today: every number opens its list. */
export function TodayPage() {
  const { t } = useTranslation('today');
  const session = useSession();
  return (
    <Page
      title={t('title')}
      lead={t('hello', { day: asMonthDay(todayInTokyo()), agency: session.agency?.name })}
      actions={session.can.handleCases && <ButtonLink to="/referrals/new">{t('newReferral')}</ButtonLink>}
    >
      {session.can.handleCases && <OwnEntryNotice />}
      {session.can.handleCases ? <CaseDesk /> : <OtherDesk />}
    </Page>
  );
}

/** The desk of whoever sees no cases. */
function OtherDesk() {
  const { t } = useTranslation('today');
  const { can } = useSession();
  return (
    <div className="grid items-start gap-6 @4xl:grid-cols-2">
      {can.keepDirectory && <UpkeepCard />}
      <NewestNotices />
      <Card title={t('start.find')}>
        <p className="mb-3 text-solid-gray-700">{t('start.findMeans')}</p>
        <ButtonLink look="secondary" to="/agencies">
          {t('start.find')}
        </ButtonLink>
      </Card>
      {can.keepDirectory && (
        <p>
          <TextLink to="/consents/notices">{t('consents.notices')}</TextLink>
        </p>
      )}
    </div>
  );
}

/** The desk of whoever handles cases. */
function CaseDesk() {
  const today = useQuery(todayQuery);
  return (
    <Loaded query={today}>
      {(lists) => (
        <>
          <Worklists lists={lists} />
          <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <OwnTurn />
            <div className="grid gap-6">
              <IncomingCard />
              <ConsentWorkCard />
              <NewestNotices />
              <StartCard />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}
