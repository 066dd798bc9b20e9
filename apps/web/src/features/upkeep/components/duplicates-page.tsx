import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { decidePair, type Pair, pairsQuery } from '../api/duplicates.js';
import { AgencyCell } from './agency-cell.js';
import { PairReasons } from './pair-reasons.js';
import { usePageNumber } from './use-page-number.js';
import { useSearchForDuplicates } from './use-search-for-duplicates.js';

/** Pairs of entries that may be one agency, the likeliest first. */
export function DuplicatesPage() {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const [params] = useSearchParams();
  const state = params.get('show') === 'distinct' ? 'distinct' : 'open';
  const pairs = useQuery(pairsQuery(state, usePageNumber()));
  const search = useSearchForDuplicates();
  const reopening = useMutation({
    mutationFn: (id: string) => decidePair({ id, decision: 'open' }),
    onSuccess: () => say(t('duplicate.reopened')),
  });
  const columns: Column<Pair>[] = [
    {
      key: 'pair',
      label: t('duplicate.column.pair'),
      names: true,
      cell: ({ one, other }) => (
        <span className="grid gap-2">
          {[one, other].map((side) => (
            <span key={side.id} className="block">
              <AgencyCell agency={side} id={side.id} />
            </span>
          ))}
        </span>
      ),
    },
    {
      key: 'why',
      label: t('duplicate.column.why'),
      cell: ({ reasons }) => <PairReasons reasons={reasons} />,
    },
    {
      key: 'score',
      label: t('duplicate.column.score'),
      className: 'whitespace-nowrap tabular-nums',
      cell: ({ score }) => t('duplicate.score', { score }),
    },
    {
      key: 'do',
      label: t('duplicate.column.do'),
      cell: (pair) =>
        state === 'open' ? (
          <ButtonLink
            look="secondary"
            to={`/upkeep/duplicates/${pair.id}`}
            aria-label={`${t('duplicate.compare')}　${pair.one.name}`}
          >
            {t('duplicate.compare')}
          </ButtonLink>
        ) : (
          <Button
            look="secondary"
            busy={reopening.isPending}
            aria-label={`${t('duplicate.reopen')}　${pair.one.name}`}
            onClick={() => reopening.mutate(pair.id)}
          >
            {t('duplicate.reopen')}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={t('duplicate.title')}
      lead={t('duplicate.lead')}
      trail={[{ to: '/upkeep', label: t('trail') }]}
      actions={
        <Button look="secondary" busy={search.isRunning} onClick={search.order}>
          {t('duplicate.search')}
        </Button>
      }
    >
      {search.failure && <FailureNotice failure={search.failure} />}
      {search.isRunning && <Notice live>{t('duplicate.searching')}</Notice>}
      {search.hasFailed && <Notice tone="warning">{t('duplicate.searchFailed')}</Notice>}
      {search.endedAt && !search.isRunning && (
        <p className="text-solid-gray-700">{t('duplicate.searchedAt', { at: asMoment(search.endedAt) })}</p>
      )}
      <ChoiceLinks
        label={t('duplicate.filter')}
        choices={[
          { to: '?', label: t('duplicate.state.open'), chosen: state === 'open' },
          { to: '?show=distinct', label: t('duplicate.state.distinct'), chosen: state === 'distinct' },
        ]}
      />
      <Loaded query={pairs}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('duplicate.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t('duplicate.none')}
          />
        )}
      </Loaded>
      <p>
        <TextLink to="/upkeep/merges">{t('duplicate.merges')}</TextLink>
      </p>
    </Page>
  );
}
