import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { councilQuery } from '../api/councils.js';
import { councilActionsQuery, myActionsQuery, type ActionsShown } from '../api/records.js';
import { ActionList } from './action-list.js';

/** What the own agency has to do, whichever council it is from. */
export function MyActionsPage() {
  const { t } = useTranslation(['meetingRecords', 'meetings']);
  const { shown, page } = useShown();
  const items = useQuery(myActionsQuery(shown, page));
  return (
    <Page
      title={t('actions.mineTitle')}
      lead={t('actions.mineLead')}
      trail={[{ to: '/councils', label: t('meetings:councils.title') }]}
    >
      <Card title={t('actions.title')}>
        <div className="grid gap-4">
          <Which shown={shown} />
          <Loaded query={items}>
            {(found) => (
              <div>
                <ActionList items={found.items} withCouncil />
                <Pager page={found.page} perPage={found.perPage} total={found.total} />
              </div>
            )}
          </Loaded>
        </div>
      </Card>
    </Page>
  );
}

/** What one council has given to do. */
export function CouncilActionsPage() {
  const { t } = useTranslation(['meetingRecords', 'meetings']);
  const { councilId = '' } = useParams();
  const { shown, page } = useShown();
  const council = useQuery(councilQuery(councilId));
  const items = useQuery(councilActionsQuery(councilId, shown, page));
  return (
    <Loaded query={council}>
      {({ name }) => (
        <Page
          title={t('actions.ofCouncil', { name })}
          trail={[
            { to: '/councils', label: t('meetings:councils.title') },
            { to: `/councils/${councilId}`, label: name },
          ]}
        >
          <Card title={t('actions.title')}>
            <div className="grid gap-4">
              <Which shown={shown} />
              <Loaded query={items}>
                {(found) => (
                  <div>
                    <ActionList items={found.items} />
                    <Pager page={found.page} perPage={found.perPage} total={found.total} />
                  </div>
                )}
              </Loaded>
            </div>
          </Card>
        </Page>
      )}
    </Loaded>
  );
}

function Which({ shown }: { shown: ActionsShown }) {
  const { t } = useTranslation('meetingRecords');
  return (
    <ChoiceLinks
      label={t('actions.which')}
      choices={[
        { to: '?', label: t('actions.open'), chosen: shown === 'open' },
        { to: '?shown=all', label: t('actions.everything'), chosen: shown === 'all' },
      ]}
    />
  );
}

function useShown(): { shown: ActionsShown; page: number } {
  const [params] = useSearchParams();
  return {
    shown: params.get('shown') === 'all' ? 'all' : 'open',
    page: Math.max(1, Number(params.get('page')) || 1),
  };
}
