import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { directorySettingsQuery } from '../api/directory-settings.js';
import { type EntryChange, waitingChangesQuery } from '../api/entry-changes.js';

const namesShown = 3;

/** What agencies have changed and the secretariat has not decided yet, oldest first. */
export function WaitingChangesPage() {
  const { t } = useTranslation('records');
  const [params] = useSearchParams();
  const changes = useQuery(waitingChangesQuery(Number(params.get('page') ?? 1)));
  const settings = useQuery(directorySettingsQuery).data;
  const columns: Column<EntryChange>[] = [
    {
      key: 'agency',
      label: t('approval.column.agency'),
      names: true,
      cell: (change) => (
        <TextLink to={`/directory/changes/${change.id}`} className="inline-block min-h-6 font-bold">
          {change.agency.name}
        </TextLink>
      ),
    },
    { key: 'fields', label: t('approval.column.fields'), cell: fieldsText },
    { key: 'by', label: t('approval.column.by'), cell: ({ madeBy }) => madeBy },
    { key: 'at', label: t('approval.column.at'), cell: ({ madeAt }) => asMoment(madeAt) },
  ];
  return (
    <Page title={t('approval.title')} lead={t('approval.lead')}>
      <Loaded query={changes}>
        {(found) => (
          <PagedTable
            page={found}
            caption={t('approval.title')}
            columns={columns}
            rowKey={({ id }) => id}
            above={settings && !settings.approval && <p>{t('approval.leftOver')}</p>}
            empty={
              <EmptyState title={t('approval.none')}>
                {settings && !settings.approval && t('approval.off')}
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function fieldsText({ lines }: EntryChange): string {
  const names = lines.slice(0, namesShown).map(({ label }) => label);
  return lines.length > namesShown ? `${names.join('、')} ほか` : names.join('、');
}
