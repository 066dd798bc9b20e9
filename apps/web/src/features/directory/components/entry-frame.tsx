import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TabLinks } from '../../../components/tab-links.js';
import { agencyQuery } from '../api/get-agency.js';

const views = ['edit', 'files', 'publication', 'standing', 'history'] as const;

type EntryFrameProps = { agencyId: string; view: (typeof views)[number]; children: ReactNode };

/** The frame around everything with which keepers of an entry keep it. */
export function EntryFrame({ agencyId, view, children }: EntryFrameProps) {
  const { t } = useTranslation('records');
  const { t: tDirectory } = useTranslation('directory');
  const agency = useQuery(agencyQuery(agencyId));
  return (
    <Loaded query={agency}>
      {(found) => (
        <Page
          title={t(`tabs.${view}`)}
          trail={[
            { to: '/agencies', label: tDirectory('agency.trail') },
            { to: `/agencies/${agencyId}`, label: found.name },
          ]}
          lead={found.name}
        >
          <TabLinks
            label={t('tabs.label')}
            tabs={views.map((name) => ({ to: `/agencies/${agencyId}/${name}`, label: t(`tabs.${name}`) }))}
          />
          {found.status === 'closed' && <Notice tone="warning">{t('form.closed')}</Notice>}
          {children}
        </Page>
      )}
    </Loaded>
  );
}
