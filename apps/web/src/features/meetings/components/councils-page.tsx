import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { councilsQuery, type CouncilLine } from '../api/councils.js';
import { meetingsQuery } from '../api/meetings.js';
import { OpenPolls } from './council-polls.js';
import { CouncilTree } from './council-tree.js';
import { DatesViews } from './dates-views.js';
import { MyActions } from './meeting-records.js';
import { MeetingList } from './meeting-list.js';

/** The councils of the network, the own ones first, and what comes next. */
export function CouncilsPage() {
  const { t } = useTranslation('meetings');
  const councils = useQuery(councilsQuery);
  return (
    <Page
      title={t('councils.title')}
      lead={t('councils.lead')}
      actions={<ButtonLink to="/councils/new">{t('councils.make')}</ButtonLink>}
    >
      <DatesViews />
      <OpenPolls />
      <MyActions />
      <Loaded query={councils}>{(all) => <Councils all={all} />}</Loaded>
    </Page>
  );
}

function Councils({ all }: { all: readonly CouncilLine[] }) {
  const { t } = useTranslation('meetings');
  const upcoming = useQuery(meetingsQuery({ from: todayInTokyo(), perPage: 10 }));
  if (all.length === 0) return <EmptyState title={t('councils.none')}>{t('councils.noneText')}</EmptyState>;
  const live = all.filter(({ dissolvedOn }) => dissolvedOn === null);
  const parts = [
    { title: t('councils.mine'), councils: live.filter(({ standing }) => standing !== 'knows') },
    { title: t('councils.others'), councils: live.filter(({ standing }) => standing === 'knows') },
    { title: t('councils.dissolved'), councils: all.filter(({ dissolvedOn }) => dissolvedOn !== null) },
  ];
  return (
    <>
      <Card title={t('councils.upcoming')}>
        <Loaded query={upcoming}>
          {({ items }) => <MeetingList meetings={items} empty={t('councils.upcomingNone')} withCouncil />}
        </Loaded>
      </Card>
      {parts
        .filter((part) => part.councils.length > 0)
        .map((part) => (
          <Card key={part.title} title={part.title}>
            <CouncilTree councils={part.councils} />
          </Card>
        ))}
    </>
  );
}
