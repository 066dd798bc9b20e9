import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { PhoneLink, TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import { markChecked, upkeepEntriesQuery, type UpkeepEntry } from '../api/worklist.js';
import { AgencyCell } from './agency-cell.js';
import { FreshnessBadge } from './freshness-badge.js';
import { usePageNumber } from './use-page-number.js';

/** Entries that somebody should look at, the longest first. */
export function ToCheckPage() {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const entries = useQuery(upkeepEntriesQuery('to_check', usePageNumber()));
  const checking = useMutation({
    mutationFn: ({ id }: UpkeepEntry) => markChecked(id),
    onSuccess: (_done, { name }) => say(t('entry.checkedSay', { name })),
  });
  const columns: Column<UpkeepEntry>[] = [
    {
      key: 'name',
      label: t('entry.column.name'),
      names: true,
      cell: (entry) => <AgencyCell agency={entry} id={entry.id} />,
    },
    {
      key: 'why',
      label: t('entry.column.why'),
      cell: ({ toCheckWhy, openReports }) => (
        <>
          {toCheckWhy}
          {openReports > 0 && (
            <span className="block">
              <TextLink to="/upkeep/reports">{t('entry.openReports', { count: openReports })}</TextLink>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'since',
      label: t('entry.column.since'),
      className: 'whitespace-nowrap',
      cell: ({ toCheckSince }) => toCheckSince && inEra(toCheckSince),
    },
    {
      key: 'freshness',
      label: t('entry.column.freshness'),
      cell: ({ freshness }) => <FreshnessBadge freshness={freshness} />,
    },
    {
      key: 'phone',
      label: t('entry.column.phone'),
      cell: ({ phone }) => phone && <PhoneLink number={phone} />,
    },
    {
      key: 'do',
      label: t('entry.column.do'),
      className: 'whitespace-nowrap',
      cell: (entry) => (
        <Button
          look="secondary"
          busy={checking.isPending && checking.variables.id === entry.id}
          aria-label={`${t('entry.checked')}　${entry.name}`}
          onClick={() => checking.mutate(entry)}
        >
          {t('entry.checked')}
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={t('entry.toCheck.title')}
      lead={t('entry.toCheck.lead')}
      trail={[{ to: '/upkeep', label: t('trail') }]}
    >
      {checking.isError && <FailureNotice failure={checking.error} />}
      <Loaded query={entries}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('entry.toCheck.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t('entry.toCheck.none')}
          />
        )}
      </Loaded>
    </Page>
  );
}
