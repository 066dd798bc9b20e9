import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { BareCheckbox, Checkbox } from '../../../components/checkbox.js';
import type { Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { PhoneLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { askAgencies } from '../api/rounds.js';
import { upkeepEntriesQuery, type UpkeepEntry } from '../api/worklist.js';
import { AgencyCell } from './agency-cell.js';
import { FreshnessBadge } from './freshness-badge.js';
import { usePageNumber } from './use-page-number.js';

/** Entries that nobody has confirmed for a year; some or all of a page are asked at once. */
export function StalePage() {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const keyOf = useAttemptKey();
  const entries = useQuery(upkeepEntriesQuery('stale', usePageNumber()));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [none, setNone] = useState(false);
  const asking = useMutation({
    mutationFn: (agencyIds: readonly string[]) => askAgencies({ key: keyOf(agencyIds), agencyIds }),
    onSuccess: ({ counts }) => {
      say(t('entry.stale.sent', { count: counts.all, unreachable: counts.unreachable }));
      setChosen([]);
    },
  });

  function choose(ids: readonly string[], on: boolean): void {
    setNone(false);
    setChosen((before) => [...before.filter((id) => !ids.includes(id)), ...(on ? ids : [])]);
  }

  const columns: Column<UpkeepEntry>[] = [
    {
      key: 'choose',
      label: t('entry.column.choose'),
      cell: ({ id, name, asked }) => (
        <BareCheckbox
          aria-label={t('entry.stale.choose', { name })}
          checked={chosen.includes(id)}
          disabled={asked}
          onChange={(event) => choose([id], event.target.checked)}
        />
      ),
    },
    {
      key: 'name',
      label: t('entry.column.name'),
      names: true,
      cell: (entry) => (
        <AgencyCell agency={entry} id={entry.id}>
          {entry.inPortal && <StatusBadge tone="plain">{t('entry.member')}</StatusBadge>}
        </AgencyCell>
      ),
    },
    {
      key: 'freshness',
      label: t('entry.column.freshness'),
      cell: ({ freshness, asked }) => (
        <span className="flex flex-wrap gap-2">
          <FreshnessBadge freshness={freshness} />
          {asked && <StatusBadge tone="moving">{t('entry.asked')}</StatusBadge>}
        </span>
      ),
    },
    {
      key: 'phone',
      label: t('entry.column.phone'),
      cell: ({ phone }) => phone && <PhoneLink number={phone} />,
    },
  ];
  return (
    <Page
      title={t('entry.stale.title')}
      lead={t('entry.stale.lead')}
      trail={[{ to: '/upkeep', label: t('trail') }]}
    >
      <Loaded query={entries}>
        {(page) => {
          const free = page.items.filter(({ asked }) => !asked).map(({ id }) => id);
          const all = free.length > 0 && free.every((id) => chosen.includes(id));
          return (
            <PagedTable
              page={page}
              caption={t('entry.stale.title')}
              columns={columns}
              rowKey={({ id }) => id}
              empty={t('entry.stale.none')}
              above={
                <>
                  {none && (
                    <Notice tone="error" live>
                      {t('entry.stale.needOne')}
                    </Notice>
                  )}
                  {asking.isError && <FailureNotice failure={asking.error} />}
                  <div className="no-print flex flex-wrap items-center gap-x-6 gap-y-2">
                    <Checkbox
                      label={t('entry.stale.chooseAll')}
                      checked={all}
                      onChange={(event) => choose(free, event.target.checked)}
                    />
                    <Button
                      busy={asking.isPending}
                      onClick={() => (chosen.length === 0 ? setNone(true) : asking.mutate(chosen))}
                    >
                      {t('entry.stale.send', { count: chosen.length })}
                    </Button>
                  </div>
                </>
              }
            />
          );
        }}
      </Loaded>
    </Page>
  );
}
